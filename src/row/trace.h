#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "number/apportion.h"
#include "row/evaluator.h"
#include "row/scale.h"

// How one cell came about, as data; src/report words it.

namespace remit::row {

using TraceId = std::uint32_t;
inline constexpr TraceId kNotTraced = 0xFFFFFFFF;

/// The scale that an expression applied.
struct BandTaken {
  plan::ExpressionId expression = 0;
  std::uint32_t scale = 0;  ///< Plan::scales
  number::Rational value;   ///< what was looked up
  /// The band that covers the value; of a marginal scale all bands up to it, with their parts.
  std::vector<BandPart> parts;
};

/// One `round`, `floor` or `ceiling` and what it changed.
struct RoundingDone {
  plan::ExpressionId expression = 0;
  number::Rational exact;
  number::Rational rounded;
  std::optional<number::Rounding> rounding;  ///< none: to a whole number
  number::Rational gained() const { return rounded - exact; }
};

/// A `min` or `max` with a limit among its operands: the one that is the same for every row, or
/// that a parameter gives, where others are not; else the last one of a clause that limits (`cap`,
/// `floor`). Where there is no such operand nobody can say which one limits the others.
struct LimitTaken {
  plan::ExpressionId expression = 0;
  std::size_t limit = 0;  ///< operand
  number::Rational bound;
  number::Rational without;  ///< what the others alone give
  number::Rational result;
  /// Of a limit that holds: the cell computed anew without it, and the cell asked about (only of a
  /// limit in its own declaration); nothing where that cannot be told from the row alone.
  std::optional<Value> figure;
  std::optional<Value> asked;
  bool binds() const { return without != result; }
};

/// A value that holds for a period, and since when.
struct DatedTaken {
  plan::ExpressionId expression = 0;
  std::uint32_t dated = 0;  ///< Plan::dated
  Date asked;
  Date since;
  std::optional<Date> until;  ///< the last day it holds
};

/// A formula over one row: every step with its value, and what is worth telling of some of them.
/// Only steps that decided the result are listed: not the branch that was not taken, not what a
/// false condition made irrelevant.
struct FormulaTrace {
  struct Step {
    plan::ExpressionId expression = 0;
    Value value;
    /// The cell read, for Opcode::column; kNotTraced beyond the depth asked for.
    TraceId cell = kNotTraced;
  };
  plan::ExpressionId root = 0;
  std::vector<Step> steps;  ///< operands before their users; the root is last
  std::vector<BandTaken> bands;
  std::vector<RoundingDone> roundings;
  std::vector<LimitTaken> limits;
  std::vector<DatedTaken> dated;

  const Step* step(plan::ExpressionId expression) const;
};

struct InputTrace {
  std::uint32_t field = 0;
};

struct LookupTrace {
  TraceId via = kNotTraced;
  std::optional<std::uint64_t> row;  ///< referred to
  TraceId target = kNotTraced;
  /// Of a recurrence: `row`, and all before it but the first, are computed as the rows that are
  /// told already. Then `target` is the cell of the first one, and so many rows stand between.
  std::optional<std::uint64_t> first;
  std::uint64_t between = 0;
};

struct MatchTrace {
  std::vector<TraceId> ours;         ///< the cells searched by; the date last
  std::optional<std::uint64_t> row;  ///< found
  /// Where several rows match equally well: the first of them.
  std::vector<std::uint64_t> tied;
};

struct FoldTrace {
  std::uint64_t members = 0;  ///< rows of the group
  std::uint64_t counted = 0;  ///< of them, those for which the condition does not fail
  struct Contribution {
    std::uint64_t row = 0;
    Value value;
    TraceId cell = kNotTraced;  ///< none for a count
  };
  std::uint64_t kept = 0;  ///< of these, those that the fold keeps (Fold::kept); else all
  /// Of a sum the largest (by size) or the foremost it keeps, of a minimum or maximum those that
  /// attain it, of any and all the deciding ones, of a count the first, of a median those in the
  /// middle, of first, last and only those that stand there; of a fault the row with the fault. At
  /// most TraceOptions::contributions.
  std::vector<Contribution> largest;
  /// This row's cells by which its rows are found (Fold::ours), and the bounds of its window.
  std::vector<TraceId> own;
  TraceId lower = kNotTraced;
  TraceId upper = kNotTraced;
};

/// Others that are equal to a row up to what decides between them.
struct TieTrace {
  std::vector<std::uint64_t> rows;  ///< at most TraceOptions::contributions
  std::uint64_t count = 0;          ///< all of them
  /// The last key of the order; none: the order of the table.
  plan::ColumnId decided_by = plan::kNoColumn;
};

struct RankTrace {
  bool competes = false;          ///< false: the condition does not hold, or no partition
  std::uint64_t competitors = 0;  ///< of the partition, this row included
  std::uint64_t better = 0;
  std::vector<std::uint64_t> tied;  ///< other rows on the same place, at most `contributions`
  std::uint64_t tied_count = 0;     ///< all of them
  TieTrace broken;                  ///< those that only the last key tells apart
  std::vector<TraceId> group;       ///< of this row: among whom it competes (a kind of unit)
  std::vector<TraceId> order;       ///< of this row: by what it has its place
};

struct ShareTrace {
  std::optional<number::Share> share;  ///< none for a fault, or a row that takes no part
  number::Rational total;
  std::size_t recipients = 0;
  std::size_t place = 0;  ///< of this one, in the order of the rule
  number::Rational weight;
  number::Rational weights;  ///< sum over all recipients
  number::Rational before;   ///< parts of those that come before this one, together
  std::optional<number::Rational> cap;
  std::optional<number::Rational> floor;
  number::Rational left;  ///< of the total, that nobody could take
  TraceId total_cell = kNotTraced;
  std::vector<TraceId> cells;  ///< weight, cap and floor of this row, those there are
  std::vector<TraceId> group;  ///< of this row: what tells its group from the others (a year)
  std::vector<TraceId> order;  ///< of this row: by what it has its turn
  /// Rows of the same turn but for what decides; where the odd steps are given out, those of the
  /// same remainder that fared otherwise.
  TieTrace tie;
};

using TraceDetail = std::variant<InputTrace, FormulaTrace, LookupTrace, MatchTrace, FoldTrace,
                                 RankTrace, ShareTrace>;

struct TracedCell {
  plan::ColumnId column = 0;
  std::uint64_t row = 0;
  Value value;
  /// Absent beyond the depth or number of cells asked for.
  std::optional<TraceDetail> detail;
  /// The cells it was made from, in the order of first mention.
  std::vector<TraceId> operands;
};

/// cells[0] is the one asked about. Every cell is there once, however often it is used. Texts in
/// values belong to the plan, the dataset or the trace.
struct Trace {
  std::vector<TracedCell> cells;
  std::shared_ptr<const void> texts;  ///< those that the evaluator put together
  bool cut = false;                   ///< some cells were left without detail
};

/// Whether two cells are of one declaration and row: the steps of a form.
bool is_same_declaration(const plan::Plan& plan, const TracedCell& a, const TracedCell& b);

struct TraceOptions {
  std::uint32_t depth = 0;          ///< steps from the cell that get their detail; 0: all
  std::uint32_t contributions = 3;  ///< rows named of a fold, a tie
  std::uint32_t cells = 2000;       ///< cells with detail at most
  /// An entity of which the dataset does not have all rows: what is made of them gets no detail.
  std::optional<plan::EntityId> not_told{};
};

/// Evaluates what the explanation of one cell needs, and nothing else. After a run, give the
/// evaluator the run's results (Options::known).
Trace trace(Evaluator& evaluator, plan::ColumnId column, std::uint64_t row,
            const TraceOptions& options = {});

}  // namespace remit::row

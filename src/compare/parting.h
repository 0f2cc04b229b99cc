#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compare/cell_pair.h"
#include "compare/changed_clause.h"
#include "compare/column_pairs.h"
#include "compare/payments.h"
#include "compare/policy_text.h"
#include "compare/reads.h"
#include "compare/row_matches.h"
#include "remit/options.h"
#include "report/computed_run.h"

namespace remit::compare {

/// Where the two ways to a figure part: the first figure on the way, in the order of computation,
/// that differs although everything it is made of in its own row is the same.
struct Parting {
  enum class Kind : std::uint8_t {
    clause,  ///< the text differs that says how it is computed
    input,   ///< a cell of the data
    place,   ///< other rows: a place among them, a sum over them, a share with them
    row,     ///< the row is in one of the two runs only
  };
  Kind kind = Kind::place;
  std::optional<PartChange> text;  ///< of a clause
  plan::ColumnId column_before = plan::kNoColumn, column_after = plan::kNoColumn;
  std::uint64_t row_before = kNoRow, row_after = kNoRow;
  bool other_row = false;                ///< of another table than the line
  plan::EntityId entity = plan::kWhole;  ///< of a row: its table, in the run that has it
};

/// Finds partings of payments that differ. Steps that the results do not keep are computed again,
/// all of them at once. Belongs to one thread; what it is made of must outlive it.
class PartingFinder {
 public:
  /// One of the two runs, and what is known of it.
  struct Run {
    const report::ComputedRun& run;
    const PolicyText& text;
  };

  PartingFinder(Run before, Run after, const RowMatches& rows,
                const std::vector<PaymentPair>& pairs);

  /// Computes the steps that the payments of these changes go through; once, before `find`.
  std::optional<Error> prepare(const std::vector<Change>& changes, const RunOptions& options);

  /// Some hundred nanoseconds for each step on the way.
  Parting find(const Change& change);

  /// The cell of a column that a parting names, a step that the results do not keep included.
  row::Value value_before(const Parting& parting) const;
  row::Value value_after(const Parting& parting) const;

 private:
  /// Two columns that are one another's, and what is known of both.
  struct Step {
    std::vector<std::pair<plan::ColumnId, plan::ColumnId>> reads;  ///< in order of computation
    bool looks_up = false;  ///< both are lookups, by these references
    std::pair<plan::ColumnId, plan::ColumnId> target{plan::kNoColumn, plan::kNoColumn};
    std::unique_ptr<CellPair> via;
    std::unique_ptr<CellPair> cells;
    std::map<std::string, std::optional<PartChange>> texts;  ///< by the reasons of the line
    bool among_rows = false;
  };
  using Columns = std::pair<plan::ColumnId, plan::ColumnId>;

  static std::vector<plan::ColumnId> columns_of(const plan::Payment& payment);
  void add_steps(const plan::Plan& plan, plan::ColumnId column, std::vector<bool>& wanted) const;
  const table::ColumnData* cells_of(bool later, plan::ColumnId column) const;
  Step& step(Columns columns);
  bool differs(Columns columns, std::uint64_t row_before, std::uint64_t row_after);
  /// Why the cell is in error; nothing of a blank.
  std::optional<type::Fault> error_in(bool later, plan::ColumnId column, std::uint64_t row) const;
  /// The next figure on the way, or nothing where it ends.
  std::optional<Columns> next_read(Columns columns, std::uint64_t row_before,
                                   std::uint64_t row_after);
  Parting walk(Columns columns, std::uint64_t row_before, std::uint64_t row_after,
               const std::string& reasons);
  std::string reasons_of(const Change& change) const;

  Run before_, after_;
  const RowMatches& rows_;
  const std::vector<PaymentPair>& pairs_;
  ColumnPairs columns_;
  ClauseFinder clauses_;
  table::Results steps_before_, steps_after_;
  std::map<Columns, Step> steps_;
};

}  // namespace remit::compare

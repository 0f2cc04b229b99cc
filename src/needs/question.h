#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "base/int128.h"
#include "needs/compared.h"
#include "needs/possible.h"
#include "needs/residue.h"
#include "needs/touched.h"
#include "plan/plan.h"
#include "row/evaluator.h"
#include "table/dataset.h"

namespace remit::needs {

/// An input cell of which nobody has said yet what it holds.
struct UnknownCell {
  plan::ColumnId column = 0;
  std::uint64_t row = 0;
  bool may_be_blank = false;   ///< leaving it blank is an answer
  bool may_be_stored = false;  ///< the only other one is what the table holds
  bool may_not_apply = false;  ///< that it does not apply is an answer
};

/// The inputs that can still matter, as indices into the unknown cells, and what the figure can
/// come to.
struct Answer {
  Possible figure;
  std::vector<std::size_t> asked;
};

/// What a figure still depends on, where some input cells are not known: an evaluator of sets of
/// values over the plan, beside the row evaluator, which it asks for whatever does not depend on
/// them.
///
/// An input that is not asked for changes nothing, whatever it and the others are, as far as they
/// are answered within their types and bounds. The contrary is not certain: where two conditions
/// exclude each other by way of several figures at once, one may be asked for in vain. The order is
/// that in which the plan is evaluated: what decides comes before what it decides on.
///
/// What is asked is looked at once more by cases: each answer to a question of few answers, and
/// each stretch of a figure between two places where the formulas turn, and of a text whether each
/// condition on it holds. An input changes nothing if in all cases the same is left of the figure
/// whatever the case of that input.
///
/// Plan and dataset must outlive it. Not thread-safe. Time: some thousand steps a column of the
/// row, times 64 to 1024 for the cases (the fewer, the more steps); folds are linear in their rows.
class Question {
 public:
  Question(const plan::Plan& plan, const table::Dataset& dataset, std::vector<UnknownCell> unknown);

  Answer answer(plan::ColumnId column, std::uint64_t row);

 private:
  using Place = std::pair<plan::ColumnId, std::uint64_t>;
  /// Of a table with more rows it is not looked which of them count.
  static constexpr std::uint64_t kMostRows = 20'000;

  /// Which unknown cell alone something hangs on; none or several of them.
  using Source = std::int32_t;
  static constexpr Source kNobody = -1, kSeveral = -2;

  struct Cell {
    Possible value;
    Residue residue = 0;
    Source source = kNobody;
    std::vector<Possible> steps;  ///< of a formula
    std::vector<Residue> residues;
    std::vector<Source> sources;
  };
  /// A condition on a text in the formulas of a row.
  using Condition = std::pair<plan::ExpressionId, std::uint64_t>;
  /// What is told apart of an unknown cell: what it can be, and of a text which conditions hold.
  struct Told {
    Possible value;
    std::vector<std::pair<Condition, bool>> truths{};
  };
  /// What is taken for an unknown cell in one case; null: anything that it can be.
  struct Case {
    const Told* told = nullptr;
    std::size_t number = 0;
  };
  /// Something to ask about: a cell, or a step of the formula of a cell.
  struct Task {
    plan::ColumnId column = 0;
    std::uint64_t row = 0;
    std::int64_t step = -1;
  };

  // What a cell can come to.
  const Cell& cell(plan::ColumnId column, std::uint64_t row);
  const Possible& at(plan::ColumnId column, std::uint64_t row) { return cell(column, row).value; }
  Cell compute(plan::ColumnId column, std::uint64_t row);
  Possible compute_input(plan::ColumnId column, std::uint64_t row);
  void compute_formula(plan::ColumnId column, std::uint64_t row, Cell& made);
  Possible compute_step(plan::ColumnId column, std::uint64_t row, std::size_t step,
                        const Cell& made);
  Possible compute_lookup(const plan::Lookup& node, plan::ColumnId column, std::uint64_t row);
  Possible compute_fold(const plan::Fold& node, plan::ColumnId column, std::uint64_t row);
  bool is_of_one_row(const plan::Fold& node);
  Possible compute_apportion(const plan::Apportion& node, plan::ColumnId column, std::uint64_t row);
  bool takes_part_by_weight(const plan::Apportion& node) const;
  bool is_sound(const plan::Apportion& node, plan::EntityId entity);
  bool is_alone(const plan::Apportion& node, plan::EntityId entity, std::uint64_t row);
  std::optional<Value> whole_share(const plan::Apportion& node, plan::ColumnId column,
                                   std::uint64_t row);
  Possible compute_rank(const plan::Rank& node, plan::ColumnId column, std::uint64_t row);
  Possible compute_match(const plan::Match& node, plan::ColumnId column, std::uint64_t row);
  /// Whether a row takes part in what `where` says; its faults are told apart.
  Member takes_part(plan::ColumnId where, plan::EntityId entity, std::uint64_t row);
  Member share_group(const std::vector<plan::ColumnId>& partition, std::uint64_t row,
                     std::uint64_t other);
  Relation order_of(const std::vector<plan::SortKey>& keys, std::uint64_t row, std::uint64_t other);
  Member fits(const plan::Match& node, std::uint64_t row, std::uint64_t theirs);
  Possible settled(plan::ColumnId column, std::uint64_t row, const Possible& value) const;
  /// Anything that the column can hold at all.
  Possible unforeseen(plan::ColumnId column) const;
  bool is_open(plan::ColumnId column) const;

  // What is left of a cell, and what it hangs on.
  Residue residue_of_step(const plan::Expression& e, std::span<const std::uint32_t> operands,
                          const Cell& made);
  Residue residue_of_node(plan::ColumnId column, std::uint64_t row);
  void tell_source(plan::ColumnId column, std::uint64_t row, Cell& made);

  // Where formulas over one unknown cell turn: of a figure or a day the last value before each
  // turn, of a text the conditions.
  struct Turns {
    std::vector<Int128> values{};
    std::vector<Condition> conditions{};
  };
  std::vector<Turns> turns();
  void add_turns(plan::ColumnId column, std::uint64_t row, std::size_t step,
                 std::vector<Turns>& turns);
  void add_condition(plan::ColumnId column, std::uint64_t row, std::size_t step,
                     std::vector<Condition>& conditions);
  std::optional<Value> replay(plan::ColumnId column, std::uint64_t row, const Value& chosen);
  std::optional<Value> replay_step(plan::ColumnId column, std::uint64_t row, std::size_t step,
                                   const Value& chosen);
  std::optional<Value> replay_new(plan::ColumnId column, std::uint64_t row, std::size_t step,
                                  const Value& chosen);
  std::vector<Told> cases_of(std::size_t unknown, const Turns& turns) const;
  void choose(std::size_t unknown, const Told* told, std::size_t number);

  // Which unknown cells that depends on.
  std::vector<std::size_t> ask(plan::ColumnId column, std::uint64_t row);
  void ask_cell(const Task& task, std::vector<Task>& more);
  void ask_step(const Task& task, std::vector<Task>& more);
  void ask_one(plan::ColumnId column, std::uint64_t row, std::vector<Task>& more);
  void ask_rows(plan::ColumnId column, std::vector<Task>& more);
  bool never_counts(const plan::Rank& node, std::uint64_t each, std::uint64_t row);
  void ask_rank(const plan::Rank& node, const Task& task, std::vector<Task>& more);
  void ask_apportion(const plan::Apportion& node, const Task& task, std::vector<Task>& more);
  void ask_match(const plan::Match& node, const Task& task, std::vector<Task>& more);
  void ask_fold(const plan::Fold& node, const Task& task, std::vector<Task>& more);
  void ask_everything();
  void note(std::size_t unknown);

  /// The answer by cases.
  Answer split(plan::ColumnId column, std::uint64_t row, Answer whole);
  void visit_reads(plan::ColumnId id, const std::function<void(plan::ColumnId)>& look);
  void find_sources(plan::ColumnId column);
  void prepare(plan::ColumnId column, std::uint64_t row);

  const plan::Plan& plan_;
  row::Evaluator evaluator_;
  std::vector<UnknownCell> unknown_;
  std::vector<Possible> answers_;  ///< to each
  Touched touched_;
  std::vector<bool> source_;  ///< by column: of the figure that is asked for
  base::HashMap<Place, std::size_t> numbers_;
  std::vector<Case> chosen_;                ///< by unknown cell
  base::HashMap<Condition, bool> assumed_;  ///< in the cases that are chosen
  Residues residues_;
  base::HashMap<Place, std::unique_ptr<Cell>> cells_;
  int depth_ = 0;
  int replaying_ = 0;
  /// What steps of formulas come to with the value that is being tried: each is looked at once.
  std::map<std::tuple<plan::ColumnId, std::uint64_t, std::size_t>, std::optional<Value>> replayed_;
  std::vector<std::size_t> asked_;
  std::vector<bool> noted_;
};

}  // namespace remit::needs

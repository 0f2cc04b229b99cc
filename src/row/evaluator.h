#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "base/hash_map.h"
#include "plan/plan.h"
#include "row/apportion.h"
#include "row/cells.h"
#include "row/few_cells.h"
#include "row/formulas.h"
#include "row/group.h"
#include "row/map.h"
#include "row/match.h"
#include "row/work_calendar.h"
#include "table/dataset.h"

namespace remit::row {

class RunIndex;

struct Options {
  /// Columns computed elsewhere (by the columnar evaluator): taken as they are, the others are
  /// computed when something needs them. May be null. Must outlive the evaluator.
  const table::Results* known = nullptr;
  /// How the rows of that run belong together; may be null. What it knows it is asked, by a trace.
  RunIndex* index = nullptr;
  /// Of the plan, or of one that differs from it in its outputs alone; null: made for this run.
  const Formulas* formulas = nullptr;
  /// Keep the columns that the plan does not mark as output.
  bool keep_helpers = false;
  /// Asked now and then during evaluate(); true ends it with StatusCode::kCancelled. May be empty.
  std::function<bool()> stop;
};

/// The plan in its plainest form: exact rationals, one cell after the other. It is the meaning that
/// the columnar evaluator is held against, and where explanations come from.
///
/// Plan and dataset must outlive it, and the plan must be verified. Not thread-safe; evaluators of
/// their own may share plan, dataset and known results.
class Evaluator : public Cells {
 public:
  Evaluator(const plan::Plan& plan, const table::Dataset& dataset, Options options = {});

  /// One cell, with whatever it needs and no more (a rank needs its whole entity). Remembered.
  Value cell(plan::ColumnId column, std::uint64_t row);

  /// Every column that is no input, in the order of the plan.
  absl::StatusOr<table::Results> evaluate();

  /// Runs `question`, which reads cells, until everything it reads is known; its last answer.
  template <typename Question>
  auto demand(Question question) {
    for (;;) {
      wanted_.clear();
      auto answer = question();
      if (complete()) return answer;
      compute_wanted();
    }
  }

  // The cells as nodes see them.
  Value at(plan::ColumnId column, std::uint64_t row) override;
  bool complete() const override { return wanted_.empty(); }
  std::uint64_t row_count(plan::EntityId entity) const override;
  bool is_given(plan::EntityId entity) const override;
  const table::WorkCalendar& calendar(std::uint32_t index) override;
  std::string_view keep(std::string text) override;
  const type::Fault* refused(plan::EntityId entity, std::uint64_t row) const override;
  Value input(plan::ColumnId column, std::uint64_t row) override;

  /// What keeps alive the texts that were put together, beyond the evaluator.
  std::shared_ptr<const void> texts() const { return texts_; }
  const plan::Plan& plan() const { return plan_; }
  RunIndex* index() const { return options_.index; }
  CellPlace place(plan::ColumnId column, std::uint64_t row) { return {plan_, *this, column, row}; }
  /// Made on first use.
  const Formula& formula(plan::ColumnId column);
  /// The groups of a fold or an apportionment. Only valid for the answer while complete().
  const Groups& groups(plan::ColumnId column);

 private:
  /// What a node keeps between its rows.
  struct NodeState {
    std::unique_ptr<Formula> formula;
    std::unique_ptr<Groups> groups;
    std::optional<std::optional<type::Fault>> unplaced;
    std::unique_ptr<MatchIndex> index;
  };
  struct Wanted {
    plan::ColumnId column;
    std::uint64_t row;
  };
  /// What was made while a cell was not known is only good for one answer that is thrown away.
  template <typename T, typename Make>
  const T& kept_once_complete(std::unique_ptr<T>& kept, Make make) {
    if (kept != nullptr) return *kept;
    auto made = std::make_shared<T>(make());
    if (complete()) return *(kept = std::make_unique<T>(std::move(*made)));
    passing_ = made;
    return *made;
  }

  const table::ColumnData* stored(plan::ColumnId column) const;
  void keep_few();
  std::optional<Value> known(plan::ColumnId column, std::uint64_t row) const;
  void compute_wanted();
  Value compute(plan::ColumnId column, std::uint64_t row);
  /// The value as the cell has it: within the limits of the column, its fault begun where the plan
  /// says.
  Value settled(plan::ColumnId column, std::uint64_t row, Value value) const;
  void put(plan::ColumnId column, std::uint64_t row, Value value);
  void put_column(plan::ColumnId column, std::vector<Value> values);
  absl::Status compute_column(plan::ColumnId column);
  absl::Status compute_few(plan::ColumnId column, bool by_cell);
  bool stops_at(std::uint64_t row) const;

  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Input& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Map& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Lookup& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Match& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Fold& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Rank& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::Apportion& node);
  Value compute_node(plan::ColumnId column, std::uint64_t row, const plan::PartyShare& node);
  std::optional<type::Fault> unplaced(plan::ColumnId column, plan::ColumnId where);

  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  Options options_;
  std::vector<NodeState> states_;
  std::vector<std::optional<table::ColumnData>> columns_;   // computed as a whole
  std::vector<base::HashMap<std::uint64_t, Value>> cells_;  // computed one by one
  std::optional<FewCells> few_;                             // if all that is computed is there
  Formula::Scratch scratch_;
  std::vector<std::unique_ptr<table::WorkCalendar>> calendars_;
  std::shared_ptr<std::deque<std::string>> texts_;  // put together, each once; null: none
  base::HashSet<std::string_view> kept_texts_;
  std::vector<Wanted> wanted_;
  std::shared_ptr<const void> passing_;  // the last thing made that could not be kept
};

}  // namespace remit::row

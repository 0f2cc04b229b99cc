#include "run/explained_run.h"

#include <utility>

#include "column/compile/schedule.h"
#include "column/evaluate_more.h"
#include "plan/recurrence.h"
#include "run/nearest_rounding.h"

namespace remit::run {
namespace {

/// Whether a cell of the column takes other rows than its own and one that it names.
bool is_over_rows(const plan::Plan& plan, plan::ColumnId column) {
  const plan::Node& node = plan.columns[column].node;
  return std::holds_alternative<plan::Fold>(node) || std::holds_alternative<plan::Rank>(node) ||
         std::holds_alternative<plan::Apportion>(node) ||
         std::holds_alternative<plan::Match>(node) || plan::recurrence_of(plan, column) != nullptr;
}

/// The columns that `column` stands on, itself among them.
std::vector<bool> below(const plan::Plan& plan, plan::ColumnId column) {
  std::vector<bool> found(plan.columns.size());
  std::vector<plan::ColumnId> open{column};
  const auto add = [&](plan::ColumnId id) {
    if (!found[id]) open.push_back(id);
    found[id] = true;
  };
  found[column] = true;
  while (!open.empty()) {
    const plan::ColumnId next = open.back();
    open.pop_back();
    const column::Dependencies needs = column::dependencies_of(plan, next);
    for (const auto* list : {&needs.by_row, &needs.whole})
      for (const plan::ColumnId id : *list) add(id);
    const plan::Recurrence* const part_of = plan::recurrence_of(plan, next);
    for (plan::ColumnId id = part_of == nullptr ? 0 : part_of->first;
         part_of != nullptr && id < part_of->end; ++id) {
      add(id);
    }
  }
  return found;
}

}  // namespace

ExplainedRun::ExplainedRun(const plan::Plan& plan, const table::Dataset& dataset,
                           const table::Results& computed)
    : plan_(plan),
      dataset_(dataset),
      known_(computed),
      ready_(plan.columns.size()),
      index_(plan_, dataset_, known_) {}

void ExplainedRun::take_batch(plan::EntityId entity, table::Results complete) {
  const std::lock_guard lock(mutex_);
  batched_ = entity;
  for (std::size_t id = 0; id < known_.columns.size(); ++id)
    if (!known_.columns[id]) known_.columns[id] = std::move(complete.columns[id]);
}

row::Trace ExplainedRun::trace(plan::ColumnId column, std::uint64_t row,
                               const row::TraceOptions& options) {
  const std::lock_guard lock(mutex_);
  if (!batched_) prepare(column);
  row::TraceOptions told = options;
  told.not_told = batched_;
  row::Options how;
  how.known = &known_;
  how.index = &index_;
  row::Evaluator evaluator(plan_, dataset_, std::move(how));
  return row::trace(evaluator, column, row, told);
}

void ExplainedRun::prepare(plan::ColumnId column) {
  if (ready_[column]) return;
  const std::vector<bool> under = below(plan_, column);
  std::vector<bool> wanted(plan_.columns.size());
  bool any = false;
  const auto want = [&](plan::ColumnId id) {
    if (known_.columns[id] || std::holds_alternative<plan::Input>(plan_.columns[id].node)) return;
    wanted[id] = any = true;
  };
  for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!under[id] || !is_over_rows(plan_, id)) continue;
    want(id);
    const column::Dependencies needs = column::dependencies_of(plan_, id);
    for (const auto* list : {&needs.by_row, &needs.whole})
      for (const plan::ColumnId other : *list) want(other);
  }
  if (any) {
    const NearestRounding nearest;
    absl::StatusOr<table::Results> more =
        column::evaluate_more(plan_, dataset_, known_, wanted, {});
    // Without it every cell is computed as it is needed.
    for (std::size_t id = 0; more.ok() && id < wanted.size(); ++id)
      if (wanted[id]) known_.columns[id] = std::move(more->columns[id]);
  }
  for (std::size_t id = 0; id < under.size(); ++id) ready_[id] = ready_[id] || under[id];
}

}  // namespace remit::run

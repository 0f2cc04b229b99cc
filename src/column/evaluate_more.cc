#include "column/evaluate_more.h"

#include "column/evaluate_part.h"
#include "column/run/results.h"

namespace remit::column {
namespace {

/// The columns that need not be computed. Of a recurrence all are there or none counts.
std::vector<bool> complete_columns(const plan::Plan& plan, const table::Results& known,
                                   const std::vector<bool>& wanted) {
  std::vector<bool> complete(plan.columns.size());
  for (std::size_t id = 0; id < complete.size(); ++id)
    complete[id] = known.columns[id].has_value() && !wanted[id];
  for (const plan::Recurrence& recurrence : plan.recurrences) {
    bool all = true;
    for (plan::ColumnId id = recurrence.first; id < recurrence.end; ++id) all = all && complete[id];
    for (plan::ColumnId id = recurrence.first; id < recurrence.end; ++id) complete[id] = all;
  }
  return complete;
}

/// Of the complete columns those that what is computed reads.
std::vector<bool> read_columns(const plan::Plan& plan, const Schedule& schedule,
                               const std::vector<bool>& complete) {
  std::vector<bool> read(plan.columns.size());
  for (std::size_t id = 0; id < read.size(); ++id) {
    if (!schedule.columns[id].needed) continue;
    const Dependencies needs = dependencies_of(plan, static_cast<plan::ColumnId>(id));
    for (const auto* list : {&needs.by_row, &needs.whole})
      for (const plan::ColumnId other : *list) read[other] = complete[other];
  }
  return read;
}

}  // namespace

absl::StatusOr<table::Results> evaluate_more(const plan::Plan& plan, const table::Dataset& dataset,
                                             const table::Results& known,
                                             const std::vector<bool>& wanted,
                                             const Options& options) {
  base::SerialExecutor serial;
  const RunOptions run = run_options(options, &serial);
  const std::vector<bool> complete = complete_columns(plan, known, wanted);
  const Schedule schedule = make_schedule(plan, wanted, complete);
  const KnownColumns given{known, read_columns(plan, schedule, complete)};
  auto bound = bind(plan, schedule, dataset, run, nullptr, &given);
  const auto memory = std::make_shared<ColumnMemory>();
  absl::StatusOr<PartResult> part =
      evaluate_part(plan, schedule, *bound, std::nullopt, *memory, run);
  while (part.ok() && !bound->missed->is_empty()) {
    bound = with_missed_texts(*bound);
    part = evaluate_part(plan, schedule, *bound, std::nullopt, *memory, run);
  }
  if (!part.ok()) return part.status();
  table::Results results;
  results.columns.resize(plan.columns.size());
  for (std::size_t id = 0; id < wanted.size(); ++id) {
    if (!wanted[id] || part->stores[id] == nullptr) continue;
    results.columns[id] = to_column_data(*part->stores[id], plan.columns[id], bound->texts);
    results.columns[id]->decimals = plan.columns[id].form.decimals;
  }
  return results;
}

}  // namespace remit::column

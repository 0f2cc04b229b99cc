#include <memory>
#include <utility>

#include "column/evaluate.h"
#include "column/evaluate_part.h"
#include "column/run/results.h"

namespace remit::column {
namespace {

/// One evaluation in parts.
class PartRuns {
 public:
  PartRuns(const plan::Plan& plan, const table::Dataset& dataset, const Options& options)
      : plan_(plan),
        run_(run_options(options, &serial_)),
        bound_(bind(plan, make_schedule(plan, false), dataset, run_)),
        complete_(plan.columns.size()),
        last_(plan.columns.size()) {
    results_.columns.resize(plan.columns.size());
  }

  absl::Status compute(std::span<const std::vector<plan::ColumnId>> parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Schedule schedule = make_schedule(plan_, wanted(parts[i]), complete_);
      for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id)
        if (schedule.columns[id].needed) last_[id] = i;
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
      if (absl::Status status = compute(parts[i], i); !status.ok()) return status;
    return absl::OkStatus();
  }

  table::Results take() { return std::move(results_); }

 private:
  std::vector<bool> wanted(const std::vector<plan::ColumnId>& outputs) const {
    std::vector<bool> wanted(plan_.columns.size());
    for (const plan::ColumnId id : outputs) wanted[id] = !complete_[id];
    return wanted;
  }

  absl::Status compute(const std::vector<plan::ColumnId>& outputs, std::size_t number) {
    const Schedule schedule = make_schedule(plan_, wanted(outputs), complete_);
    absl::StatusOr<PartResult> part =
        evaluate_part(plan_, schedule, *bound_, std::nullopt, *memory_, run_);
    if (!part.ok()) return part.status();
    if (!bound_->missed->is_empty()) {
      bound_ = with_missed_texts(*bound_);
      return compute(outputs, number);
    }
    for (const plan::ColumnId id : outputs) keep_result(id, part->stores[id]);
    for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (std::holds_alternative<plan::Input>(plan_.columns[id].node)) continue;
      // What a pass over rows stores may be right in those rows only at which this part looks.
      const ColumnTime& time = schedule.columns[id];
      if (time.needed && !time.by_row && part->stores[id] != nullptr) {
        bound_->inputs[id] = part->stores[id];
        complete_[id] = true;
      }
      if (complete_[id] && last_[id] <= number) bound_->inputs[id] = nullptr;
    }
    return absl::OkStatus();
  }

  void keep_result(plan::ColumnId id, const ColumnPtr& store) {
    const plan::Column& column = plan_.columns[id];
    if (store == nullptr || results_.columns[id].has_value()) return;
    if (std::holds_alternative<plan::Input>(column.node)) return;
    results_.columns[id] = to_column_data(*store, column, bound_->texts);
    results_.columns[id]->decimals = column.form.decimals;
  }

  const plan::Plan& plan_;
  base::SerialExecutor serial_;
  RunOptions run_;
  std::shared_ptr<BoundDataset> bound_;
  std::shared_ptr<ColumnMemory> memory_ = std::make_shared<ColumnMemory>();
  std::vector<bool> complete_;
  std::vector<std::size_t> last_;  ///< by column: the last part that needs it
  table::Results results_;
};

}  // namespace

absl::StatusOr<table::Results> evaluate_parts(const plan::Plan& plan, const table::Dataset& dataset,
                                              std::span<const std::vector<plan::ColumnId>> parts,
                                              const Options& options) {
  PartRuns runs(plan, dataset, options);
  if (const absl::Status status = runs.compute(parts); !status.ok()) return status;
  return runs.take();
}

}  // namespace remit::column

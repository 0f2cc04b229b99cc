#include "report/targets.h"

#include <algorithm>

namespace remit::report {

Targets::Targets(const ComputedRun& run) : run_(run) {
  for (const plan::Target& target : run.plan().targets) lines_.add(run.row_count(target.entity));
}

TargetLine Targets::line(std::uint64_t index) const {
  const auto [number, row] = lines_.find(index);
  const plan::Target& target = run_.plan().targets[number];
  const auto cell = [&, row = row](plan::ColumnId column) {
    const bool stored = column != plan::kNoColumn && run_.stored(column) != nullptr;
    return stored ? run_.at(column, row) : row::Value(type::Fault{type::CellFault::blank, 0, 0});
  };
  return {&target,
          row,
          cell(target.metric),
          cell(target.goal),
          cell(target.met),
          cell(target.progress)};
}

std::vector<TargetSummary> summarise_targets(const ComputedRun& run) {
  std::vector<TargetSummary> summaries;
  for (const plan::Target& target : run.plan().targets) {
    TargetSummary summary{&target, 0, 0, 0};
    const table::ColumnData* met = target.met == plan::kNoColumn ? nullptr : run.stored(target.met);
    if (met != nullptr) {
      // What is stored where a fault stands means nothing.
      const auto& flags = std::get<table::Buffer<std::uint8_t>>(met->storage);
      summary.met = static_cast<std::uint64_t>(std::count(flags.begin(), flags.end(), 1));
      for (const auto& [row, fault] : met->faults) summary.met -= flags[row] == 1 ? 1 : 0;
      summary.undetermined = met->faults.size();
      summary.missed = flags.size() - summary.met - summary.undetermined;
    }
    summaries.push_back(summary);
  }
  return summaries;
}

const std::string& clause_of(const plan::Plan& plan, const plan::Target& target) {
  static const std::string kNone;
  for (const plan::ColumnId column : {target.met, target.metric, target.goal, target.progress}) {
    if (column != plan::kNoColumn) return plan.columns[column].origin.cite();
  }
  return kNone;
}

}  // namespace remit::report

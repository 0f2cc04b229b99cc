#include "column/kept_divisions.h"

namespace remit::column {
namespace {

using plan::ColumnId;

/// Walks from the amount that is divided down to what is added up to it.
class Divided {
 public:
  Divided(const plan::Plan& plan, std::vector<bool>& kept)
      : plan_(plan), kept_(kept), seen_(plan.columns.size()) {}

  /// `rows`: those among which it is divided, whose own columns are as many as there are shares.
  void add(ColumnId total, plan::EntityId rows) {
    std::vector<ColumnId> open{total};
    while (!open.empty()) {
      const ColumnId id = open.back();
      open.pop_back();
      if (seen_[id]) continue;
      seen_[id] = true;
      const Dependencies needs = dependencies_of(plan_, id);
      if (std::holds_alternative<plan::Fold>(plan_.columns[id].node)) {
        keep(needs.by_row);
        continue;
      }
      for (const auto* list : {&needs.by_row, &needs.whole})
        for (const ColumnId read : *list)
          if (plan_.columns[read].entity != rows || rows == plan::kWhole) open.push_back(read);
    }
  }

 private:
  void keep(const std::vector<ColumnId>& columns) {
    for (const ColumnId id : columns)
      kept_[id] = !std::holds_alternative<plan::Input>(plan_.columns[id].node);
  }

  const plan::Plan& plan_;
  std::vector<bool>& kept_;
  std::vector<bool> seen_;
};

}  // namespace

std::vector<bool> columns_of_divisions(const plan::Plan& plan, const Schedule& schedule) {
  std::vector<bool> kept(plan.columns.size());
  Divided divided(plan, kept);
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* share = std::get_if<plan::Apportion>(&plan.columns[id].node);
    if (share == nullptr || !schedule.columns[id].needed) continue;
    divided.add(share->total, plan.columns[id].entity);
    for (const ColumnId read : dependencies_of(plan, id).whole) kept[read] = true;
    kept[id] = true;
  }
  return kept;
}

}  // namespace remit::column

#include "plan/recurrence.h"

#include <algorithm>

namespace remit::plan {

bool is_earlier(const Plan& plan, ColumnId reference, std::uint32_t order) {
  const auto step = [&](ColumnId id) {
    const auto* match = std::get_if<Match>(&plan.columns[id].node);
    return match != nullptr && match->earlier == order;
  };
  while (const auto* lookup = std::get_if<Lookup>(&plan.columns[reference].node)) {
    if (lookup->via >= reference || !step(lookup->target)) return false;
    reference = lookup->via;
  }
  return step(reference);
}

const Recurrence* recurrence_of(const Plan& plan, ColumnId column) {
  const auto after =
      std::upper_bound(plan.recurrences.begin(), plan.recurrences.end(), column,
                       [](ColumnId id, const Recurrence& other) { return id < other.first; });
  if (after == plan.recurrences.begin() || column >= std::prev(after)->end) return nullptr;
  return &*std::prev(after);
}

bool reads_back(const Plan& plan, ColumnId column) {
  const auto* lookup = std::get_if<Lookup>(&plan.columns[column].node);
  const Recurrence* own = lookup == nullptr ? nullptr : recurrence_of(plan, column);
  return own != nullptr && own->first <= lookup->target && lookup->target < own->end;
}

}  // namespace remit::plan

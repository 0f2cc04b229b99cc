#include "report/carried.h"

#include <variant>

#include "plan/fault_origin.h"

namespace remit::report {
namespace {

/// The search for the row before in a sequence; nullptr if it is none.
const plan::Match* row_before(const plan::Plan& plan, plan::ColumnId column) {
  const auto* match = std::get_if<plan::Match>(&plan.columns[column].node);
  return match != nullptr && match->earlier != 0 && match->earlier % 2 == 0 ? match : nullptr;
}

}  // namespace

bool reads_carried(const plan::Plan& plan, plan::ColumnId column) {
  const auto* lookup = std::get_if<plan::Lookup>(&plan.columns[column].node);
  if (lookup == nullptr || row_before(plan, lookup->via) == nullptr) return false;
  const plan::Column& target = plan.columns[lookup->target];
  return target.name.empty() && target.origin.role == type::Role::helper &&
         std::holds_alternative<plan::Map>(target.node);
}

bool is_carried(const plan::Plan& plan, plan::ColumnId column) {
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* lookup = std::get_if<plan::Lookup>(&plan.columns[id].node);
    if (lookup != nullptr && lookup->target == column && reads_carried(plan, id)) return true;
  }
  return false;
}

bool reads_up_to_bound(const plan::Plan& plan, plan::ColumnId column) {
  if (!reads_carried(plan, column)) return false;
  const auto& lookup = std::get<plan::Lookup>(plan.columns[column].node);
  const plan::ColumnId place = row_before(plan, lookup.via)->equal.back().ours;
  return std::holds_alternative<plan::Fold>(plan.columns[place].node);
}

bool is_without_bound(const plan::Plan& plan, plan::ColumnId column) {
  const plan::Column& carried = plan.columns[column];
  if (!plan::is_helper(carried) || !std::holds_alternative<plan::Map>(carried.node)) return false;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* lookup = std::get_if<plan::Lookup>(&plan.columns[id].node);
    if (lookup != nullptr && lookup->target == column && reads_up_to_bound(plan, id)) return true;
  }
  return false;
}

std::set<plan::ColumnId> columns_of_order(const plan::Plan& plan) {
  std::set<plan::ColumnId> found;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (const plan::Match* match = row_before(plan, id)) {
      const plan::Match::Pair& place = match->equal.back();
      found.insert({id, place.ours, place.theirs});
    }
    const auto* fold = std::get_if<plan::Fold>(&plan.columns[id].node);
    if (fold != nullptr && fold->window && fold->window->place != plan::kNoColumn)
      found.insert(fold->window->place);
  }
  return found;
}

}  // namespace remit::report

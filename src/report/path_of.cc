#include "report/path_of.h"

#include <variant>

#include "base/strings.h"

namespace remit::report {

std::string path_of(const plan::Plan& plan, plan::ColumnId id) {
  const plan::Column& column = plan.columns[id];
  const type::Role role = column.origin.role;
  const auto* lookup = std::get_if<plan::Lookup>(&column.node);
  if (lookup != nullptr && role == type::Role::helper) {
    const std::string via = path_of(plan, lookup->via);
    const std::string target = path_of(plan, lookup->target);
    return via.empty() || target.empty() ? std::string() : base::concat(via, ".", target);
  }
  const bool named = role == type::Role::field || role == type::Role::value ||
                     role == type::Role::guard || role == type::Role::argument;
  if (!named) return {};
  return column.origin.name().empty() ? column.name : column.origin.name();
}

}  // namespace remit::report

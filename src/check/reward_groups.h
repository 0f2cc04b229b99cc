#pragma once

#include <string>
#include <vector>

#include "check/reward.h"

// What binds several rewards together: only the highest is paid, a joint limit, a fund. Each is one
// more stage of every reward it names.

namespace remit::check {

/// One reward of a group: its amount before the group's stage and after it.
struct Member {
  std::uint32_t reward = 0;  ///< into Context::rewards
  ColumnId before = kNone;
  ColumnId after = kNone;
};

/// The named rewards, each with a new last stage. All must be of one entity unless `mixed`.
std::vector<Member> add_stage(Context& context, absl::Span<const NodeView> names, type::Role role,
                              diagnostic::Text reason, const std::string& by, bool mixed);

std::vector<ColumnId> columns_after(const std::vector<Member>& members);

/// The members' amounts so far; empty if one could not be typed.
std::vector<ExprId> amounts(Context& context, const std::vector<Member>& members, base::Span span);

EntityId entity_of(const Context& context, const Member& member);

}  // namespace remit::check

#include "check/reward_groups.h"

namespace remit::check {

using type::Role;

std::vector<Member> add_stage(Context& context, absl::Span<const NodeView> names, Role role,
                              diagnostic::Text reason, const std::string& by, bool mixed) {
  std::vector<Member> members;
  for (const NodeView name : names) {
    const auto reward = context.reward_named(name);
    if (!reward) continue;
    RewardStages& stages = context.rewards[*reward];
    const Form& form = context.forms[stages.form];
    if (!mixed && !members.empty()) {
      const Form& first = context.forms[context.rewards[members[0].reward].form];
      if (first.entity != form.entity) {
        context.sink.report(Code::different_entities, name.span(),
                            {first.name, context.model.entities[first.entity].name, form.name,
                             context.model.entities[form.entity].name});
        continue;
      }
    }
    Column column;
    column.entity = form.entity;
    column.origin = form.origin(role, name.span());
    const ColumnId after = context.add_raw(std::move(column));
    members.push_back({*reward, stages.last(), after});
    stages.stages.push_back({after, reason, by});
  }
  return members;
}

std::vector<ColumnId> columns_after(const std::vector<Member>& members) {
  std::vector<ColumnId> columns;
  for (const Member& member : members) columns.push_back(member.after);
  return columns;
}

std::vector<ExprId> amounts(Context& context, const std::vector<Member>& members, base::Span span) {
  std::vector<ExprId> values;
  for (const Member& member : members) {
    const ExprId value = context.use(member.before, span);
    if (!context.build.type_of(value).is_numeric()) return {};
    values.push_back(value);
  }
  return values;
}

EntityId entity_of(const Context& context, const Member& member) {
  return context.forms[context.rewards[member.reward].form].entity;
}

}  // namespace remit::check

// Of several rewards only one is paid: the highest, or the one that the applicant chose.
#include <algorithm>

#include "check/reward_groups.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

namespace {

/// The largest of the row's amounts; with keys, of all rows that share them.
ExprId highest(Context& context, const std::vector<ExprId>& values, EntityId entity,
               const std::vector<ExprId>& keys, base::Span span) {
  ExprId best = values[0];
  for (std::size_t i = 1; i < values.size(); ++i)
    best = context.build.maximum(best, values[i], span);
  if (keys.empty()) return best;
  return context.build.fold(entity,
                            {.op = type::FoldOp::maximum,
                             .rows = entity,
                             .partitioned = true,
                             .partition = keys,
                             .value = best},
                            span);
}

/// Whether a row is the first of its group that reaches the group's highest amount.
ExprId first_of_group(Context& context, ExprId best_of_row, ExprId best, EntityId entity,
                      const std::vector<ExprId>& keys, base::Span span) {
  const ExprId reaches = context.build.compare(Opcode::equal, best_of_row, best, span);
  Rank rank;
  rank.partition = keys;
  rank.where = reaches;
  rank.keys = {{best_of_row, true}};
  rank.output = type::RankOutput::position;
  const ExprId place = context.build.rank(entity, std::move(rank), span);
  return context.build.conjunction(
      {reaches, context.build.compare(Opcode::equal, place, context.build.number(1), span)}, span);
}

void choose_highest(Context& context, NodeView item, const std::vector<Member>& members) {
  const base::Span span = item.span();
  const auto values = amounts(context, members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  const EntityId entity = entity_of(context, members[0]);
  Typer typer(context);
  const auto keys = typer.partition(item.all(Label::key), Scope{.entity = entity});
  const ExprId best = highest(context, values, entity, keys, span);
  ExprId chosen_row = build.boolean(true);
  if (!keys.empty()) {
    if (!item[Label::ties]) context.sink.report(Code::tie_rule_missing, span);
    chosen_row = first_of_group(context, highest(context, values, entity, {}, span), best, entity,
                                keys, span);
  }
  ExprId earlier = build.boolean(false);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const ExprId reaches =
        build.conjunction({chosen_row, build.compare(Opcode::equal, values[i], best, span),
                           build.negation(earlier, span)},
                          span);
    context.define(members[i].after,
                   build.choose(reaches, values[i], build.zero(build.type_of(values[i])), span),
                   span);
    earlier =
        build.disjunction({earlier, build.compare(Opcode::equal, values[i], best, span)}, span);
  }
}

/// The applicant's choice: the value of a category field named like the rewards.
void choose_by(Context& context, NodeView item, const std::vector<Member>& members) {
  const base::Span span = item.span();
  const auto values = amounts(context, members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  const Scope scope{.entity = entity_of(context, members[0])};
  Typer typer(context);
  const ExprId choice = typer.expr(item[Label::choice], scope);
  const Type type = build.type_of(choice);
  if (type.kind != TypeKind::category) {
    if (type.kind != TypeKind::unknown)
      context.sink.report(Code::type_mismatch, item[Label::choice].span(),
                          {diagnostic::Text::type_category, typer.describe(type)});
    return;
  }
  const auto& words = context.model.category_sets[type.ref].values;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Form& form = context.forms[context.rewards[members[i].reward].form];
    const auto word = std::ranges::find(words, form.name, &type::CategorySet::Value::name);
    if (word == words.end()) {
      context.sink.report(Code::unknown_category, item[Label::choice].span(),
                          {form.name, typer.describe(type), form.name});
      continue;
    }
    const auto code = static_cast<std::uint32_t>(word - words.begin());
    const ExprId chosen =
        build.compare(Opcode::equal, choice, build.category(type.ref, code), span);
    context.define(members[i].after,
                   build.choose(chosen, values[i], build.zero(build.type_of(values[i])), span),
                   span);
  }
}

}  // namespace

void declare_choose(Context& context, NodeView item) {
  context.groups.push_back({0, [&context, item] {
                              const auto members =
                                  add_stage(context, item.all(Label::reward), Role::helper,
                                            diagnostic::Text::reason_not_chosen, "", false);
                              if (members.empty()) return;
                              context.add_unit(std::string(item.text()), item.span(),
                                               columns_after(members), [&context, item, members] {
                                                 if (item[Label::highest])
                                                   choose_highest(context, item, members);
                                                 else
                                                   choose_by(context, item, members);
                                               });
                            }});
}

}  // namespace remit::check

// A budget that pays rewards, and what happens when it does not suffice.
#include "check/funds.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;

ExprId request_of(Context& context, const Member& member, ExprId value, base::Span span) {
  return context.build.fold(kWhole,
                            {.op = type::FoldOp::sum,
                             .rows = entity_of(context, member),
                             .partition = {},
                             .value = value},
                            span);
}

namespace {

std::optional<FundRule> fund_rule(Context& context, NodeView item) {
  std::optional<number::Rounding> rounding = context.model.rounding;
  if (const NodeView own = clause_of(item, Rule::rounding)) rounding = Typer(context).rounding(own);
  if (!rounding) {
    context.sink.report(Code::rounding_missing, item.span(), {item[Label::name].text()});
    return std::nullopt;
  }
  FundRule rule{.rounding = *rounding};
  const NodeView remainder = clause_of(item, Rule::remainder);
  if (remainder[Label::first]) rule.remainder = number::RemainderRule::first_in_order;
  if (remainder[Label::last]) rule.remainder = number::RemainderRule::last;
  if (const NodeView party = remainder[Label::party])
    context.sink.report(Code::remainder_outside, party.span(), {party.text()});
  return rule;
}

/// One reward's part of the fund among its rows.
ExprId pay_rows(Context& context, NodeView how, const Member& member, ExprId value, ExprId total,
                const FundRule& rule, ExprId floor, base::Span span) {
  const EntityId entity = entity_of(context, member);
  Apportion rows;
  rows.total = total;
  rows.cap = value;
  rows.weight = value;
  rows.rounding = rule.rounding;
  rows.remainder = rule.remainder;
  if (floor != kNone) rows.floor = context.build.minimum(floor, value, span);
  if (how[Label::order]) {
    rows.method = number::ShareMethod::in_order;
    Typer typer(context);
    rows.order = typer.sort_keys(how[Label::order], Scope{.entity = entity});
  }
  return context.build.apportion(entity, std::move(rows), span);
}

void define_fund(Context& context, NodeView item, std::uint32_t form,
                 const std::vector<Member>& members, const FundColumns& to) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const auto values = amounts(context, members, span);
  const NodeView how = clause_of(item, Rule::when_short);
  if (!how)
    context.sink.report(Code::shortage_rule_missing, item[Label::name].span(),
                        {item[Label::name].text()});
  const auto rule = fund_rule(context, item);
  if (!rule) return;
  if (values.empty()) return;
  const Type type = build.type_of(values[0]);
  std::vector<ExprId> requests;
  for (std::size_t i = 0; i < members.size(); ++i)
    requests.push_back(request_of(context, members[i], values[i], span));
  ExprId requested = requests[0];
  for (std::size_t i = 1; i < requests.size(); ++i)
    requested = build.add(requested, requests[i], span);
  context.define(to.requested, requested, span);
  const NodeView budget_node = clause_of(item, Rule::budget);
  if (!budget_node) return;
  if (budget_node[Label::year])
    return define_yearly_fund(context, item, form, members, to, values, *rule);
  ExprId budget = value_on(context, std::string(item[Label::name].text()),
                           budget_node.all(Label::value), type, context.use(context.today, span));
  if (const NodeView carried = clause_of(item, Rule::carry_over)) {
    if (!carried[Label::limit])
      context.sink.report(Code::carry_over_amount, carried.span(), {item[Label::name].text()});
    else
      budget =
          build.add(budget, typer.of_type(carried[Label::limit], Scope{}, type), carried.span());
  }
  context.define(to.budget, budget, budget_node.span());
  const ExprId all = build.column(to.requested, span);
  const ExprId most = build.column(to.budget, span);
  const ExprId enough = build.compare(Opcode::less_equal, all, most, span);
  typer.probe(Probe::Kind::limit, build.negation(enough, span), budget_node.span());
  const ExprId zero = build.zero(type);
  if (how[Label::refuse]) {
    for (std::size_t i = 0; i < members.size(); ++i)
      context.define(members[i].after, build.choose(enough, values[i], zero, span), span);
    context.define(to.paid, build.choose(enough, all, zero, span), span);
  } else {
    PartySplit split;
    split.rounding = rule->rounding;
    split.remainder = rule->remainder;
    split.total =
        build.minimum(all,
                      build.round(build.maximum(most, zero, span),
                                  {number::RoundingMode::down, split.rounding.increment}, span),
                      span);
    split.weights = requests;
    split.caps = requests;
    if (how[Label::order]) split.method = number::ShareMethod::in_order;
    context.model.party_splits.push_back(split);
    const auto index = static_cast<std::uint32_t>(context.model.party_splits.size() - 1);
    const NodeView floor_node = clause_of(item, Rule::floor);
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      ExprId total = members.size() == 1 ? split.total : build.party(kWhole, index, i, span);
      const ExprId floor =
          floor_node ? typer.of_type(floor_node[Label::least],
                                     Scope{.entity = entity_of(context, members[i])}, type)
                     : kNone;
      context.define(members[i].after,
                     pay_rows(context, how, members[i], values[i], total, *rule, floor, span),
                     span);
    }
    context.define(to.paid, split.total, span);
  }
  context.define(to.left, build.subtract(most, build.column(to.paid, span), span), span);
}

}  // namespace

void declare_fund(Context& context, NodeView item) {
  const Form* form = declare_form(context, item);
  if (form == nullptr) return;
  const std::uint32_t id = index_of(context, form);
  FundColumns to{};
  to.budget = context.add_column(id, "budget", Role::budget, true);
  to.requested = context.add_column(id, "requested", Role::requested, true);
  to.paid = context.add_column(id, "paid", Role::paid, true);
  to.left = context.add_column(id, "left", Role::left, true);
  context.forms[id].main = to.paid;
  context.groups.push_back(
      {2, [&context, item, to, id] {
         std::vector<NodeView> names;
         for (const NodeView clause : item.all(Label::clause))
           if (clause.is(Rule::pays))
             for (const NodeView name : clause.all(Label::reward)) names.push_back(name);
         const std::string label =
             context.forms[id].label.empty() ? context.forms[id].name : context.forms[id].label;
         const auto members =
             add_stage(context, names, Role::paid, diagnostic::Text::reason_fund, label, true);
         std::vector<ColumnId> columns = columns_after(members);
         for (const ColumnId column : {to.budget, to.requested, to.paid, to.left})
           columns.push_back(column);
         context.add_unit(
             context.forms[id].name, item.span(), columns,
             [&context, item, id, members, to] { define_fund(context, item, id, members, to); });
       }});
}

}  // namespace remit::check

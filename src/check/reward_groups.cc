#include <algorithm>

#include "check/reward.h"

// What binds several rewards together: only the highest is paid, a joint limit, a fund. Each is one
// more stage of every reward it names.

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

namespace {

struct Member {
  std::uint32_t reward = 0;  ///< into Context::rewards
  ColumnId before = kNone;
  ColumnId after = kNone;
};

/// The named rewards, each with a new last stage. All must be of one entity unless `mixed`.
std::vector<Member> add_stage(Context& context, const std::vector<NodeView>& names, Role role,
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
    column.origin = {form.keyword, form.name, form.label, form.cite, role, name.span()};
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

/// The members' amounts so far; empty if one could not be typed.
std::vector<ExprId> amounts(Context& context, const std::vector<Member>& members, base::Span span) {
  std::vector<ExprId> values;
  for (const Member& member : members) {
    const ExprId value = context.use(member.before, span);
    if (!context.build.type_of(value).is_numeric()) return {};
    values.push_back(value);
  }
  return values;
}

EntityId entity_of(Context& context, const Member& member) {
  return context.forms[context.rewards[member.reward].form].entity;
}

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
  const auto keys = typer.partition(item.all("key"), Scope{.entity = entity});
  const ExprId best = highest(context, values, entity, keys, span);
  ExprId chosen_row = build.boolean(true);
  if (!keys.empty()) {
    if (!item["ties"]) context.sink.report(Code::tie_rule_missing, span);
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
  const ExprId choice = typer.expr(item["choice"], scope);
  const Type type = build.type_of(choice);
  if (type.kind != TypeKind::category) {
    if (type.kind != TypeKind::unknown)
      context.sink.report(Code::type_mismatch, item["choice"].span(),
                          {diagnostic::Text::type_category, typer.describe(type)});
    return;
  }
  const auto& words = context.model.category_sets[type.ref].values;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Form& form = context.forms[context.rewards[members[i].reward].form];
    const auto word = std::ranges::find(words, form.name, &type::CategorySet::Value::name);
    if (word == words.end()) {
      context.sink.report(Code::unknown_category, item["choice"].span(),
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

/// A limit on the sum of several rewards of a row, or of all rows of one unit.
void cap_jointly(Context& context, NodeView item, const std::vector<Member>& members) {
  const base::Span span = item.span();
  const auto values = amounts(context, members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  Typer typer(context);
  const EntityId entity = entity_of(context, members[0]);
  ExprId sum = values[0];
  for (std::size_t i = 1; i < values.size(); ++i) sum = build.add(sum, values[i], span);
  const ExprId limit = typer.of_type(item["limit"], Scope{.entity = entity}, build.type_of(sum));
  if (!context.model.rounding) {
    context.sink.report(Code::rounding_missing, span, {item.text()});
    return;
  }
  if (!item["how"]) context.sink.report(Code::reduction_order_missing, span);
  PartySplit split;
  split.rounding = *context.model.rounding;
  split.total =
      build.round(build.minimum(sum, build.maximum(limit, build.zero(build.type_of(sum))), span),
                  {number::RoundingMode::down, split.rounding.increment}, span);
  if (item["how"]["order"]) split.method = number::ShareMethod::in_order;
  split.weights = values;
  split.caps = values;
  if (item["key"]) {
    Apportion rows;
    rows.partition = typer.partition(item.all("key"), Scope{.entity = entity});
    rows.total = build.minimum(build.fold(entity,
                                          {.op = type::FoldOp::sum,
                                           .rows = entity,
                                           .partitioned = true,
                                           .partition = rows.partition,
                                           .value = sum},
                                          span),
                               limit, span);
    rows.weight = sum;
    rows.cap = sum;
    rows.rounding = split.rounding;
    split.total = build.apportion(entity, std::move(rows), span);
  }
  context.model.party_splits.push_back(split);
  const auto index = static_cast<std::uint32_t>(context.model.party_splits.size() - 1);
  for (std::uint32_t i = 0; i < members.size(); ++i)
    context.define(members[i].after, build.party(entity, index, i, span), span);
}

}  // namespace

void declare_choose(Context& context, NodeView item) {
  context.groups.push_back({0, [&context, item] {
                              const auto members =
                                  add_stage(context, item.all("reward"), Role::helper,
                                            diagnostic::Text::reason_not_chosen, "", false);
                              if (members.empty()) return;
                              context.add_unit(std::string(item.text()), item.span(),
                                               columns_after(members), [&context, item, members] {
                                                 if (item["highest"])
                                                   choose_highest(context, item, members);
                                                 else
                                                   choose_by(context, item, members);
                                               });
                            }});
}

void declare_cap_together(Context& context, NodeView item) {
  context.groups.push_back(
      {1, [&context, item] {
         const auto members = add_stage(context, item.all("reward"), Role::cap,
                                        diagnostic::Text::reason_joint_cap, "", false);
         if (members.empty()) return;
         context.add_unit(std::string(item.text()), item.span(), columns_after(members),
                          [&context, item, members] { cap_jointly(context, item, members); });
       }});
}

namespace {

struct FundColumns {
  ColumnId budget, requested, paid, left;
};

/// What a reward asks of the fund, over all its rows.
ExprId request_of(Context& context, const Member& member, ExprId value, base::Span span) {
  return context.build.fold(kWhole,
                            {.op = type::FoldOp::sum,
                             .rows = entity_of(context, member),
                             .partition = {},
                             .value = value},
                            span);
}

/// The grid of a fund's parts and who takes the odd fen: its own clauses, else the policy's
/// rounding and the largest remainder. Nothing without a rounding.
struct FundRule {
  number::Rounding rounding;
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
};

std::optional<FundRule> fund_rule(Context& context, NodeView item) {
  std::optional<number::Rounding> rounding = context.model.rounding;
  if (const NodeView own = clause_of(item, "rounding")) rounding = Typer(context).rounding(own);
  if (!rounding) {
    context.sink.report(Code::rounding_missing, item.span(), {item["name"].text()});
    return std::nullopt;
  }
  FundRule rule{.rounding = *rounding};
  const NodeView remainder = clause_of(item, "remainder");
  if (remainder["first"]) rule.remainder = number::RemainderRule::first_in_order;
  if (remainder["last"]) rule.remainder = number::RemainderRule::last;
  if (const NodeView party = remainder["party"])
    context.sink.report(Code::unknown_party, party.span(), {party.text()});
  if (const NodeView carried = clause_of(item, "carry_over"); carried && !carried["limit"])
    context.sink.report(Code::not_constant, carried.span());
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
  if (how["order"]) {
    rows.method = number::ShareMethod::in_order;
    Typer typer(context);
    rows.order = typer.sort_keys(how["order"], Scope{.entity = entity});
  }
  return context.build.apportion(entity, std::move(rows), span);
}

/// A fund with a budget for each year: the rows of one year share that year's. Over several years
/// nothing is left of a budget that belongs to none, so `left` is blank.
void define_yearly_fund(Context& context, NodeView item, const std::vector<Member>& members,
                        const FundColumns& to, const std::vector<ExprId>& values,
                        const FundRule& rule) {
  ExprBuilder& build = context.build;
  Typer typer(context);
  const NodeView budget_node = clause_of(item, "budget");
  const NodeView how = clause_of(item, "when_short");
  const base::Span span = item.span();
  const Type type = build.type_of(values[0]);
  if (members.size() > 1 || how["refuse"]) {
    context.sink.report(Code::yearly_fund, budget_node.span(), {item["name"].text()});
    return;
  }
  const EntityId entity = entity_of(context, members[0]);
  const ExprId said = typer.expr(budget_node["year"], Scope{.entity = entity});
  const bool date = build.type_of(said) == type::kDate;
  const ExprId year = date ? build.operation(Opcode::year_of, {said}, type::kNumber, span) : said;
  const ExprId budget =
      value_on(context, std::string(item["name"].text()), budget_node.all("value"), type,
               date ? said : context.use(context.today, span));
  Apportion rows;
  rows.partition = {year};
  rows.cap = values[0];
  rows.weight = values[0];
  rows.rounding = rule.rounding;
  rows.remainder = rule.remainder;
  rows.total = build.minimum(budget,
                             build.fold(entity,
                                        {.op = type::FoldOp::sum,
                                         .rows = entity,
                                         .partitioned = true,
                                         .partition = {year},
                                         .value = values[0]},
                                        span),
                             span);
  if (how["order"]) {
    rows.method = number::ShareMethod::in_order;
    rows.order = typer.sort_keys(how["order"], Scope{.entity = entity});
  }
  if (const NodeView floor = clause_of(item, "floor"))
    rows.floor = build.minimum(typer.of_type(floor["least"], Scope{.entity = entity}, type),
                               values[0], span);
  context.define(members[0].after, build.apportion(entity, std::move(rows), span), span);
  const ExprId part = build.column(members[0].after, span);
  context.define(to.paid, request_of(context, members[0], part, span), span);
  context.define(to.budget, build.blank(type, span), span);
  context.define(to.left, build.blank(type, span), span);
}

void define_fund(Context& context, NodeView item, const std::vector<Member>& members,
                 const FundColumns& to) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const auto values = amounts(context, members, span);
  const NodeView how = clause_of(item, "when_short");
  if (!how)
    context.sink.report(Code::shortage_rule_missing, item["name"].span(), {item["name"].text()});
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
  const NodeView budget_node = clause_of(item, "budget");
  if (!budget_node) return;
  if (budget_node["year"]) return define_yearly_fund(context, item, members, to, values, *rule);
  ExprId budget = value_on(context, std::string(item["name"].text()), budget_node.all("value"),
                           type, context.use(context.today, span));
  if (const NodeView carried = clause_of(item, "carry_over"); carried && carried["limit"])
    budget = build.add(budget, typer.of_type(carried["limit"], Scope{}, type), carried.span());
  context.define(to.budget, budget, budget_node.span());
  const ExprId all = build.column(to.requested, span);
  const ExprId most = build.column(to.budget, span);
  const ExprId enough = build.compare(Opcode::less_equal, all, most, span);
  const ExprId zero = build.zero(type);
  if (how["refuse"]) {
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
    if (how["order"]) split.method = number::ShareMethod::in_order;
    context.model.party_splits.push_back(split);
    const auto index = static_cast<std::uint32_t>(context.model.party_splits.size() - 1);
    const NodeView floor_node = clause_of(item, "floor");
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      ExprId total = members.size() == 1 ? split.total : build.party(kWhole, index, i, span);
      const ExprId floor =
          floor_node ? typer.of_type(floor_node["least"],
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
  const Form* form = declare_form(context, "fund", item);
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
         for (const NodeView clause : item.all("clause"))
           if (clause.is("pays"))
             for (const NodeView name : clause.all("reward")) names.push_back(name);
         const std::string label =
             context.forms[id].label.empty() ? context.forms[id].name : context.forms[id].label;
         const auto members =
             add_stage(context, names, Role::paid, diagnostic::Text::reason_fund, label, true);
         std::vector<ColumnId> columns = columns_after(members);
         for (const ColumnId column : {to.budget, to.requested, to.paid, to.left})
           columns.push_back(column);
         context.add_unit(
             context.forms[id].name, item.span(), columns,
             [&context, item, members, to] { define_fund(context, item, members, to); });
       }});
}

}  // namespace remit::check

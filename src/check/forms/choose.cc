// Of several rewards only one is paid: the highest, or the one that the applicant chose.
#include <algorithm>

#include "check/clauses.h"
#include "check/declare.h"
#include "check/forms/choose_across.h"
#include "check/forms/form.h"
#include "check/row_order.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

namespace {

/// What a row may choose from.
struct Choices {
  std::vector<ExprId> values;
  /// Whether the row is eligible for each; empty where that makes no difference, since no amount
  /// lies below the zero of a reward that is not met.
  std::vector<ExprId> eligible = {};
  ExprId any = kNone;  ///< whether it is for one of them; kNone: no difference
};

Choices choices_of(Context& context, const std::vector<GroupedReward>& members, base::Span span) {
  Choices choices{.values = context.rewards.amounts(members, span)};
  const bool refunds = std::ranges::any_of(
      members, [&](const GroupedReward& member) { return context.rewards[member.reward].refunds; });
  if (choices.values.empty() || !refunds) return choices;
  for (const GroupedReward& member : members)
    choices.eligible.push_back(context.columns.use(context.rewards[member.reward].eligible, span));
  choices.any = context.build.disjunction(choices.eligible, span);
  return choices;
}

/// The largest of the row's amounts, of the rewards that it is eligible for if there are any.
ExprId highest_of_row(ExprBuilder& build, const Choices& choices, base::Span span) {
  ExprId best = choices.values[0];
  ExprId any = choices.eligible.empty() ? kNone : choices.eligible[0];
  for (std::size_t i = 1; i < choices.values.size(); ++i) {
    const ExprId value = choices.values[i];
    const ExprId more = build.maximum(best, value, span);
    if (any == kNone) {
      best = more;
      continue;
    }
    best = build.choose(any, build.choose(choices.eligible[i], more, best, span), value, span);
    any = build.disjunction({any, choices.eligible[i]}, span);
  }
  return best;
}

/// The largest of the rows that share the keys.
ExprId highest_of_rows(ExprBuilder& build, const Choices& choices, ExprId best, EntityId entity,
                       const std::vector<ExprId>& keys, base::Span span) {
  return build.fold(entity,
                    {.op = type::FoldOp::maximum,
                     .rows = entity,
                     .partitioned = true,
                     .partition = keys,
                     .value = best,
                     .where = choices.any},
                    span);
}

/// The amount is the highest of its group; one that the row is not eligible for is none of them.
ExprId is_highest(ExprBuilder& build, ExprId eligible, ExprId value, ExprId best, base::Span span) {
  const ExprId reaches = build.compare(Opcode::equal, value, best, span);
  return eligible == kNone ? reaches : build.conjunction({eligible, reaches}, span);
}

std::string words_of(NodeView reward, Rule clause) {
  const NodeView said = clause_of(reward, clause);
  return said ? std::string(said.text()) : std::string();
}

/// What comes of an amount once it is chosen: who pays whom, when, and what is taken back.
constexpr Rule kAfterChoice[] = {Rule::from,      Rule::to,     Rule::instalments,
                                 Rule::claw_back, Rule::honour, Rule::purpose};

/// Whether both go through the same limits and funds.
bool limited_alike(const RewardStages& a, const RewardStages& b) {
  return std::ranges::equal(a.stages, b.stages, [](const auto& one, const auto& other) {
    return one.name == other.name && one.cut.has_value() == other.cut.has_value();
  });
}

/// Whether it makes no difference which of the two is paid when both are equal.
bool pays_the_same(const Rewards& rewards, const GroupedReward& one, const GroupedReward& other) {
  const Provision& a = rewards.provision(one);
  const Provision& b = rewards.provision(other);
  const auto same_words = [&](Rule clause) {
    return words_of(a.node, clause) == words_of(b.node, clause);
  };
  const auto sanction = [](const Blocking& block) { return block.sanction; };
  return a.cite == b.cite && std::ranges::all_of(kAfterChoice, same_words) &&
         limited_alike(rewards[one.reward], rewards[other.reward]) &&
         std::ranges::equal(rewards.blocks_of(a.name), rewards.blocks_of(b.name), {}, sanction,
                            sanction);
}

/// Without a rule for equal amounts it must not matter which reward is paid, nor of which row.
void require_same(Context& context, NodeView item, const std::vector<GroupedReward>& members,
                  bool of_several_rows) {
  const Provision& first = context.rewards.provision(members[0]);
  for (const GroupedReward& member : members) {
    const Provision& other = context.rewards.provision(member);
    if (!of_several_rows && pays_the_same(context.rewards, members[0], member)) continue;
    const std::string& name = other.name == first.name && members.size() > 1
                                  ? context.rewards.provision(members[1]).name
                                  : other.name;
    context.sink.report(code::equal_rewards_open, item.span(), {first.name, name});
    return;
  }
}

/// The highest of amounts in several currencies is not known before they are converted.
bool of_one_currency(Context& context, NodeView item, const std::vector<GroupedReward>& members,
                     const std::vector<ExprId>& values) {
  const Type first = context.build.type_of(values[0]);
  for (std::size_t i = 1; i < values.size(); ++i) {
    const Type other = context.build.type_of(values[i]);
    if (other == first) continue;
    for (const NodeView name : item.all(Label::reward))
      if (name.text() == context.rewards.provision(members[i]).name)
        Typer(context).refuse_currencies(name.span(), first, other);
    return false;
  }
  return true;
}

void choose_highest(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const base::Span span = item.span();
  const Choices choices = choices_of(context, members, span);
  if (members.size() == 1 && item.all(Label::key).empty() && item.all(Label::reward).size() == 1)
    context.report_no_effect(item, diagnostic::text::why_one_choice);
  if (choices.values.empty() || !of_one_currency(context, item, members, choices.values)) return;
  ExprBuilder& build = context.build;
  const EntityId entity = context.rewards.provision(members[0]).entity;
  Typer typer(context);
  const auto keys = typer.partition(item.all(Label::key), Scope{.entity = entity});
  const ExprId best_of_row = highest_of_row(build, choices, span);
  ExprId best = best_of_row;
  if (!keys.empty()) {
    best = highest_of_rows(build, choices, best_of_row, entity, keys, span);
    best = context.columns.add_step(context.rewards[members[0].reward].provision, Role::highest,
                                    best, span);
  }
  if (keys.empty())
    for (const Label said : {Label::rows, Label::own, Label::key})
      context.report_no_effect(item[Label::ties][said], diagnostic::text::why_of_one_row);
  if (!item[Label::ties]) require_same(context, item, members, !keys.empty());
  ExprId chosen_row = build.boolean(true);
  if (!keys.empty()) {
    const ExprId reaches = is_highest(build, choices.any, best_of_row, best, span);
    chosen_row = first_of_group(context, best_of_row, reaches, entity, keys, item);
  }
  ExprId earlier = build.boolean(false);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const ExprId value = choices.values[i];
    const ExprId eligible = choices.eligible.empty() ? kNone : choices.eligible[i];
    const ExprId reaches = is_highest(build, eligible, value, best, span);
    // Of a row that reaches it by its only reward that is said already.
    std::vector<ExprId> conditions{chosen_row};
    if (keys.empty() || members.size() > 1)
      conditions.insert(conditions.end(), {reaches, build.negation(earlier, span)});
    const ExprId chosen = build.conjunction(std::move(conditions), span);
    context.columns.define(members[i].after, if_chosen(context, members[i], chosen, value, span),
                           span);
    earlier = build.disjunction({earlier, reaches}, span);
  }
}

/// The applicant's choice: the value of a category field named like the rewards.
void choose_by(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const base::Span span = item.span();
  const auto values = context.rewards.amounts(members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  const Scope scope{.entity = context.rewards.provision(members[0]).entity};
  Typer typer(context);
  const ExprId choice = typer.expr(item[Label::choice], scope);
  const Type type = build.type_of(choice);
  if (type.kind != TypeKind::category) {
    if (type.kind != TypeKind::unknown)
      context.sink.report(code::type_mismatch, item[Label::choice].span(),
                          {diagnostic::text::type_category, typer.describe(type), ""});
    return;
  }
  const auto& words = context.model.category_sets[type.ref].values;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::string& name = context.rewards.provision(members[i]).name;
    const auto word = std::ranges::find(words, name, &type::CategorySet::Value::name);
    if (word == words.end()) {
      context.sink.report(code::unknown_category, item[Label::choice].span(),
                          {name, typer.describe(type), name});
      continue;
    }
    const auto code = static_cast<std::uint32_t>(word - words.begin());
    const ExprId chosen =
        build.compare(Opcode::equal, choice, build.category(type.ref, code), span);
    context.columns.define(members[i].after,
                           if_chosen(context, members[i], chosen, values[i], span), span);
  }
}

void declare_choose(Context& context, NodeView item) {
  context.columns.wait(Wave::choices, [&context, item] {
    const auto members = context.rewards.add_stage(
        item.all(Label::reward), Role::helper,
        {.reason = diagnostic::text::reason_not_chosen, .cut = {}, .name = ""},
        item[Label::highest] && item[Label::key]);
    if (members.empty()) return;
    context.columns.add_definition(std::string(item.text()), item.span(), columns_after(members),
                                   [&context, item, members] {
                                     if (of_several_tables(context, members))
                                       choose_across_tables(context, item, members);
                                     else if (item[Label::highest])
                                       choose_highest(context, item, members);
                                     else
                                       choose_by(context, item, members);
                                   });
  });
}

/// No reward is chosen from twice.
void compare_choices(Context& context, absl::Span<const NodeView> choices) {
  std::vector<NodeView> chosen;
  for (const NodeView choice : choices) {
    const auto before = static_cast<std::ptrdiff_t>(chosen.size());
    for (const NodeView reward : choice.all(Label::reward))
      if (std::ranges::find(chosen.begin() + before, chosen.end(), reward.text(),
                            &NodeView::text) == chosen.end())
        chosen.push_back(reward);
  }
  report_twice(context, chosen, code::chosen_twice);
}

}  // namespace

ExprId first_of_group(Context& context, ExprId amount, ExprId reaches, EntityId entity,
                      const std::vector<ExprId>& keys, NodeView item) {
  const base::Span span = item.span();
  const NodeView ties = item[Label::ties];
  const RowOrder order = read_row_order(context, entity, {ties}, keys);
  if (ties) require_total(context, order, entity, ties.span());
  Rank rank;
  rank.partition = keys;
  rank.where = reaches;
  rank.keys = {{amount, true}};
  rank.keys.insert(rank.keys.end(), order.keys.begin(), order.keys.end());
  rank.output = type::RankOutput::position;
  const ExprId place = context.build.rank(entity, std::move(rank), span);
  return context.build.conjunction(
      {reaches, context.build.compare(Opcode::equal, place, context.build.number(1), span)}, span);
}

ExprId if_chosen(Context& context, const GroupedReward& member, ExprId chosen, ExprId value,
                 base::Span span) {
  ExprBuilder& build = context.build;
  const ExprId zero = build.zero(build.type_of(value));
  const ExprId something = build.compare(Opcode::not_equal, value, zero, span);
  const ExprId both = build.conjunction({chosen, something}, span);
  const ProvisionId id = context.rewards[member.reward].provision;
  return build.choose(context.columns.add_step(id, Role::chosen, both, span), value, zero, span);
}

constinit const Form kChoose{
    .rule = Rule::choose, .declare = declare_choose, .compare = compare_choices};

}  // namespace remit::check

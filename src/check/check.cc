#include "check/check.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

#include "check/amendments.h"
#include "check/clauses.h"
#include "check/declarations.h"
#include "check/habits.h"
#include "check/probes.h"
#include "check/ranges.h"

namespace remit::check {
namespace {

struct Declarer {
  Rule rule;
  void (*declare)(Context&, NodeView);
};

// In the order in which they are read: what later ones need comes first.
constexpr Declarer kHeader[] = {{Rule::source, read_header},
                                {Rule::issued, read_header},
                                {Rule::effective, read_header},
                                {Rule::currency, read_header},
                                {Rule::reading, read_header}};
constexpr Declarer kNames[] = {{Rule::entity, declare_entity_name},
                               {Rule::open_entity, declare_entity_name},
                               {Rule::party, declare_party}};
constexpr Declarer kConstants[] = {{Rule::rounding, read_rounding}, {Rule::event, declare_event}};
constexpr Declarer kMembers[] = {{Rule::entity, declare_members},
                                 {Rule::open_entity, declare_members}};
constexpr Declarer kTables[] = {{Rule::open_param, declare_open_param},
                                {Rule::param, declare_param},
                                {Rule::rate, declare_rate},
                                {Rule::calendar, declare_calendar},
                                {Rule::scale, declare_scale}};
constexpr Declarer kForms[] = {{Rule::schedule, declare_schedule},
                               {Rule::define, declare_define},
                               {Rule::target, declare_target},
                               {Rule::reward, declare_reward},
                               {Rule::honour_title, declare_honour},
                               {Rule::choose, declare_choose},
                               {Rule::cap_together, declare_cap_together},
                               {Rule::split, declare_split},
                               {Rule::fund, declare_fund},
                               {Rule::ranking, declare_ranking},
                               {Rule::sanction, declare_sanction},
                               {Rule::score, declare_score},
                               {Rule::deadline, declare_deadline},
                               {Rule::test, declare_test}};

void declare_all(Context& context, const std::vector<NodeView>& items,
                 absl::Span<const Declarer> table) {
  for (const Declarer& declarer : table)
    for (const NodeView item : items)
      if (item.is(declarer.rule)) declarer.declare(context, item);
}

void declare_in_order(Context& context, const std::vector<NodeView>& items,
                      absl::Span<const Declarer> table) {
  for (const NodeView item : items)
    for (const Declarer& declarer : table)
      if (item.is(declarer.rule)) declarer.declare(context, item);
}

/// The whole: the entity of one row, with the day the policy is evaluated for.
void add_whole(Context& context) {
  context.model.entities.push_back(
      {.name = "whole", .label = "", .fields = {}, .key = std::nullopt, .span = {}});
  Field day;
  day.name = "as_of";
  day.type = type::kDate;
  day.hole = true;
  context.add_field(kWhole, std::move(day));
  context.today = context.model.entities[kWhole].fields[0].column;
}

/// Reports what outgrew the limits; true if nothing did.
bool within_limits(Context& context, base::Span policy) {
  const Model& model = context.model;
  const std::size_t errors = context.sink.error_count();
  std::vector<std::size_t> columns(model.entities.size(), 0);
  for (const Column& column : model.columns)
    if (++columns[column.entity] == std::size_t{context.limits.columns} + 1)
      context.sink.report(Code::too_many_columns, model.entities[column.entity].span,
                          {model.entities[column.entity].name, context.limits.columns});
  if (model.exprs.size() > context.limits.expression_nodes)
    context.sink.report(Code::expression_too_large, policy, {context.limits.expression_nodes});
  return context.sink.error_count() == errors;
}

/// Room for what a policy of that size becomes, so that large tables need not move.
void reserve(Model& model, const PolicyText& policy) {
  model.exprs.reserve(policy.node.span().size() / 6);
  model.columns.reserve(policy.items.size() * 8);
}

void check_policy(Context& context, const PolicyText& policy) {
  Model& model = context.model;
  model.name = policy.node[Label::name].text();
  model.title = policy.node[Label::title].text();
  const std::vector<NodeView>& items = policy.items;
  if (items.size() > context.limits.declarations) {
    context.sink.report(Code::too_many_declarations, policy.node[Label::name].span(),
                        {context.limits.declarations});
    return;
  }
  reserve(model, policy);
  check_clauses(context, policy.node, items);
  add_whole(context);
  declare_all(context, items, kHeader);
  declare_all(context, items, kNames);
  declare_all(context, items, kConstants);
  declare_in_order(context, items, kMembers);
  declare_in_order(context, items, kTables);
  declare_in_order(context, items, kForms);
  std::ranges::stable_sort(context.groups, {}, &Context::Group::order);
  for (const auto& group : context.groups) group.declare();
  const auto waiting = std::move(context.later);
  context.later.clear();
  for (const auto& finish : waiting) finish();
  context.define_all();
  if (!within_limits(context, policy.node[Label::name].span())) return;
  record_rules(context);
  report_unreachable(context);
  report_habits(context, items);
}

}  // namespace

std::vector<std::unique_ptr<Model>> check(absl::Span<const syntax::Tree> trees,
                                          const base::SourceSet& sources, const Limits& limits,
                                          diagnostic::DiagnosticSink& sink,
                                          absl::Span<const base::Span> unreadable) {
  std::vector<std::unique_ptr<Model>> models;
  for (const PolicyText& policy : assemble(trees, unreadable, sink)) {
    auto model = std::make_unique<Model>();
    model->sources = sources;
    Context context(*model, limits, sink);
    context.tree = policy.tree;
    context.trees = trees;
    check_policy(context, policy);
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace remit::check

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
  std::string_view rule;
  void (*declare)(Context&, NodeView);
};

// In the order in which they are read: what later ones need comes first.
constexpr Declarer kHeader[] = {{"source", read_header},
                                {"issued", read_header},
                                {"effective", read_header},
                                {"currency", read_header},
                                {"reading", read_header}};
constexpr Declarer kNames[] = {{"entity", declare_entity_name},
                               {"open_entity", declare_entity_name},
                               {"party", declare_party}};
constexpr Declarer kConstants[] = {{"rounding", read_rounding}, {"event", declare_event}};
constexpr Declarer kMembers[] = {{"entity", declare_members}, {"open_entity", declare_members}};
constexpr Declarer kTables[] = {{"open_param", declare_open_param},
                                {"param", declare_param},
                                {"rate", declare_rate},
                                {"calendar", declare_calendar},
                                {"scale", declare_scale}};
constexpr Declarer kForms[] = {{"schedule", declare_schedule},
                               {"define", declare_define},
                               {"target", declare_target},
                               {"reward", declare_reward},
                               {"honour_title", declare_honour},
                               {"choose", declare_choose},
                               {"cap_together", declare_cap_together},
                               {"split", declare_split},
                               {"fund", declare_fund},
                               {"ranking", declare_ranking},
                               {"sanction", declare_sanction},
                               {"score", declare_score},
                               {"deadline", declare_deadline},
                               {"test", declare_test}};

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
  model.name = policy.node["name"].text();
  model.title = policy.node["title"].text();
  const std::vector<NodeView>& items = policy.items;
  if (items.size() > context.limits.declarations) {
    context.sink.report(Code::too_many_declarations, policy.node["name"].span(),
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
  if (!within_limits(context, policy.node["name"].span())) return;
  record_rules(context);
  report_unreachable(context);
  report_habits(context, items);
}

}  // namespace

std::vector<std::unique_ptr<Model>> check(absl::Span<const syntax::Tree> trees,
                                          const base::SourceSet& sources,
                                          const base::Limits& limits,
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

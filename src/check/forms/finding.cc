// What is found to be so of rows, or should be so and is not, with its clause and without a
// consequence of its own.
#include "check/forms/finding.h"

#include <utility>
#include <vector>

#include "base/budget.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/who.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

/// The sides of a condition that says `or`, else the condition itself.
void collect_sides(const ExprBuilder& build, ExprId condition, std::vector<ExprId>& sides) {
  base::go_deeper();
  const Expr& expr = build[condition];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::disjunction) {
    sides.push_back(condition);
    return;
  }
  for (const ExprId side : expr.args) collect_sides(build, side, sides);
}

void add_grounds(Context& context, ProvisionId id, ExprId condition, base::Span written,
                 std::vector<Finding::Ground>& grounds) {
  std::vector<ExprId> sides;
  collect_sides(context.build, condition, sides);
  if (sides.size() == 1) {
    grounds.push_back({.span = written});
    return;
  }
  for (const ExprId side : sides) {
    const base::Span span = context.build[side].span;
    const EntityId rows = context.columns.provision(id).entity;
    const ColumnId holds = context.columns.add_hidden(id, rows, Role::condition, span);
    // Told where it certainly holds: of one that nobody can tell the finding itself says so, if it
    // rests on it.
    ExprBuilder& build = context.build;
    context.columns.define(holds, build.fails(build.negation(side, span), span), span);
    context.model.columns[holds].output = true;  // the list of findings reads it
    grounds.push_back({.holds = holds, .span = span.empty() ? written : span});
  }
}

/// Of a row for which these conditions do not all hold, those that fail.
std::vector<Finding::Ground> failing_grounds(Context& context, ProvisionId id,
                                             absl::Span<const NodeView> whens,
                                             const std::vector<ExprId>& conditions) {
  std::vector<Finding::Ground> grounds;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const base::Span span = whens[i][Label::condition].span();
    grounds.push_back({.span = span, .broken = true});
    if (conditions.size() == 1) break;  // it fails, since something does
    const EntityId rows = context.columns.provision(id).entity;
    const ColumnId fails = context.columns.add_hidden(id, rows, Role::condition, span);
    context.columns.define(fails, context.build.fails(conditions[i], span), span);
    context.model.columns[fails].output = true;  // the list of findings reads it
    grounds.back().holds = fails;
  }
  return grounds;
}

void declare_finding(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId holds = context.columns.add_bare(id, Role::condition);
  const std::size_t finding = add_finding(context, id, holds);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {holds},
      [&context, item, id, holds, finding] {
        Typer typer(context);
        context.columns.define(
            holds, read_grounds(context, typer, clauses_of(item, Rule::when), id, {finding}),
            item.span());
      });
  read_against(context, item, id, {finding});
}

/// A condition that should hold. Where it does not, that is what is found.
void declare_check(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const EntityId entity = context.columns.provision(id).entity;
  const ColumnId holds = context.columns.add_bare(id, Role::condition);
  const ColumnId broken =
      context.columns.add_hidden(id, entity, Role::condition, item[Label::condition].span());
  context.model.columns[broken].output = true;  // the list of findings reads it
  const base::Span span = item[Label::condition].span();
  const std::size_t finding = add_finding(context, id, broken);
  context.model.findings[finding].name = context.columns.provision(id).name;
  context.model.findings[finding].grounds = {{.span = span, .broken = true}};
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {holds, broken},
      [&context, entity, span, item, holds, broken] {
        Typer typer(context);
        const ExprId said = tested_condition(typer, item, Scope{.entity = entity});
        context.columns.define(holds, decided(context.build, {said}, span), span);
        context.columns.define(
            broken, context.build.negation(context.build.column(holds, span), span), span);
      });
}

}  // namespace

std::size_t add_finding(Context& context, ProvisionId id, ColumnId holds) {
  context.model.findings.push_back({.name = context.model.columns[holds].name,
                                    .entity = context.columns.provision(id).entity,
                                    .holds = holds,
                                    .span = context.columns.provision(id).node.span()});
  return context.model.findings.size() - 1;
}

void read_against(Context& context, NodeView item, ProvisionId id,
                  const std::vector<std::size_t>& findings) {
  const NodeView against = clause_of(item, Rule::against);
  if (!against) return;
  context.columns.wait(Wave::everything, [&context, against, id, findings] {
    const Provision& of = context.columns.provision(id);
    const auto who = read_who(context, against[Label::whom], of.entity, of.name + ".against");
    for (const std::size_t each : findings)
      if (who) context.model.findings[each].against = *who;
  });
}

ExprId read_grounds(Context& context, Typer& typer, absl::Span<const NodeView> whens,
                    ProvisionId id, const std::vector<std::size_t>& findings,
                    std::optional<std::size_t> contrary) {
  const Scope scope{.entity = context.columns.provision(id).entity};
  std::vector<ExprId> conditions;
  std::vector<Finding::Ground> grounds;
  for (const NodeView when : whens) {
    conditions.push_back(tested_condition(typer, when, scope));
    add_grounds(context, id, conditions.back(), when[Label::condition].span(), grounds);
  }
  for (const std::size_t each : findings) context.model.findings[each].grounds = grounds;
  if (contrary)
    context.model.findings[*contrary].grounds = failing_grounds(context, id, whens, conditions);
  const NodeView item = context.columns.provision(id).node;
  hold_together(context, conditions);
  return decided(context.build, std::move(conditions), item.span());
}

constinit const Form kFinding{.rule = Rule::finding,
                              .declare = declare_finding,
                              .required = {Rule::when},
                              .repeatable = {Rule::when},
                              .wants_cite = true,
                              .coverage = Coverage::effect};

constinit const Form kWholeCheck{
    .rule = Rule::whole_check, .declare = declare_check, .coverage = Coverage::effect};

}  // namespace remit::check

// A list that the document leaves open ("mainly for ..., and the like"): what it names is covered,
// anything else needs an approval of its own, and without one that is found.
#include <utility>
#include <vector>

#include "check/declare.h"
#include "check/forms/finding.h"
#include "check/forms/form.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

using type::Role;
using type::TypeKind;

struct OpenList {
  NodeView item;
  EntityId entity = kWhole;
  ColumnId covered = kNone;     ///< named, or approved
  ColumnId outside = kNone;     ///< not named
  ColumnId unapproved = kNone;  ///< neither
  std::size_t finding = 0;      ///< of what is unapproved

  base::Span span() const { return item[Label::name].span(); }
};

/// Whether what the list does not name was approved: a yes, or the number, day or name of an
/// approval that is given.
ExprId approval(Context& context, Typer& typer, NodeView clause, const Scope& scope) {
  const NodeView path = clause[Label::approval];
  const ExprId value = typer.copied(path, scope);
  const type::Type type = context.build.type_of(value);
  if (type.kind == TypeKind::unknown || type.kind == TypeKind::boolean) return value;
  if (type.kind == TypeKind::text || type.kind == TypeKind::date ||
      type.kind == TypeKind::reference) {
    typer.warn_always_given(value, path);
    return context.build.is_given(value, path.span());
  }
  context.sink.report(code::type_mismatch, path.span(),
                      {diagnostic::text::type_boolean, typer.describe(type), ""});
  return context.build.blank(type::kUnknown, path.span());
}

void define_list(Context& context, const OpenList& list) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const Scope scope{.entity = list.entity};
  std::vector<ExprId> concerned;
  for (const NodeView when : clauses_of(list.item, Rule::when))
    concerned.push_back(tested_condition(typer, when, scope));
  hold_together(context, concerned);
  std::vector<ExprId> named;
  for (const NodeView clause : clauses_of(list.item, Rule::named))
    named.push_back(tested_condition(typer, clause, scope));
  const NodeView others = clause_of(list.item, Rule::others);
  const ExprId approved = approval(context, typer, others, scope);
  // That the list does not name it is long to tell; that nobody approved it says as much.
  if (others)
    context.model.findings[list.finding].grounds = {
        {.span = others[Label::approval].span(), .broken = true}};
  for (const ExprId each : named)
    if (build.type_of(each).kind == TypeKind::unknown) return;
  if (build.type_of(approved).kind == TypeKind::unknown) return;
  if (others)
    for (const ExprId each : named) typer.refuse_twice(others[Label::approval], each, approved);
  const base::Span span = list.item.span();
  const ExprId on_list = build.disjunction(named, span);
  const auto where_concerned = [&](std::vector<ExprId> conditions) {
    conditions.insert(conditions.begin(), concerned.begin(), concerned.end());
    return decided(build, std::move(conditions), span);
  };
  const ExprId off_list = build.negation(on_list, span);
  context.columns.define(list.covered,
                         where_concerned({build.disjunction({on_list, approved}, span)}), span);
  context.columns.define(list.outside, where_concerned({off_list}), span);
  context.columns.define(list.unapproved,
                         where_concerned({off_list, build.negation(approved, span)}), span);
}

void declare_open_list(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  OpenList list{.item = item, .entity = context.columns.provision(id).entity};
  list.covered = context.columns.add_bare(id, Role::condition);
  list.outside = context.columns.add_attribute(id, Role::outside);
  list.unapproved = context.columns.add_attribute(id, Role::unapproved);
  list.finding = add_finding(context, id, list.unapproved);
  read_against(context, item, id, {list.finding});
  context.columns.add_definition(context.columns.provision(id).name, item.span(),
                                 {list.covered, list.outside, list.unapproved},
                                 [&context, list] { define_list(context, list); });
}

}  // namespace

constinit const Form kOpenList{.rule = Rule::open_list,
                               .declare = declare_open_list,
                               .required = {Rule::named, Rule::others},
                               .repeatable = {Rule::when, Rule::named},
                               .attributes = {Role::outside, Role::unapproved},
                               .wants_cite = true,
                               .coverage = Coverage::effect};

}  // namespace remit::check

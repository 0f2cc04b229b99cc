#include "check/declare.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "base/hash_map.h"
#include "check/forms/form.h"
#include "check/same_value.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"

namespace remit::check {

std::string cited_clause(const Context& context, NodeView item) {
  const NodeView clause = item[Label::cite][Label::text];
  if (clause) return std::string(clause.text());
  return std::string(context.tree.default_cite(item.span().begin));
}

std::optional<ProvisionId> declare_provision(Context& context, NodeView item) {
  Provision provision;
  if (const NodeView name = item[Label::entity]) {
    const auto entity = context.names.entity_meant(name);
    if (!entity) {
      auto& complaint = context.sink.report(code::unknown_entity, name.span(), {name.text()});
      if (const auto better = context.names.near(kWhole, name.text()))
        complaint.suggest(name.span(), *better);
      return std::nullopt;
    }
    provision.entity = *entity;
  }
  provision.form = form_of(item.rule());
  provision.called = provision.name = item[Label::name].text();
  const Era* era = context.eras.of(item);
  if (era != nullptr && era->before && era->other)
    provision.name = name_before(provision.name, *era);
  provision.label = item[Label::label].text();
  provision.cite = cited_clause(context, item);
  provision.node = item;
  const auto id = static_cast<ProvisionId>(context.columns.provisions().size());
  const bool fresh = context.names.declare(provision.entity, provision.name,
                                           {SymbolKind::provision, id, item[Label::name].span()});
  if (!fresh) return std::nullopt;
  return context.columns.add(std::move(provision));
}

bool declare_name(Context& context, NodeView item, SymbolKind kind, std::uint32_t index) {
  const NodeView name = item[Label::name];
  return context.names.declare(kWhole, name.text(), {kind, index, name.span()});
}

void declare_constant(Context& context, NodeView item, ExprId value) {
  if (!declare_name(context, item, SymbolKind::constant, value)) return;
  const NodeView name = item[Label::name];
  context.tables.add_constant({.name = std::string(name.text()),
                               .label = std::string(item[Label::label].text()),
                               .cite = cited_clause(context, item),
                               .span = item.span(),
                               .value = value},
                              *context.names.find(kWhole, name.text()));
}

std::optional<EntityId> entity_named(Context& context, NodeView name) {
  const auto entity = context.names.entity_meant(name);
  if (!entity) context.sink.report(code::unknown_entity, name.span(), {name.text()});
  return entity;
}

std::optional<ColumnId> field_named(Context& context, EntityId entity, NodeView name) {
  const Symbol* field = context.names.find(entity, name.text());
  if (field == nullptr || field->kind != SymbolKind::column) {
    context.names.report_unknown(entity, name.text(), name.span());
    return std::nullopt;
  }
  context.names.use(*field, name.span());
  return field->index;
}

std::optional<ColumnId> field_of_type(Context& context, EntityId entity, NodeView name,
                                      std::initializer_list<type::Type> wanted) {
  const auto field = field_named(context, entity, name);
  if (!field) return field;
  const type::Type type = context.model.columns[*field].type;
  if (type == type::kUnknown || std::ranges::find(wanted, type) != wanted.end()) return field;
  const Typer typer(context);
  context.sink.report(code::type_mismatch, name.span(),
                      {typer.describe(*wanted.begin()), typer.describe(type), ""});
  return std::nullopt;
}

syntax::NodeList clauses_of(NodeView item, Rule rule) {
  syntax::NodeList found;
  for (const NodeView clause : item.all(Label::clause))
    if (clause.is(rule)) found.push_back(clause);
  return found;
}

ExprId tested_condition(Typer& typer, NodeView when, const Scope& scope) {
  const NodeView condition = when[Label::condition];
  const ExprId holds = typer.condition(condition, scope);
  typer.probe(Probe::Kind::condition, holds, condition.span());
  return holds;
}

/// Neither is a constant, which is told elsewhere, or has been complained of.
static bool same_condition(const Context& context, ExprId a, ExprId b) {
  const Expr& expr = context.build[a];
  const bool blank = expr.kind == ExprKind::operation && expr.op == type::Opcode::blank;
  return !blank && !context.build.is_constant(a) && same_value(context.model, a, b) &&
         names_same_constants(context.model, expr.span, context.build[b].span);
}

void hold_together(Context& context, const std::vector<ExprId>& conditions) {
  if (conditions.size() < 2) return;
  // Few are held against each other, of many those that may be alike.
  constexpr std::size_t kFew = 6;
  using Others = absl::InlinedVector<ExprId, kFew>;
  const bool few = conditions.size() <= kFew;
  base::HashMap<std::size_t, Others> alike;
  Others all;
  for (const ExprId condition : conditions) {
    Others& others = few ? all : alike[same_value_key(context.model, condition)];
    const auto before = std::ranges::find_if(
        others, [&](ExprId other) { return same_condition(context, other, condition); });
    if (before == others.end()) {
      others.push_back(condition);
      continue;
    }
    if (context.is_what_if()) continue;
    const base::Span span = context.build[condition].span;
    context.sink.report(code::said_twice, span, {context.model.written(span)})
        .note(context.build[*before].span, diagnostic::text::note_other_place);
  }
  context.claims.hold_together(conditions);
}

ExprId decided(ExprBuilder& build, std::vector<ExprId> conditions, base::Span span) {
  const ExprId holds = build.conjunction(std::move(conditions), span);
  const Expr& expr = build[holds];
  const bool copied = expr.kind != ExprKind::operation || expr.op == type::Opcode::otherwise ||
                      expr.op == type::Opcode::choose;
  if (!copied || expr.type != type::kBoolean) return holds;
  return build.choose(holds, build.boolean(true, span), build.boolean(false, span), span);
}

void require_decimal(Context& context, ColumnId column, base::Span span) {
  const Column& of = context.model.columns[column];
  if (of.type.is_numeric() && of.form.ratio)
    context.sink.report(code::ratio_output, span, {of.name});
}

EntityId declared_entity(const Model& model, NodeView item) {
  const auto at = std::ranges::find(model.entities, item[Label::name].span().begin,
                                    [](const Entity& entity) { return entity.span.begin; });
  return static_cast<EntityId>(at - model.entities.begin());
}

diagnostic::Argument key_names(const Entity& entity) {
  std::vector<diagnostic::Argument> names;
  for (const std::uint32_t field : entity.key)
    names.push_back(diagnostic::worded(diagnostic::text::quoted, {entity.fields[field].name}));
  return diagnostic::all_of(names);
}

void report_twice(Context& context, absl::Span<const NodeView> nodes, Code code) {
  base::HashMap<std::string, base::Span> seen;
  for (const NodeView node : nodes) {
    const auto [first, fresh] = seen.try_emplace(std::string(node.text()), node.span());
    if (!fresh)
      context.sink.report(code, node.span(), {node.text()})
          .note(first->second, diagnostic::text::note_other_place);
  }
}

}  // namespace remit::check

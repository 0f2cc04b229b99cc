#include "check/who.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "check/declare.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::TypeKind;

namespace {

/// Whether a text may be one without letters: fields hold none, but as their default.
bool may_be_empty(const Model& model, ExprId id, int depth = 0) {
  constexpr int kDeep = 20;
  const Expr& expr = model.exprs[id];
  if (depth == kDeep) return true;
  const auto one_of = [&](const auto& parts) {
    return std::ranges::any_of(parts,
                               [&](ExprId part) { return may_be_empty(model, part, depth + 1); });
  };
  if (expr.kind == ExprKind::lookup) return may_be_empty(model, expr.args[1], depth + 1);
  if (expr.kind == ExprKind::column) {
    const Column& column = model.columns[expr.payload];
    if (!column.input) return column.value == kNone || may_be_empty(model, column.value, depth + 1);
    const auto& standing = model.entities[column.entity].fields[column.field].default_value;
    return standing && may_be_empty(model, *standing, depth + 1);
  }
  if (expr.kind != ExprKind::operation) return true;
  if (expr.op == type::Opcode::text) return model.texts[expr.payload].empty();
  if (expr.op == type::Opcode::choose) return one_of(absl::MakeConstSpan(expr.args).subspan(1));
  return expr.op == type::Opcode::otherwise && one_of(absl::MakeConstSpan(expr.args));
}

}  // namespace

ExprId somebody(Context& context, ExprId who, base::Span span) {
  ExprBuilder& build = context.build;
  const type::Type type = build.type_of(who);
  if (type.kind != TypeKind::text || !may_be_empty(context.model, who)) return who;
  // A blank stays one, an error too.
  const ExprId filled =
      build.operation(type::Opcode::otherwise, {who, build.text("", span)}, type, span);
  const ExprId nobody = build.compare(type::Opcode::equal, filled, build.text("", span), span);
  return build.choose(nobody, build.blank(type, span), who, span);
}

bool leads_over_fields(const Context& context, NodeView path, EntityId entity, std::size_t first) {
  const auto steps = path.all(Label::step);
  for (std::size_t i = first; i < steps.size(); ++i) {
    const Symbol* symbol = entity == kWhole ? nullptr : context.names.find(entity, steps[i].text());
    if (symbol == nullptr) return steps.size() == 1;  // a party, the row itself, or nothing
    if (symbol->kind != SymbolKind::column) return false;
    const Column& column = context.model.columns[symbol->index];
    if (!column.input && column.origin.role != type::Role::guard) return false;
    entity = column.type.kind == TypeKind::reference ? column.type.ref : kWhole;
  }
  return true;
}

bool in_data(const Parties& parties) {
  return parties.payer.kind == Payer::Kind::column || parties.payee.kind == Payer::Kind::column;
}

/// Whether it is read where it may be left blank.
static bool may_be_blank(const Model& model, const Payer& who) {
  const Column& column = model.columns[who.column];
  return column.input && column.entity != kWhole &&
         model.entities[column.entity].fields[column.field].optional;
}

ExprId between(Context& context, ExprId amount, const Parties* parties,
               std::initializer_list<Payer> words, base::Span span) {
  ExprBuilder& build = context.build;
  std::vector<ExprId> known;
  const auto add = [&](ExprId cell) {
    known.push_back(build.compare(type::Opcode::equal, cell, cell, span));
  };
  if (parties != nullptr) {
    // As strict as any comparison: of a blank it is an error.
    for (const Payer* who : {&parties->payer, &parties->payee})
      if (who->kind == Payer::Kind::column) add(build.column(who->column, span));
  }
  // Of a blank that may be one it is known whether it is given; of an error it is not.
  for (const Payer& what : words)
    if (what.kind == Payer::Kind::column && !may_be_blank(context.model, what))
      add(build.is_given(build.column(what.column, span), span));
  const type::Type type = build.type_of(amount);
  if (known.empty() || !type.is_numeric()) return amount;
  const ExprId nothing = build.compare(type::Opcode::equal, amount, build.zero(type), span);
  const ExprId paid = build.disjunction({nothing, build.conjunction(std::move(known), span)}, span);
  return build.choose(paid, amount, build.fail(type::CellFault::missing, type, span), span);
}

std::optional<Payer> read_who(Context& context, NodeView path, EntityId entity,
                              const std::string& name) {
  Payer who;
  const auto steps = path.all(Label::step);
  const bool single = steps.size() == 1;
  const Symbol* symbol =
      single && entity != kWhole ? context.names.find(entity, steps[0].text()) : nullptr;
  const Symbol* const party = single ? context.names.find(kWhole, steps[0].text()) : nullptr;
  if (symbol != nullptr && party != nullptr && party->kind == SymbolKind::party) {
    context.names.use(*symbol, path.span());
    context.names.use(*party);
    context.sink.report(code::party_or_field, path.span(), {path.text()});
    return std::nullopt;
  }
  if (symbol == nullptr && single) {
    symbol = context.names.find(kWhole, steps[0].text());
    const bool rows = symbol != nullptr && symbol->kind == SymbolKind::entity;
    if (rows && entity != kWhole && symbol->index == entity) {
      context.names.mean(*symbol, path.span());
      who.kind = Payer::Kind::row;
      return who;
    }
    if (symbol != nullptr && symbol->kind == SymbolKind::party) {
      context.names.use(*symbol, path.span());
      who.kind = Payer::Kind::party;
      who.party = symbol->index;
      return who;
    }
    if (symbol == nullptr) {
      auto& complaint = context.sink.report(code::unknown_party, path.span(), {path.text()});
      if (const auto better = context.names.near(entity, steps[0].text()))
        complaint.suggest(path.span(), *better);
      return std::nullopt;
    }
  }
  Typer typer(context);
  const ExprId value = typer.expr(path, Scope{.entity = entity});
  const TypeKind kind = context.build.type_of(value).kind;
  if (kind == TypeKind::unknown) return std::nullopt;
  if (kind != TypeKind::text && kind != TypeKind::category && kind != TypeKind::reference) {
    context.sink.report(
        code::type_mismatch, path.span(),
        {diagnostic::text::kind_party, typer.describe(context.build.type_of(value)), ""});
    return std::nullopt;
  }
  who.kind = Payer::Kind::column;
  who.column =
      context.columns.add_result(entity, name, somebody(context, value, path.span()), path.span());
  return who;
}

}  // namespace remit::check

#include "check/who.h"

#include "check/declare.h"

namespace remit::check {

using type::TypeKind;

std::optional<Payer> read_who(Context& context, NodeView path, EntityId entity,
                              const std::string& name) {
  Payer who;
  const auto steps = path.all(Label::step);
  const bool single = steps.size() == 1;
  const Symbol* symbol =
      single && entity != kWhole ? context.names.find(entity, steps[0].text()) : nullptr;
  const Symbol* const party = single ? context.names.find(kWhole, steps[0].text()) : nullptr;
  if (symbol != nullptr && party != nullptr && party->kind == SymbolKind::party) {
    context.names.use(*symbol);
    context.names.use(*party);
    context.sink.report(Code::party_or_field, path.span(), {path.text()});
    return std::nullopt;
  }
  if (symbol == nullptr && single) {
    symbol = context.names.find(kWhole, steps[0].text());
    const bool rows = symbol != nullptr && symbol->kind == SymbolKind::entity;
    if (rows && entity != kWhole && symbol->index == entity) {
      who.kind = Payer::Kind::row;
      return who;
    }
    if (symbol != nullptr && symbol->kind == SymbolKind::party) {
      context.names.use(*symbol);
      who.kind = Payer::Kind::party;
      who.party = symbol->index;
      return who;
    }
    if (symbol == nullptr) {
      auto& complaint = context.sink.report(Code::unknown_party, path.span(), {path.text()});
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
        Code::type_mismatch, path.span(),
        {diagnostic::Text::kind_party, typer.describe(context.build.type_of(value)), ""});
    return std::nullopt;
  }
  who.kind = Payer::Kind::column;
  who.column = context.columns.add_result(entity, name, value, path.span());
  return who;
}

}  // namespace remit::check

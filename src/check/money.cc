#include "check/money.h"

#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"

namespace remit::check {

using number::Rational;
using type::Type;
using type::TypeKind;

Type own_money(const Context& context) {
  return context.model.currency == kNone ? type::kUnknown : type::money(context.model.currency);
}

ExprId as_money(Context& context, ExprId value, NodeView node) {
  ExprBuilder& build = context.build;
  if (Typer(context).refuse_row_money(value, node)) return build.blank(type::kUnknown, node.span());
  if (build.type_of(value) != type::kNumber) return value;
  if (node.is(Rule::group)) return as_money(context, value, node[Label::value]);
  const Rational* constant = build.constant(value);
  const bool zero = constant != nullptr && constant->is_zero();
  const Type wanted = own_money(context);
  if (wanted.kind == TypeKind::unknown) {
    if (!zero) context.sink.report(code::no_currency, node.span());
    return build.blank(type::kUnknown, node.span());
  }
  if (!zero && build[value].notation != type::Notation::plain) {
    context.sink.report(code::share_of_nothing, node.span(), {context.model.written(node.span())});
    return build.blank(wanted, node.span());
  }
  return Typer(context).coerce(value, wanted, node.span());
}

}  // namespace remit::check

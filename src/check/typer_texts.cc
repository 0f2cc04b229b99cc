// Texts put together of others.

#include "check/typer.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Type;
using type::TypeKind;

ExprId Typer::join_function(NodeView node, const type::Function& function, const Scope& scope) {
  Args parts;
  int number = 0;
  for (const NodeView argument : node.all(Label::argument))
    parts.push_back(written_part(argument[Label::value], ++number, function, scope));
  for (const ExprId part : parts)
    if (unknown(part)) return wrong(node.span());
  return build_.operation(Opcode::join, std::move(parts), type::kText, node.span(),
                          c_.limits.text_bytes);
}

/// Of a row referred to, its key is meant.
ExprId Typer::written_part(NodeView argument, int number, const type::Function& function,
                           const Scope& scope) {
  ExprId value = expr(argument, scope);
  while (build_.type_of(value).kind == TypeKind::reference) {
    const EntityId entity = build_.type_of(value).ref;
    if (c_.model.entities[entity].key.size() != 1) break;
    value = build_.lookup(value, build_.key(entity), argument.span());
  }
  const Type type = build_.type_of(value);
  if (type == type::kNumber) return whole_number(value, argument.span());
  const bool fits = type == type::kText || type == type::kDate || type.kind == TypeKind::category;
  if (!fits && !unknown(value)) {
    c_.sink.report(code::argument_type, argument.span(),
                   {function.en, number, diagnostic::text::type_written, describe(type)});
    return wrong(argument.span());
  }
  if (build_[value].kind == ExprKind::operation && build_[value].op == Opcode::text &&
      c_.model.texts[build_[value].payload].empty())
    c_.report_no_effect(argument, diagnostic::text::why_empty_text);
  return value;
}

}  // namespace remit::check

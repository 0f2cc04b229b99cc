#include "syntax/fitting.h"

#include "diagnostic/sink.h"
#include "syntax/lexer.h"
#include "syntax/literate.h"
#include "syntax/parser.h"
#include "syntax/tree.h"

namespace remit::syntax {
namespace {

template <typename Value>
void add_once(std::vector<Value>& list, Value value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

}  // namespace

void Fitting::add(ItemId id) {
  const Item& item = grammar::item(id);
  if (id == grammar::rule(Rule::primary).body) {
    expression = true;
    return;
  }
  if (id == grammar::rule(Rule::type).body) {
    type = true;
    return;
  }
  switch (item.kind) {
    case ItemKind::keyword:
      return add_once(keywords, item.keyword());
    case ItemKind::symbol:
      return add_once(symbols, item.symbol());
    case ItemKind::expression:
      expression = true;
      return;
    case ItemKind::rule:
      return add(grammar::rule(item.rule()).body);
    case ItemKind::sequence:
    case ItemKind::choice:
    case ItemKind::optional:
    case ItemKind::repeat:
    case ItemKind::list:
      break;
  }
  for (std::uint32_t i = 0; i < item.child_count; ++i) {
    add(grammar::child(item, i));
    const bool passes = grammar::item(grammar::child(item, i)).nullable;
    if (item.kind == ItemKind::list || (item.kind == ItemKind::sequence && !passes)) break;
  }
}

Fitting beginnings(Rule rule) {
  Fitting fitting;
  const Item& body = grammar::item(grammar::rule(rule).body);
  for (std::uint32_t i = 0; i < body.child_count; ++i) fitting.add(grammar::child(body, i));
  return fitting;
}

Fitting fitting_at_end(const base::Source& source, const Limits& limits) {
  Fitting fitting;
  Tree tree(source);
  diagnostic::DiagnosticSink complaints(limits.diagnostics);
  std::string_view text = source.text();
  if (is_markdown(source.name())) text = Literate(tree, complaints).read();
  if (!Lexer(tree, text, limits, complaints).run()) return fitting;
  Parser parser(tree, limits, complaints);
  parser.run();
  for (const ItemId id : parser.fitting_at_end()) fitting.add(id);
  return fitting;
}

}  // namespace remit::syntax

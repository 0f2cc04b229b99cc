// The tree as text: rule, label, operator and the tokens that are no keyword of their own.

#include "base/budget.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "syntax/tree.h"

namespace remit::syntax {
namespace {

void append_token(const Token& token, std::string& out) {
  if (token.keyword != Keyword::none) {
    out += ' ';
    out += keyword_info(token.keyword).id;
  } else if (token.kind == TokenKind::text) {
    out += " \"";
    out += token.text;
    out += '"';
  } else {
    out += ' ';
    out += token.text;
  }
}

void append_node(const NodeView& node, std::size_t depth, std::string& out) {
  base::go_deeper();
  out.append(depth * 2, ' ');
  if (node.label() != Label::none) {
    out += name(node.label());
    out += ": ";
  }
  out += name(node.rule());
  if (node.is(Rule::binary) || node.is(Rule::prefix) || node.is(Rule::postfix)) {
    out += ' ';
    out += type::operator_info(node.operator_id()).name;
  }
  const NodeList children = node.children();
  if (children.empty() && !node.span().empty()) append_token(node.token(), out);
  out += '\n';
  for (const NodeView& child : children) append_node(child, depth + 1, out);
}

}  // namespace

std::string dump_tree(const Tree& tree) {
  std::string out;
  if (tree.root()) append_node(tree.root(), 0, out);
  return out;
}

}  // namespace remit::syntax

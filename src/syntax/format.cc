#include "syntax/format.h"

#include "syntax/keywords.h"
#include "syntax/layout.h"
#include "syntax/lexicon.h"
#include "syntax/parse.h"
#include "syntax/printer.h"
#include "type/functions.h"

namespace remit::syntax {
namespace {

using diagnostic::Code;

std::string assemble(const Tree& tree, const std::vector<std::string>& regions) {
  const base::Source& source = tree.source();
  const std::uint32_t begin = source.base();
  std::string out;
  std::uint32_t at = begin;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const base::Span region = tree.regions()[i];
    out += source.text(base::Span{at, region.begin});
    out += regions[i];
    at = region.end;
  }
  out += source.text(base::Span{at, source.span().end});
  return out;
}

bool same_token(const Tree& a, const Token& x, const Tree& b, const Token& y) {
  const Lexicon& lexicon = Lexicon::instance();
  const bool operators =
      !lexicon.operators_of(x.symbol).empty() && !lexicon.operators_of(y.symbol).empty();
  if (operators && x.keyword == y.keyword) return true;  // which one, the nodes say
  if (x.kind != y.kind || x.keyword != y.keyword) return false;
  if (x.kind == TokenKind::number) {
    const NumberLiteral& m = a.numbers()[static_cast<std::size_t>(x.value)];
    const NumberLiteral& n = b.numbers()[static_cast<std::size_t>(y.value)];
    return m.digits == n.digits && m.exponent == n.exponent && m.unit_kind == n.unit_kind &&
           m.unit == n.unit;
  }
  if (x.kind == TokenKind::date) return x.value == y.value;
  return x.keyword != kNoKeyword || x.kind != TokenKind::text || x.text == y.text;
}

bool same_node(const NodeView& a, const NodeView& b) {
  if (a.rule() != b.rule() || a.label() != b.label()) return false;
  if (a.is("binary") || a.is("prefix") || a.is("postfix")) {
    return a.operator_id() == b.operator_id();
  }
  // A name is a leaf; words of operators may be spelled anew.
  const bool leaf = a.children().empty() && a.token().kind == TokenKind::word;
  if (leaf && a.label() == "function" && a.token().text != b.token().text) {
    const type::Function* function = type::find_function(a.token().text);
    return function != nullptr && function == type::find_function(b.token().text);
  }
  return !leaf || a.token().keyword != kNoKeyword || a.token().text == b.token().text;
}

// The first node of `a` that `b` reads differently, or an absent one.
NodeView first_difference(const NodeView& a, const NodeView& b) {
  const std::vector<NodeView> ours = a.children(), theirs = b.children();
  if (!same_node(a, b) || ours.size() != theirs.size()) return a;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (const NodeView difference = first_difference(ours[i], theirs[i])) return difference;
  }
  return {};
}

// Where `b` reads differently from `a`; nothing when they mean the same.
std::optional<base::Span> find_difference(const Tree& a, const Tree& b) {
  if (!b.root()) return a.root().span();
  if (const NodeView node = first_difference(a.root(), b.root())) return node.span();
  for (std::size_t i = 0; i < a.tokens().size(); ++i) {
    if (i >= b.tokens().size() || !same_token(a, a.tokens()[i], b, b.tokens()[i])) {
      return a.tokens()[i].span;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> format(const base::Source& source, const FormatOptions& options,
                                  const base::Limits& limits, diagnostic::DiagnosticSink& sink) {
  const Tree tree = parse(source, limits, sink);
  if (!tree.complete()) return std::nullopt;
  const Layout layout = make_layout(tree, options.keywords);
  std::string text = assemble(tree, Printer(tree, layout).print());
  const base::Source written(source.name(), text, source.base());
  diagnostic::DiagnosticSink scratch;
  const Tree again = parse(written, limits, scratch);
  if (const auto difference = find_difference(tree, again)) {
    std::string_view place = source.text(*difference);
    place = place.substr(0, place.find('\n'));
    sink.report(Code::cannot_format, *difference, {place});
    return std::nullopt;
  }
  return text;
}

}  // namespace remit::syntax

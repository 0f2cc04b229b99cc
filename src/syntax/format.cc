#include "syntax/format.h"

#include <algorithm>
#include <vector>

#include "diagnostic/code/syntax.h"
#include "syntax/keywords.h"
#include "syntax/layout.h"
#include "syntax/lexicon.h"
#include "syntax/literal_text.h"
#include "syntax/parse.h"
#include "syntax/printer.h"
#include "syntax/translation.h"

namespace remit::syntax {
namespace {

namespace code = diagnostic::code;

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

/// Holds the formatted policy against the original: equal but for spellings that were meant to
/// change.
class LossCheck {
 public:
  LossCheck(const Tree& a, const Tree& b, const Translation& translation)
      : a_(a), b_(b), translation_(translation) {}

  /// Where `b` reads differently from `a`; nothing when they mean the same.
  std::optional<base::Span> find_difference() const {
    if (!b_.root()) return a_.root().span();
    if (const NodeView node = first_difference(a_.root(), b_.root())) return node.span();
    for (std::uint32_t i = 0; i < a_.tokens().size(); ++i) {
      if (i >= b_.tokens().size() || !same_token(i)) return a_.tokens()[i].span;
    }
    return std::nullopt;
  }

 private:
  bool same_token(std::uint32_t i) const {
    const Token& x = a_.tokens()[i];
    const Token& y = b_.tokens()[i];
    const bool operators =
        !lexicon::operators_of(x.symbol).empty() && !lexicon::operators_of(y.symbol).empty();
    if (operators && x.keyword == y.keyword) return true;  // which one, the nodes say
    if (x.kind != y.kind || x.keyword != y.keyword) return false;
    if (x.kind == TokenKind::number) return same_number(i);
    if (x.kind == TokenKind::date) return x.value == y.value;
    return x.keyword != Keyword::none || x.kind != TokenKind::text || x.text == y.text;
  }

  bool same_number(std::uint32_t i) const {
    const NumberLiteral& m = a_.numbers()[static_cast<std::size_t>(a_.tokens()[i].value)];
    const NumberLiteral& n = b_.numbers()[static_cast<std::size_t>(b_.tokens()[i].value)];
    if (!same_value(m, n)) return false;
    const auto kind = [](const NumberLiteral& number) {
      return number.unit_kind == UnitKind::counting ? UnitKind::none : number.unit_kind;
    };
    if (kind(m) != kind(n)) return false;
    return m.unit == n.unit || translation_.currency_of(i, m) == translation_.currency_of(i, n);
  }

  bool same_node(const NodeView& a, const NodeView& b) const {
    if (a.rule() != b.rule() || a.label() != b.label()) return false;
    if (a.is(Rule::binary) || a.is(Rule::prefix) || a.is(Rule::postfix)) {
      return a.operator_id() == b.operator_id();
    }
    // A name is a leaf; words of operators may be spelled anew.
    const bool leaf = a.children().empty() && a.token().kind == TokenKind::word;
    if (!leaf || a.token().keyword != Keyword::none || a.token().text == b.token().text)
      return true;
    const std::string* text =
        translation_.of(static_cast<std::uint32_t>(&a.token() - a_.tokens().data()));
    return text != nullptr && *text == b.token().text;
  }

  // The first node of `a` that `b` reads differently, or an absent one.
  NodeView first_difference(const NodeView& a, const NodeView& b) const {
    const NodeList ours = a.children(), theirs = b.children();
    if (!same_node(a, b) || ours.size() != theirs.size()) return a;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (const NodeView difference = first_difference(ours[i], theirs[i])) return difference;
    }
    return {};
  }

  const Tree& a_;
  const Tree& b_;
  const Translation& translation_;
};

bool amends_another(const Tree& tree) {
  return std::ranges::any_of(tree.root().children(), [](const NodeView& policy) {
    return static_cast<bool>(policy.child(Rule::amends));
  });
}

}  // namespace

std::optional<std::string> format(const base::Source& source, const FormatOptions& options,
                                  const Limits& limits, diagnostic::DiagnosticSink& sink) {
  const Tree tree = parse(source, limits, sink);
  if (!tree.complete()) return std::nullopt;
  std::vector<Tree> bases;
  if (options.keywords && amends_another(tree)) {
    diagnostic::DiagnosticSink elsewhere;  // what is wrong in another file is not this one's affair
    for (const base::Source* base : options.bases) bases.push_back(parse(*base, limits, elsewhere));
  }
  const Translation translation(tree, options.keywords, bases);
  const Layout layout = make_layout(tree, translation);
  std::string text = assemble(tree, Printer(tree, layout).print());
  const base::Source written(source.name(), text, source.base());
  diagnostic::DiagnosticSink scratch;
  const Tree again = parse(written, limits, scratch);
  if (const auto difference = LossCheck(tree, again, translation).find_difference()) {
    std::string_view place = source.text(*difference);
    place = place.substr(0, place.find('\n'));
    sink.report(code::cannot_format, *difference, {place});
    return std::nullopt;
  }
  return text;
}

}  // namespace remit::syntax

#include "check/partial_check.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/check.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/syntax.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::check {
namespace {

using base::Span;
namespace code = diagnostic::code;
using diagnostic::Diagnostic;
using syntax::Label;
using syntax::NodeView;

/// Whether a word is, or was perhaps meant to be, the first of something that others depend on
/// without naming it.
bool begins_governing(const syntax::Token& token) {
  for (std::size_t id = 0; id < syntax::kRuleCount; ++id) {
    const auto rule = static_cast<syntax::Rule>(id);
    if (!syntax::has_mark(rule, syntax::Mark::governing)) continue;
    const syntax::Keyword first = syntax::first_keyword(rule);
    if (token.keyword == first || token.text == syntax::english(first)) return true;
  }
  return false;
}

/// Where the files could not be read, and which names these places speak of. Some n log n in the
/// tokens and the errors.
class Unreadable {
 public:
  Unreadable(absl::Span<const syntax::Tree> trees, const std::vector<Diagnostic>& errors) {
    for (const syntax::Tree& tree : trees) {
      std::vector<Span> items;
      for (const NodeView policy : tree.root().children()) {
        for (const NodeView item : policy.children()) {
          items.push_back(item.span());
          if (item[Label::name]) names_.emplace(item[Label::name].text());
        }
      }
      std::ranges::sort(items, {}, &Span::begin);
      std::vector<Span> places;
      for (const Diagnostic& error : errors)
        if (covers(tree.source().span(), error.span.begin))
          places.push_back(place_of(tree, items, error));
      for (const Span place : merged(std::move(places))) add(tree, place);
    }
    std::ranges::sort(places_, {}, &Span::begin);
  }

  /// Apart from each other, in the order of the files.
  const std::vector<Span>& places() const { return places_; }
  /// Whether an error would stand even if everything could be read.
  bool certain(const Diagnostic& error) const;

 private:
  static bool covers(Span span, std::uint32_t offset) {
    return span.begin <= offset && offset <= span.end;
  }

  static std::vector<Span> merged(std::vector<Span> places);
  static Span place_of(const syntax::Tree& tree, const std::vector<Span>& items,
                       const Diagnostic& error);
  void add(const syntax::Tree& tree, Span place);

  std::vector<Span> places_;
  std::set<std::string, std::less<>> names_;
  bool header_ = false;  ///< what holds for a whole policy could not be read
};

/// The declaration that the error is in, else everything between the declarations around it; after
/// a bracket without its twin, the rest of the file. `items`: the declarations, in order.
Span Unreadable::place_of(const syntax::Tree& tree, const std::vector<Span>& items,
                          const Diagnostic& error) {
  const Span file = tree.source().span();
  const std::uint32_t at = error.span.begin;
  const auto after = std::ranges::upper_bound(items, at, {}, &Span::begin);
  Span around = file;
  if (after != items.end()) around.end = after->begin;
  if (after != items.begin()) {
    const Span before = *(after - 1);
    if (covers(before, at)) return before;
    around.begin = before.end;
  }
  const bool unbalanced = error.code == code::unclosed_bracket ||
                          error.code == code::unmatched_bracket ||
                          error.code == code::unterminated_text;
  return unbalanced ? Span{around.begin, file.end} : around;
}

/// Those that touch each other as one.
std::vector<Span> Unreadable::merged(std::vector<Span> places) {
  std::ranges::sort(places, {}, &Span::begin);
  std::vector<Span> apart;
  for (const Span place : places) {
    if (!apart.empty() && place.begin <= apart.back().end)
      apart.back().end = std::max(apart.back().end, place.end);
    else
      apart.push_back(place);
  }
  return apart;
}

void Unreadable::add(const syntax::Tree& tree, Span place) {
  places_.push_back(place);
  const auto tokens = tree.tokens();
  auto token = std::ranges::lower_bound(tokens, place.begin, {},
                                        [](const syntax::Token& each) { return each.span.begin; });
  for (; token != tokens.end() && token->span.begin <= place.end; ++token) {
    if (token->kind != syntax::TokenKind::word) continue;
    names_.emplace(token->text);
    if (begins_governing(*token)) header_ = true;
  }
}

bool Unreadable::certain(const Diagnostic& error) const {
  if (error.severity() != diagnostic::Severity::error) return false;
  const auto after = std::ranges::upper_bound(places_, error.span.begin, {}, &Span::begin);
  if (after != places_.begin() && covers(*(after - 1), error.span.begin)) return false;
  const int group = static_cast<int>(error.code) / 100;
  if (group == 2)
    return std::ranges::none_of(error.arguments, [this](const diagnostic::Argument& word) {
      return names_.contains(word.in(base::Language::en));
    });
  if (group == 4 || group == 6) return !header_;
  return group == 3 || group == 5 || group == 7;
}

}  // namespace

void check_partly(absl::Span<const syntax::Tree> trees, const base::SourceSet& sources,
                  const Limits& limits, diagnostic::DiagnosticSink& sink, NameIndex* names) {
  const Unreadable unreadable(trees, sink.sorted());
  diagnostic::DiagnosticSink found(limits.diagnostics);
  check(trees, sources, limits, found, unreadable.places(), names);
  for (Diagnostic& each : found.sorted())
    if (unreadable.certain(each)) sink.report(std::move(each));
}

}  // namespace remit::check

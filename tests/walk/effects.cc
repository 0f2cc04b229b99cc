#include "effects.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/source_set.h"
#include "base/strings.h"
#include "check/check.h"
#include "check/model_json.h"
#include "check/print_model.h"
#include "diagnostic/sink.h"
#include "parts.h"
#include "syntax/parse.h"

namespace remit::walk {
namespace {

/// Parts that say in so many words what holds without them, by rule and first words. Whoever adds
/// one says why; a part that stands here because nothing reads it is a fault.
constexpr std::pair<std::string_view, std::string_view> kSaysWhatHolds[] = {
    {"policy", "reading"},   // where nothing says `and above`
    {"policy", "rounding"},  // as the amended policy says
    {"policy", "currency"},
    {"sort_key", "asc"},             // texts and dates have a direction by themselves
    {"rank_by", "among qualified"},  // the other is `among all`
    {"between", "by "},              // of a policy with one calendar
    {"allowed", "by "},
    {"fund", "remainder to largest"},
    {"year_bands", "years"},  // a word for the reader, as `of` is below
    {"at_least", "of"},
    {"interval", ","},
    {"band", ","},
    {"matrix_cell", ","},
    {"instalment", ","},
    {"given_cell", ","},
    {"call", "project"},  // the rows of a summary, which are its group's without a word
    {"param", ": "},      // a type that the value has by itself
    {"define", ": "},
    {"figure", ": "},
};

std::string tests_of(const check::Model& model) {
  std::string text;
  for (const check::Test& test : model.tests) {
    base::append(text, "test ", test.title, test.as_of ? std::to_string(*test.as_of) : "", '\n');
    for (const auto& given : test.given) {
      base::append(text, given.entity, ' ', given.file);
      for (const auto& cell : given.cells) base::append(text, ' ', cell.field, '=', cell.text);
      text += '\n';
    }
    for (const auto& expected : test.expected) {
      base::append(text, expected.entity);
      for (const std::string& part : expected.key) base::append(text, ' ', part);
      base::append(text, ' ', expected.asked, expected.fault ? " fault " : " = ", expected.text,
                   '\n');
    }
  }
  return text;
}

/// Where a thing stands in the text is none of its meaning.
std::string without_places(std::string json) {
  constexpr std::string_view kPlace = "\"span\": [";
  for (std::size_t at = json.find(kPlace); at != std::string::npos; at = json.find(kPlace, at + 1))
    json.erase(at, json.find(']', at) - at);
  return json;
}

struct Checked {
  bool right = false;
  std::string said;     ///< codes, one a line
  std::string meaning;  ///< these, and the models where there are any
};

Checked checked(const std::string& text) {
  base::SourceSet sources;
  const base::Source& source = sources.add("drawn.remit", text);
  diagnostic::DiagnosticSink sink;
  std::vector<syntax::Tree> trees;
  trees.push_back(syntax::parse(source, Limits(), sink));
  std::vector<std::unique_ptr<check::Model>> models;
  if (!sink.has_errors()) models = check::check(trees, sources, Limits(), sink);
  Checked result{!sink.has_errors(), {}, {}};
  std::vector<std::string> codes;
  for (const diagnostic::Diagnostic& each : sink.sorted())
    codes.push_back(diagnostic::code_text(each.code));
  std::ranges::sort(codes);
  for (const std::string& code : codes) result.said += code + "\n";
  result.meaning = result.said;
  if (!result.right) return result;
  for (const auto& model : models)
    result.meaning +=
        check::print_model(*model) + without_places(check::model_json(*model)) + tests_of(*model);
  return result;
}

/// With single blanks: the drawer writes more.
std::string with_single_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || out.empty() || out.back() != ' ') out += c;
  return out;
}

bool says_what_holds(const LoosePart& part, std::string_view written) {
  const std::string text = with_single_blanks(written);
  const auto is_known = [&](const auto& known) {
    return known.first == syntax::name(part.rule) && text.starts_with(known.second);
  };
  return std::ranges::any_of(kSaysWhatHolds, is_known);
}

std::string around(const std::string& text, base::Span span) {
  const std::size_t begin = text.rfind('\n', span.begin) + 1;
  return text.substr(begin, text.find('\n', span.begin) - begin);
}

void leave_out(const std::string& text, const syntax::Tree& tree, const std::string& whole,
               Dice& dice, std::vector<std::string>& complaints) {
  std::vector<NodeView> unread;
  const std::vector<LoosePart> parts = loose_parts(tree, tree.root(), unread);
  if (!unread.empty())
    complaints.push_back("the grammar does not fit the tree at " + std::string(unread[0].text()));
  if (parts.empty()) return;
  if (const auto complaint = without_effect(text, dice.one_of(parts), whole))
    complaints.push_back(*complaint);
}

/// Names that are read, not given: after each rule and label of these a name is new.
bool gives_name(NodeView parent, NodeView token) {
  const Label label = token.label();
  if (label == Label::name && !parent.is(Rule::repeal) && !parent.is(Rule::blocked) &&
      !parent.is(Rule::given_param) && !parent.is(Rule::given_cell))
    return true;
  return parent.is(Rule::one_of) || parent.is(Rule::milestone);
}

void collect_names(NodeView node, std::vector<NodeView>& names) {
  for (const NodeView child : node.children()) {
    const bool word = child.is(Rule::token) && child.token().kind == syntax::TokenKind::word &&
                      child.keyword() == syntax::Keyword::none;
    if (word && !gives_name(node, child)) names.push_back(child);
    collect_names(child, names);
  }
}

void misname(const std::string& text, const syntax::Tree& tree, Dice& dice,
             std::vector<std::string>& complaints) {
  std::vector<NodeView> names;
  collect_names(tree.root(), names);
  if (names.empty()) return;
  const base::Span span = dice.one_of(names).span();
  std::string wrong = text;
  wrong.replace(span.begin, span.size(), "nobody_has_this_name");
  if (checked(wrong).right)
    complaints.push_back(base::concat("a name that is nothing is accepted for `",
                                      text.substr(span.begin, span.size()), "` in\n    ",
                                      around(text, span)));
}

}  // namespace

std::optional<std::string> without_effect(const std::string& text, const LoosePart& part,
                                          const std::string& whole) {
  const std::string gone = text.substr(part.span.begin, part.span.size());
  if (says_what_holds(part, gone)) return std::nullopt;
  std::string rest = text;
  rest.replace(part.span.begin, part.span.size(), " ");
  if (checked(rest).meaning != whole) return std::nullopt;
  return base::concat("no effect: ", describe(part.rule, part.item), " -- `", gone, "` in\n    ",
                      around(text, part.span));
}

std::vector<std::string> codes_of(const std::string& text) {
  std::vector<std::string> codes;
  const Checked result = checked(text);
  for (const std::string_view code : words_in(result.said)) codes.emplace_back(code);
  return codes;
}

std::string meaning(const std::string& text) { return checked(text).meaning; }

void try_effects(const std::string& text, Dice& dice, std::vector<std::string>& complaints) {
  const base::Source source("drawn.remit", text);
  diagnostic::DiagnosticSink sink;
  const syntax::Tree tree = syntax::parse(source, Limits(), sink);
  const Checked whole = checked(text);
  if (!whole.right) return;
  if (dice.chance(500))
    leave_out(text, tree, whole.meaning, dice, complaints);
  else
    misname(text, tree, dice, complaints);
}

}  // namespace remit::walk

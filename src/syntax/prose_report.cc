// What prose, a spreadsheet or another language meant where the parser got stuck.

#include <algorithm>
#include <optional>

#include "base/edit_distance.h"
#include "base/source_set.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/format.h"
#include "syntax/keywords.h"
#include "syntax/parse.h"
#include "syntax/parser.h"
#include "syntax/phrases.h"
#include "syntax/prose.h"
#include "syntax/quoting.h"
#include "syntax/type_words.h"
#include "syntax/units.h"
#include "syntax/whole_values.h"
#include "type/functions.h"

namespace remit::syntax {

using diagnostic::Argument;
namespace code = diagnostic::code;

namespace {

/// Whether a word is a keyword or an operator misspelt.
bool is_near_keyword(std::string_view word) {
  std::vector<std::string_view> known;
  for (const KeywordInfo& keyword : keywords()) {
    known.push_back(keyword.english());
    known.push_back(keyword.chinese);
  }
  for (const type::OperatorInfo& info : type::operators()) {
    known.push_back(info.english);
    known.push_back(info.chinese);
  }
  return base::suggest(word, known).has_value();
}

}  // namespace

Around Parser::around(std::uint32_t at) const {
  const auto text = [&](std::uint32_t token) {
    return std::string(token < tree_.tokens_.size() ? tree_.source().text(tree_.tokens_[token].span)
                                                    : std::string_view());
  };
  return {at == 0 ? std::string() : text(at - 1), text(at), text(at + 1)};
}

// Whether the comma at `at` stands in brackets that `if` opens, as in a spreadsheet.
bool Parser::is_call_of_if(std::uint32_t at) const {
  if (tree_.tokens_[at].symbol != kComma) return false;
  int open = 0;
  for (std::uint32_t i = at; i-- > 1 && !tree_.tokens_[i].first_on_line;) {
    const SymbolId symbol = tree_.tokens_[i].symbol;
    if (symbol == kCloseParen) ++open;
    if (symbol != kOpenParen || open-- > 0) continue;
    return lexicon::symbols_of(Keyword::if_).test(tree_.tokens_[i - 1].symbol);
  }
  return false;
}

// `money fee`, `fee money`, `fee as money` and `: optional money`: a field is written `fee :
// money`.
std::optional<Argument> Parser::field_instead(std::uint32_t at) const {
  const Around words = around(at);
  const auto field = [](std::string_view name, std::string_view type) {
    const std::string text = std::string(name) + " : " + std::string(type);
    return quoted(text, text);
  };
  if (base::is_among("one of|选项|枚举", words.before))
    return quoted("one of { a, b }", "选项 { 甲, 乙 }");
  if (base::is_among("、|/|,|，", words.token) && tree_.tokens_[at - 1].symbol == kName &&
      around(at - 1).before == ":")
    return quoted("one of { " + std::string(words.before) + ", ... }",
                  "选项 { " + std::string(words.before) + ", … }");
  if (tree_.tokens_[at].kind == TokenKind::text) {
    const std::string word(tree_.tokens_[at].text);
    if (words.before == ":")
      return quoted("one of { " + word + ", ... }", "选项 { " + word + ", … }");
    if (base::is_among("{|,|，", words.before)) return quoted(word, word);
  }
  if (words.token == "{" && words.before == ":")
    return quoted("one of { a, b }", "选项 { 甲, 乙 }");
  const std::string lead = around(at - 1).before;
  const bool named = tree_.tokens_[at].symbol == kName;
  if (words.token == ":" && tree_.tokens_[at - 1].kind == TokenKind::number) {
    // `default 0 day : date`: the number has taken the next name for its unit.
    const std::size_t unit = words.before.find_last_of("0123456789 \t") + 1;
    const std::string next =
        base::concat(words.before.substr(unit), " : ", words.after.empty() ? "..." : words.after);
    const std::string number = words.before.substr(0, words.before.find_last_of("0123456789") + 1);
    if (unit > 0 && unit < words.before.size())
      return quoted(base::concat(number, "`, and on a line of its own `", next),
                    base::concat(number, "”，另起一行写“", next));
  }
  if (is_type_word(words.token) && tree_.tokens_[at - 1].symbol == kName)
    return field(words.before, words.token);
  if (is_type_word(words.before) && named && lead != ":") return field(words.token, words.before);
  if (words.token == "as" && is_type_word(words.after)) return field(words.before, words.after);
  if (tree_.tokens_[at].kind == TokenKind::number &&
      (is_type_word(words.before) ||
       base::is_among("between|min|max|minimum|maximum|range|from|介于|至少|至多", words.before)))
    return quoted("within 0..5", "限于 0..5");
  if (tree_.tokens_[at].kind == TokenKind::number &&
      base::is_among("默认值|缺省值|预设", words.before))
    return quoted("default " + std::string(words.token), "默认 " + std::string(words.token));
  if (is_type_word(words.before) && is_nameable(tree_.tokens_[at - 2]) && lead != ":") {
    const bool optional = base::is_among("optional|nullable|选填|可空", lead);
    const std::string type(words.before);
    if (optional) return quoted(": " + type + " optional", ": " + type + " 选填");
    return quoted(": " + type, ": " + type);
  }
  if (base::is_among("key|标识|主键", words.before) && base::is_among("primary|unique", lead))
    return quoted("key id : text", "标识 编号 : 文本");
  if (base::is_among("key|unique|标识|主键|唯一", words.before) && is_type_word(lead) && at > 3)
    return quoted("key " + around(at - 3).before + " : " + lead,
                  "标识 " + around(at - 3).before + " : " + lead);
  return std::nullopt;
}

// `for each unit`, and `define money fee`: how a declaration says of what, and of which type.
std::optional<Argument> Parser::declared_instead(std::uint32_t at, bool in_field) const {
  if (at < 2) return std::nullopt;
  const Around words = around(at);
  if (in_field) return field_instead(at);
  const std::string lead = around(at - 1).before;
  const auto is_among = [](std::string_view word, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, word) != list.end();
  };
  if (is_among(lead, {"for", "对"}) &&
      is_among(words.before, {"each", "every", "all", "每个", "各"}))
    return quoted("for " + std::string(words.token), "对 " + std::string(words.token));
  if (!is_among(lead, {"define", "param", "定义", "参数"})) return std::nullopt;
  if (!is_type_word(words.before)) return std::nullopt;
  const std::string typed =
      lead + " " + std::string(words.token) + " : " + std::string(words.before);
  return quoted(typed, typed);
}

/// Whether the text can be read there with that in its place: it is tried.
bool Parser::helps(base::Span place, const std::string& instead) {
  const base::Source& source = tree_.source();
  if (left_to_try_ <= 0 || source.text().size() > kMostTriedBytes) return true;
  if (base::fold_case(source.text(place)) == instead) return true;  // the word that it is
  --left_to_try_;
  std::string text(source.text());
  const std::size_t begin = place.begin - source.base();
  text.replace(begin, place.size(), instead);
  base::SourceSet sources;
  const base::Source& tried = sources.add(std::string(source.name()), std::move(text));
  diagnostic::DiagnosticSink sink;
  parse_trial(tried, limits_, sink);
  const base::Span here{static_cast<std::uint32_t>(tried.base() + begin),
                        static_cast<std::uint32_t>(tried.base() + begin + instead.size())};
  return std::ranges::none_of(sink.sorted(), [&](const diagnostic::Diagnostic& each) {
    return each.severity() == diagnostic::Severity::error && each.span.begin < here.end &&
           each.span.end > here.begin;
  });
}

bool Parser::report_phrase(const std::optional<SaidPhrase>& phrase) {
  if (!phrase || phrase->en.empty()) return false;
  if (phrase->replaces && !helps(phrase->span, phrase->instead())) return false;
  auto& report =
      sink_.report(code::said_otherwise, phrase->span,
                   {shortened(tree_.source().text(phrase->span)), quoted(phrase->en, phrase->zh)});
  if (phrase->replaces) report.suggest(phrase->span, phrase->instead());
  return true;
}

// Keywords are in small letters: `IF open THEN 1 ELSE 2`.
bool Parser::report_capitals(std::uint32_t at) {
  const std::vector<SaidPhrase> around = capitals_around(tree_, at);
  for (const SaidPhrase& phrase : around) report_phrase(phrase);
  if (tree_.tokens_[at].first_on_line && at > 0) return !around.empty();
  std::optional<SaidPhrase> here = in_other_letters(tree_, at);
  // `KEY id : text`: the word before was taken for a name.
  if (!here && at > 1 && tree_.tokens_[at].kind != TokenKind::punctuation &&
      (tree_.tokens_[at - 1].first_on_line || tree_.tokens_[at - 2].kind != TokenKind::word))
    here = in_other_letters(tree_, at - 1);
  return report_phrase(here) || !around.empty();
}

// `year day`: what a function is given stands in brackets.
std::optional<SaidPhrase> Parser::call_without_brackets(std::uint32_t at) const {
  if (at == 0 || !is_nameable(tree_.tokens_[at - 1])) return std::nullopt;
  const Token& word = tree_.tokens_[at - 1];
  const Token& value = tree_.tokens_[at];
  if (value.symbol == kOpenParen && at > 2 && tree_.tokens_[at - 2].symbol == kDot) {  // x.year()
    std::uint32_t first = at - 3;
    while (first > 1 && tree_.tokens_[first - 1].symbol == kDot) first -= 2;
    const type::Function* function = type::find_function(word.text);
    if (function == nullptr) return std::nullopt;
    const base::Span path = base::cover(tree_.tokens_[first].span, tree_.tokens_[at - 3].span);
    const bool single = function->kind == type::FunctionKind::row && function->most == 1;
    const Token& behind = tree_.tokens_[at + 1];
    const bool whole = single && behind.symbol == kCloseParen;  // nothing in the brackets
    std::string call(word.text);
    call += "(";
    call += tree_.source().text(path);
    call += single ? ")" : ", ...)";
    return SaidPhrase{.span = base::cover(path, whole ? behind.span : value.span),
                      .en = call,
                      .zh = call,
                      .replaces = whole,
                      .words = 1};
  }
  const bool given = value.kind == TokenKind::number || value.kind == TokenKind::date ||
                     value.kind == TokenKind::text || is_nameable(value);
  const type::Function* function = type::find_function(word.text);
  if (!given || value.first_on_line || function == nullptr) return std::nullopt;
  std::uint32_t end = at;
  while (tree_.tokens_[end + 1].symbol == kDot && tree_.tokens_[end + 2].symbol == kName) end += 2;
  const base::Span span = base::cover(word.span, tree_.tokens_[end].span);
  const bool single = function->kind == type::FunctionKind::row && function->most == 1;
  std::string call(word.text);
  call += "(";
  call += tree_.source().text(base::cover(value.span, tree_.tokens_[end].span));
  call += single ? ")" : ", ...)";
  return SaidPhrase{.span = span, .en = call, .zh = call, .replaces = single, .words = 1};
}

// `5% fee`: what is multiplied stands around a sign.
std::optional<SaidPhrase> Parser::product_without_sign(std::uint32_t at) const {
  if (at == 0) return std::nullopt;
  const Token& number = tree_.tokens_[at - 1];
  const Token& name = tree_.tokens_[at];
  if (number.kind != TokenKind::number || name.symbol != kName) return std::nullopt;
  const UnitKind unit = tree_.numbers_[static_cast<std::size_t>(number.value)].unit_kind;
  if (unit != UnitKind::none && unit != UnitKind::percent && unit != UnitKind::counting)
    return std::nullopt;
  std::string upper(name.text);  // `5 cny`
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const std::string lower = base::fold_case(name.text);
  for (const std::string& code : {upper, lower})
    if (code != name.text && find_unit(code) && unit != UnitKind::percent)
      return SaidPhrase{.span = name.span, .en = code, .zh = code, .replaces = true, .words = 1};
  if (is_near_keyword(name.text)) return std::nullopt;  // 5 othrwise 3
  const base::Span span = base::cover(number.span, name.span);
  std::string left(tree_.source().text(number.span));
  while (left.ends_with('x') || left.ends_with('X')) left.pop_back();  // 2x fee
  const std::string right(tree_.source().text(name.span));
  return SaidPhrase{.span = span,
                    .en = left + " * " + right,
                    .zh = left + " × " + right,
                    .replaces = true,
                    .chinese = static_cast<unsigned char>(right[0]) >= 0x80,
                    .words = 1};
}

// Says how the thing is written that documents would go on with so. `complete`: what stands before
// it is a value.
bool Parser::report_prose(std::uint32_t at, bool complete) {
  if (at == 0 || tree_.tokens_[at].kind == TokenKind::end || blocks_.empty()) return false;
  if (sink_.error_count() > kMostPhrased) return false;
  const Item& entry = grammar::item(grammar::child(*blocks_.back().entries, 0));
  const bool rule = entry.kind == ItemKind::rule;
  const bool in_bracket = rule && entry.rule() == Rule::band;
  const bool in_field = rule && entry.rule() == Rule::member;
  if (report_capitals(at)) return true;
  const auto phrase = in_bracket || in_field ? std::nullopt : phrase_around(tree_, at);
  if (phrase && (phrase->words > 1 || phrase->en.empty())) return report_phrase(phrase);
  const Around words = around(at);
  std::optional<Argument> instead;
  base::Span span = tree_.tokens_[at].span;
  if (in_bracket) instead = written_instead(words, Stuck::in_bracket);
  if (in_field) instead = declared_instead(at, in_field);
  if (!instead && in_field) instead = written_instead(words, Stuck::in_field);
  if (!instead && is_call_of_if(at)) instead = quoted("if c then a else b", "如果 c 则 a 否则 b");
  if (!instead && !in_field) instead = declared_instead(at, in_field);
  if (!instead) instead = written_instead(words, Stuck::ahead);
  if (!instead) {
    instead = written_instead(words, Stuck::behind);
    // What fits the grammar as a word of its own is answered by what it expects then.
    if (!instead && keyword_ != at - 1) instead = written_instead(words, Stuck::led_by);
    if (instead && !tree_.tokens_[at].first_on_line)
      span = base::cover(tree_.tokens_[at - 1].span, span);
  }
  if (!instead && (complete || words.token == ".")) instead = number_instead(words);
  if (!instead && report_phrase(phrase)) return true;
  if (!instead && complete) instead = written_instead(values_around(at), Stuck::after_value);
  if (!instead && !in_field && report_phrase(call_without_brackets(at))) return true;
  // `a : text null`: a word that was taken for the name of the next field.
  if (!instead && in_field && tree_.tokens_[at].symbol == kCloseBrace)
    instead = written_instead({"", words.before, ""}, Stuck::in_field);
  if (!instead) return complete && !in_field && report_phrase(product_without_sign(at));
  // What is told of a field whose brace has come is what stands before it.
  if (in_field && tree_.tokens_[at].symbol == kCloseBrace && at > 1)
    span = base::cover(tree_.tokens_[at - 2].span, tree_.tokens_[at - 1].span);
  sink_.report(code::said_otherwise, span, {shortened(tree_.source().text(span)), *instead});
  return true;
}

}  // namespace remit::syntax

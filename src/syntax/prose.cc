#include "syntax/prose.h"

#include <algorithm>

#include "base/month_names.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "syntax/quoting.h"
#include "syntax/units.h"

namespace remit::syntax {
namespace {

struct Prose {
  Stuck where;
  std::string_view words;  ///< with a bar between
  std::string_view en;
  std::string_view zh;
};

constexpr Prose kProse[] = {
#define REMIT_PROSE(where, words, en, zh) {Stuck::where, words, en, zh},
#include "syntax/prose.def"
#undef REMIT_PROSE
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::string> places_in_words(std::string_view word) {
  bool first = false;
  if (word.starts_with("前"))
    first = true;
  else if (!word.starts_with("第"))
    return std::nullopt;
  word.remove_prefix(std::string_view("前").size());
  for (const std::string_view unit : {"名", "位", "个"})
    if (word.ends_with(unit)) {
      word.remove_suffix(unit.size());
      break;
    }
  if (!is_digits(word)) return std::nullopt;
  return first ? base::concat("1..", word) : std::string(word);
}

namespace {

/// Puts the words around into what is written instead.
std::string filled(std::string_view instead, const Around& words) {
  std::string text;
  for (std::size_t at = 0; at < instead.size(); ++at) {
    const std::string_view slot = instead.substr(at, 3);
    if (slot == "{b}")
      text += words.before;
    else if (slot == "{t}")
      text += words.token;
    else if (slot == "{a}")
      text += words.after;
    else if (slot == "{z}")
      text += words.second;
    else if (slot == "{w}")
      text += words.whole;
    else {
      text += instead[at];
      continue;
    }
    at += slot.size() - 1;
  }
  return text;
}

/// The letters that a word begins with: 最高5万元 begins with 最高.
std::string_view without_digits(std::string_view word) {
  return word.substr(0, word.find_first_of("0123456789"));
}

std::optional<diagnostic::Argument> in_table(std::string_view key, const Around& words,
                                             Stuck where) {
  for (const Prose& each : kProse)
    if (each.where == where && base::is_among(each.words, key))
      return quoted(filled(each.en, words), filled(each.zh, words));
  return std::nullopt;
}

bool begins_with_digit(std::string_view text) {
  return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

bool is_currency(std::string_view word) {
  const UnitWord* const unit = find_unit(word);
  return base::is_among("RMB|rmb|人民币", word) ||
         (unit != nullptr && !unit->magnitude && unit->kind == UnitKind::currency);
}

constexpr std::string_view kNumbers[] = {"zero", "one",    "two",   "three", "four",
                                         "five", "six",    "seven", "eight", "nine",
                                         "ten",  "eleven", "twelve"};
constexpr std::string_view kTens[] = {"twenty", "thirty",  "forty",  "fifty",
                                      "sixty",  "seventy", "eighty", "ninety"};

}  // namespace

std::optional<std::string> number_in_words(std::string_view word) {
  if (const auto* const at = std::ranges::find(kNumbers, word); at != std::end(kNumbers))
    return std::to_string(at - kNumbers);
  if (const auto* const at = std::ranges::find(kTens, word); at != std::end(kTens))
    return std::to_string(10 * (at - kTens + 2));
  if (word == "hundred") return "100";
  return std::nullopt;
}

std::optional<diagnostic::Argument> number_instead(const Around& words) {
  const auto& [before, token, after, second, whole] = words;
  const bool next_bracket = after == ":" || after == "..";
  if (is_currency(before) && begins_with_digit(token) && !next_bracket) {
    const bool chinese = before == "人民币";
    if (token.find_first_not_of("0123456789._") == std::string_view::npos)
      return quoted(base::concat(
          token, chinese ? "元" : base::concat(" ", before == "RMB" ? "CNY" : before)));
    return quoted(token);
  }
  if (before == "不") return quoted(base::concat("not ", token), base::concat("非 ", token));
  if (token == "(" && is_digits(before)) return quoted(base::concat(before, " * ("));
  if (token == "." && is_digits(after)) return quoted(base::concat("0.", after));
  if ((token != "," && token != "，") || !is_digits(before) || !begins_with_digit(after))
    return std::nullopt;
  const std::size_t digits = std::min(after.find_first_not_of("0123456789"), after.size());
  return quoted(base::concat(before, digits == 3 ? "_" : ".", after));
}

std::optional<diagnostic::Argument> written_instead(const Around& words, Stuck where) {
  const auto& [before, token, after, second, whole] = words;
  if (where == Stuck::in_bracket) {
    if (const auto places = places_in_words(before))
      return quoted(base::concat(*places, " : ..."), base::concat(*places, " : …"));
    if ((before == "first" || before == "top" || before == "前") && is_digits(token))
      return quoted(base::concat("1..", token, " : ..."), base::concat("1..", token, " : …"));
  }
  constexpr std::size_t kYear = 4;
  if (where == Stuck::behind && (before == "in" || before == "属于") && token.size() == kYear &&
      is_digits(token))
    return quoted(base::concat("year(d) = ", token), base::concat("年份(日期) = ", token));
  const bool counts = before == "first" || before == "last" || before == "top" || before == "前";
  if (where == Stuck::led_by && counts && is_digits(token))
    return quoted(base::concat("sum(rows.x top ", token, " by x)"),
                  base::concat("合计(表.x 取前 ", token, " 按 x)"));
  if (where == Stuck::led_by) {
    if (const auto number = number_in_words(before)) {
      const bool percent = base::is_among("percent|per|pct", token);
      return quoted(percent ? base::concat(*number, "%") : base::concat(*number, " ", token));
    }
    if (const auto places = places_in_words(before); places && places->starts_with("1.."))
      return quoted(base::concat("sum(rows.x top ", places->substr(3), " by x)"),
                    base::concat("合计(表.x 取前 ", places->substr(3), " 按 x)"));
    return in_table(before, words, where);
  }
  if (where == Stuck::after_value && !token.empty() && token[0] >= 'A' && token[0] <= 'Z' &&
      base::is_month(base::fold_case(token)))  // 1 January 2020
    return quoted("2010-01-31");
  if (where == Stuck::after_value && token.starts_with("以") && token.ends_with("为限"))
    return quoted("cap 5000 CNY", "封顶 5000元");
  if (where == Stuck::behind) return in_table(base::concat(before, " ", token), words, where);
  if (where == Stuck::ahead)
    return in_table(base::concat(token, " ", without_digits(after)), words, where);
  return in_table(token, words, where);
}

}  // namespace remit::syntax

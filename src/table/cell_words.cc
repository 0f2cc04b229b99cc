#include "table/cell_words.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "base/utf8.h"
#include "table/cell_text.h"

namespace remit::table {

namespace {

/// What is left without blanks, colons, a unit in brackets and digits behind: 合计（元）, total 2:.
std::string word_of_totals(std::string_view form) {
  if (const std::size_t bracket = form.find('('); bracket != 0 && form.ends_with(')'))
    form = form.substr(0, bracket);
  std::string word;
  for (const char c : form) {
    if (c != ' ' && c != ':') word += c;
  }
  while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.pop_back();
  return word;
}

/// What a row of totals is called, alone in its cell.
constexpr std::string_view kTotalKeys[] = {
    "累计",      "合计数",     "总和",  "平均",     "平均值",   "均值",
    "累計",      "總和",       "total", "totals",   "subtotal", "subtotals",
    "sub-total", "grandtotal", "sum",   "sumtotal", "totalsum", "totalamount",
    "average",   "mean",       "σ",     "∑"};

/// What ends the name of a row of totals: whoever is added up stands before it (全县合计).
constexpr std::string_view kTotalEnds[] = {"合计", "总计", "小计", "共计",
                                           "合計", "總計", "小計", "共計"};

/// Whether the byte begins a common Chinese letter (base::is_common_ideograph), or one behind them.
constexpr bool begins_chinese(char c) { return static_cast<unsigned char>(c) >= 0xE4; }

/// Whether one of some Chinese letters is in the text. Next to nothing for ASCII.
constexpr bool has_any(std::string_view text, std::span<const std::string_view> letters) {
  if (std::ranges::none_of(text, begins_chinese)) return false;
  return std::ranges::any_of(letters, [text](std::string_view letter) {
    return text.find(letter) != std::string_view::npos;
  });
}

/// One of these is in each Chinese word of them.
constexpr std::string_view kTotalSigns[] = {"计", "計", "和", "均"};
static_assert(std::ranges::all_of(kTotalEnds, [](std::string_view word) {
  return has_any(word, kTotalSigns);
}));
static_assert(std::ranges::all_of(kTotalKeys, [](std::string_view word) {
  return !begins_chinese(word.front()) || has_any(word, kTotalSigns);
}));

/// Whether a plain text (base::is_plain_text) is none of them for sure, so that most keys are done
/// with: it begins as none of ASCII, and has a sign of no Chinese one.
bool names_no_total(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" :");
  if (first == std::string_view::npos) return true;
  if (has_any(text, kTotalSigns)) return false;
  const char c = text[first];
  const char lower = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return std::ranges::none_of(kTotalKeys, [lower](std::string_view word) {
    return word.front() == lower && !begins_chinese(lower);
  });
}

}  // namespace

bool names_totals(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.empty() || text.size() > kLongest) return false;
  if (base::is_plain_text(text) && names_no_total(text)) return false;
  const std::string word = word_of_totals(base::look_alike_form(trim(text)));
  return std::ranges::find(kTotalKeys, word) != std::end(kTotalKeys) ||
         std::ranges::any_of(kTotalEnds, [&](std::string_view end) { return word.ends_with(end); });
}

bool says_totals(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() < 2 || text.size() > kLongest) return false;
  // Cheap to ask of every text of a table: a byte that all of the signs have, then the signs.
  static constexpr std::string_view kSigns[] = {"计", "計", "otal", "OTAL"};
  constexpr auto is_in_signs = [](char c) { return c == 'o' || c == 'O' || c == '\xE8'; };
  static_assert(std::ranges::all_of(kSigns, [is_in_signs](std::string_view sign) {
    return std::ranges::any_of(sign, is_in_signs);
  }));
  if (std::ranges::none_of(text, is_in_signs)) return false;
  const auto has = [text](std::string_view sign) {
    return text.find(sign) != std::string_view::npos;
  };
  if (std::none_of(std::begin(kSigns), std::end(kSigns), has)) return false;
  const std::string word = word_of_totals(base::look_alike_form(trim(text)));
  static constexpr std::string_view kTotals[] = {
      "合计", "总计", "小计",  "共计",   "累计",     "合计数",    "合計",      "總計",
      "小計", "共計", "total", "totals", "subtotal", "subtotals", "sub-total", "grandtotal"};
  if (std::find(std::begin(kTotals), std::end(kTotals), word) != std::end(kTotals)) return true;
  // The whole, or the page: 全县合计, 本页小计.
  constexpr std::size_t kShort = 6 * 3;
  const bool of_all = word.starts_with("全") || word.starts_with("本") || word.starts_with("各");
  return of_all && word.size() <= kShort &&
         std::any_of(std::begin(kTotals), std::begin(kTotals) + 4,
                     [&](std::string_view end) { return word.ends_with(end); });
}

Nothing stands_for_nothing(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  // How all of them begin, so that most texts are done with.
  constexpr std::string_view kFirst = "Nn<([uDd\"\\-/\xE2\xE3\xE5\xE6\xE7\xEF";
  if (text.empty() || text.size() > kLongest || kFirst.find(text.front()) == std::string_view::npos)
    return Nothing::none;
  static constexpr std::string_view kOfPrograms[] = {
      "NULL",   "null",   "Null",   "NaN",    "nan",    "NAN",       "NaT",     "<NA>",
      "<null>", "<NULL>", "(null)", "(NULL)", "[NULL]", "undefined", "(blank)", "\\N"};
  static constexpr std::string_view kNoNames[] = {"-", "--", "---", "—", "——", "–",
                                                  "―", "－", "−",   "/", "\\", "None"};
  static constexpr std::string_view kOfPersons[] = {"无",  "無",     "暂无",    "N/A",
                                                    "n/a", "(空白)", "（空白）"};
  static constexpr std::string_view kOfAbove[] = {"同上", "〃", "″", "\"", "ditto", "Ditto"};
  const auto is_among = [text](const auto& words) {
    return std::ranges::any_of(words, [text](std::string_view word) {
      return word.front() == text.front() && word == text;
    });
  };
  if (is_among(kOfPrograms)) return Nothing::of_program;
  if (is_among(kNoNames)) return Nothing::no_name;
  if (is_among(kOfAbove)) return Nothing::of_above;
  return is_among(kOfPersons) ? Nothing::of_person : Nothing::none;
}

bool says_not_applicable(std::string_view text) {
  constexpr std::size_t kLongest = 20;
  if (text.size() > kLongest) return false;
  static constexpr std::string_view kWords[] = {"n/a", "not applicable", "不适用", "不適用"};
  return std::ranges::find(kWords, base::look_alike_form(text)) != std::end(kWords);
}

bool names_note(std::string_view text) {
  constexpr std::size_t kLongest = 400;
  if (text.empty() || text.size() > kLongest) return false;
  // A plain one is a note by its colon, or one of the last two words.
  static constexpr std::string_view kSigns[] = {"页", "白"};
  if (text.find(':') == std::string_view::npos && !has_any(text, kSigns) &&
      base::is_plain_text(text))
    return false;
  const std::string form = base::look_alike_form(trim(text));
  static constexpr std::string_view kBefore[] = {
      "备注",     "注",          "说明",       "填表人",     "制表人",     "制表",     "填报人",
      "审核人",   "审核",        "复核",       "负责人",     "单位负责人", "填报日期", "填表日期",
      "制表日期", "备註",        "註",         "說明",       "note",       "notes",    "remark",
      "remarks",  "prepared by", "checked by", "approved by"};
  if (const std::size_t colon = form.find(':'); colon != std::string::npos)
    return std::find(std::begin(kBefore), std::end(kBefore), trim(form.substr(0, colon))) !=
           std::end(kBefore);
  const bool page = form.starts_with("第") && form.ends_with("页") && form.find("页") != 0;
  return form == "以下空白" || page;
}

}  // namespace remit::table

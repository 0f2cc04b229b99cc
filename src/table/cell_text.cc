#include "table/cell_text.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "number/decimal.h"

namespace remit::table {
namespace {

constexpr int kMaxDigits = 38;

constexpr auto kPowersOfTen = [] {
  std::array<Int128, kMaxDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Int128 power_of_ten(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Blanks that text editors and spreadsheets leave behind, in UTF-8.
constexpr std::string_view kWideBlanks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

bool drop_blank_front(std::string_view& text) {
  if (is_ascii_blank(text.front())) {
    text.remove_prefix(1);
    return true;
  }
  for (std::string_view blank : kWideBlanks) {
    if (text.starts_with(blank)) {
      text.remove_prefix(blank.size());
      return true;
    }
  }
  return false;
}

bool drop_blank_back(std::string_view& text) {
  if (is_ascii_blank(text.back())) {
    text.remove_suffix(1);
    return true;
  }
  for (std::string_view blank : kWideBlanks) {
    if (text.ends_with(blank)) {
      text.remove_suffix(blank.size());
      return true;
    }
  }
  return false;
}

// `text` without a percent or per mille sign, whose power of ten is returned; 0: there is none.
int strip_percent(std::string_view& text) {
  struct PercentSign {
    std::string_view text;
    int exponent;
  };
  static constexpr PercentSign kSigns[] = {{"%", -2}, {"％", -2}, {"‰", -3}};
  for (const PercentSign& sign : kSigns) {
    if (text.ends_with(sign.text)) {
      text.remove_suffix(sign.text.size());
      text = trim(text);
      return sign.exponent;
    }
  }
  return 0;
}

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// Everything that the short road of read_number() leaves: signs of percent, thousands separators,
// long numbers, and what is no number at all.
NumberStatus read_unusual_number(std::string_view text, int decimals, NumberSyntax syntax,
                                 std::size_t most_digits, Int128& coefficient) {
  text = trim(text);
  const int sign = strip_percent(text);
  const int exponent = syntax.exponent + sign;
  if (digit_count(text) > most_digits) return NumberStatus::not_a_number;
  std::optional<number::Decimal> value =
      number::parse_decimal(text, {.thousands = syntax.thousands, .exponent = false});
  if (!value) return NumberStatus::not_a_number;
  if (sign != 0 && !syntax.percent) return NumberStatus::misplaced_percent;
  if (sign != 0 && syntax.exponent != 0) return NumberStatus::percent_twice;
  value->scale -= exponent;
  const std::optional<number::Decimal> scaled = value->rescaled(decimals);
  if (!scaled) return NumberStatus::too_many_decimals;
  if (!scaled->coefficient.fits_int128()) return NumberStatus::too_large;
  coefficient = scaled->coefficient.to_int128();
  return unsigned_abs(coefficient) < unsigned_abs(power_of_ten(kMaxDigits))
             ? NumberStatus::ok
             : NumberStatus::too_large;
}

constexpr std::string_view kDigits = "0123456789";

/// `#N/A`, `#REF!`, `#名称?`, `####`.
bool is_spreadsheet_error(std::string_view text) {
  static constexpr std::string_view kErrors[] = {
      "#N/A",      "#N/A!",     "#NULL!",  "#DIV/0!",   "#VALUE!",  "#REF!",
      "#NAME?",    "#NUM!",     "#SPILL!", "#CALC!",    "#FIELD!",  "#GETTING_DATA",
      "#BLOCKED!", "#CONNECT!", "#BUSY!",  "#UNKNOWN!", "#PYTHON!", "#EXTERNAL!"};
  for (const std::string_view error : kErrors) {
    const auto same = [](char a, char b) {
      return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
    };
    if (std::equal(text.begin(), text.end(), error.begin(), error.end(), same)) return true;
  }
  constexpr std::size_t kNarrow = 2;
  return text.size() >= kNarrow && text.find_first_not_of('#') == std::string_view::npos;
}

/// `1.1E+17`, `1.10101E+17`: a number of a sign, an E and at least two digits, as spreadsheets
/// write long ones.
bool is_shortened(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  constexpr std::size_t kKept = 15;
  constexpr std::string_view kOfFloats = ".0";
  if (text.size() > kKept + kOfFloats.size() && text.ends_with(kOfFloats))
    return text.substr(0, text.size() - kOfFloats.size()).find_first_not_of(kDigits) ==
           std::string_view::npos;
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e + 3 >= text.size()) return false;
  const std::string_view power = text.substr(e + 2);
  return (text[e + 1] == '+' || text[e + 1] == '-') &&
         power.find_first_not_of(kDigits) == std::string_view::npos &&
         text.substr(0, e).find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Full-width ASCII as its narrow twin, and the minus sign as a hyphen.
std::string narrowed(std::string_view text) {
  std::string narrow;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode_utf8(text, at);
    char32_t code_point = base::narrow(decoded.code_point);
    if (code_point == 0x2212) code_point = '-';
    if (code_point == 0xFFE5) code_point = 0xA5;
    base::append_utf8(code_point, narrow);
    at += decoded.size;
  }
  return narrow;
}

bool is_number(std::string_view text, bool thousands) {
  return number::parse_decimal(text, {.thousands = thousands, .exponent = false}).has_value();
}

std::string without_commas(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ',');
  return plain;
}

/// What accounts mean by `(5)` and `5-`; empty for anything else.
std::string accounting_number(std::string_view text) {
  const bool bracketed = text.size() > 2 && text.starts_with('(') && text.ends_with(')');
  if (!bracketed && !text.ends_with('-')) return {};
  const std::string_view figure =
      bracketed ? text.substr(1, text.size() - 2) : text.substr(0, text.size() - 1);
  const std::string plain = without_commas(trim(figure));
  return is_number(trim(figure), true) && !plain.starts_with('-') ? "-" + plain : std::string();
}

/// Whether what stands before `first` and from `last` on are currencies, magnitudes and what is
/// counted: short words without digits.
bool is_unit_around(std::string_view text, std::size_t first, std::size_t last) {
  constexpr std::size_t kLongest = 16;
  const std::string_view before = text.substr(0, first), after = text.substr(last);
  if (base::show_hidden(text) != text) return false;
  if (before.size() + after.size() > kLongest) return false;
  if (before.find_first_not_of("+- ") == std::string_view::npos && after.empty()) return false;
  return before.find_first_of("/:.*%") == std::string_view::npos &&
         after.find_first_of("/:.*%-+") == std::string_view::npos;
}

// One to `most` digits, as a date has them.
std::optional<std::int32_t> read_digits(std::string_view& text, std::size_t least,
                                        std::size_t most) {
  std::int32_t value = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool read_literal(std::string_view& text, std::string_view literal) {
  if (!text.starts_with(literal)) return false;
  text.remove_prefix(literal.size());
  return true;
}

// `lower` is in lower case; only ASCII letters have case here.
bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// `2010-01-31` and nothing else; nothing for every other form, right or wrong.
std::optional<std::int32_t> read_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digit = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) - int{'0'}; };
  bool digits = true;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    digits &= static_cast<unsigned>(digit(i)) < 10;
  }
  const base::CivilDate date{digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3),
                             digit(5) * 10 + digit(6), digit(8) * 10 + digit(9)};
  if (!digits || !base::is_valid(date)) return std::nullopt;
  return base::days_from_civil(date);
}

}  // namespace

std::string_view trim(std::string_view text) {
  // Most cells begin and end with a visible ASCII character, and are done.
  const auto is_visible = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (is_visible(text.front()) && is_visible(text.back()))) return text;
  while (!text.empty() && drop_blank_front(text)) {
  }
  while (!text.empty() && drop_blank_back(text)) {
  }
  return text;
}

bool leaves_no_trace(std::string_view text) {
  const unsigned char first = static_cast<unsigned char>(text.front());
  // Letters of ASCII and of Chinese are seen.
  if ((first > ' ' && first < 0x7F) || (first >= 0xE4 && first <= 0xE9)) return false;
  return base::look_alike_form(text).empty();
}

NumberStatus rescale(Int128 coefficient, int from_scale, int to_scale, Int128& result) {
  const int shift = to_scale - from_scale;
  if (coefficient == 0) {
    result = 0;
    return NumberStatus::ok;
  }
  if (shift < 0) {
    if (shift < -kMaxDigits) return NumberStatus::too_many_decimals;
    const Int128 divisor = power_of_ten(-shift);
    if (coefficient % divisor != 0) return NumberStatus::too_many_decimals;
    result = coefficient / divisor;
    return NumberStatus::ok;
  }
  if (shift >= kMaxDigits) return NumberStatus::too_large;
  if (unsigned_abs(coefficient) >= unsigned_abs(power_of_ten(kMaxDigits - shift))) {
    return NumberStatus::too_large;
  }
  result = coefficient * power_of_ten(shift);
  return NumberStatus::ok;
}

NumberStatus read_number(std::string_view text, int decimals, NumberSyntax syntax,
                         std::size_t most_digits, Int128& coefficient) {
  // The short road: up to 18 digits, which int64 holds whatever they are.
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  const char* point = nullptr;
  std::int64_t digits = 0;
  for (; at != end && at - first < 18; ++at) {
    const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
    if (digit < 10) {
      digits = digits * 10 + static_cast<std::int64_t>(digit);
    } else if (*at == '.' && point == nullptr) {
      point = at;
    } else {
      break;
    }
  }
  const bool whole =
      at == end && at != first && point != first && (point == nullptr || point + 1 != end);
  if (!whole || static_cast<std::size_t>(end - first) > most_digits) {
    return read_unusual_number(text, decimals, syntax, most_digits, coefficient);
  }
  const int written = point == nullptr ? 0 : static_cast<int>(end - point) - 1;
  return rescale(negative ? -digits : digits, written - syntax.exponent, decimals, coefficient);
}

std::optional<bool> read_boolean(std::string_view text) {
  static constexpr std::string_view kTrue[] = {"true", "1", "yes", "y", "是"};
  static constexpr std::string_view kFalse[] = {"false", "0", "no", "n", "否"};
  text = trim(text);
  for (std::string_view word : kTrue) {
    if (equals_ignoring_case(text, word)) return true;
  }
  for (std::string_view word : kFalse) {
    if (equals_ignoring_case(text, word)) return false;
  }
  return std::nullopt;
}

std::optional<std::int32_t> read_date(std::string_view text) {
  struct DateFormat {
    std::string_view after_year, after_month, after_day;
  };
  static constexpr DateFormat kForms[] = {
      {"-", "-", ""}, {"/", "/", ""}, {"年", "月", "日"}, {".", ".", ""}};
  text = trim(text);
  if (const std::optional<std::int32_t> days = read_iso_date(text)) return days;
  const std::optional<std::int32_t> year = read_digits(text, 4, 4);
  if (!year) return std::nullopt;
  for (const DateFormat& form : kForms) {
    std::string_view rest = text;
    if (!read_literal(rest, form.after_year)) continue;
    const std::optional<std::int32_t> month = read_digits(rest, 1, 2);
    if (!month || !read_literal(rest, form.after_month)) return std::nullopt;
    const std::optional<std::int32_t> day = read_digits(rest, 1, 2);
    if (!day || !read_literal(rest, form.after_day) || !rest.empty()) return std::nullopt;
    const base::CivilDate date{*year, *month, *day};
    if (!base::is_valid(date)) return std::nullopt;
    return base::days_from_civil(date);
  }
  return std::nullopt;
}

Leftover leftover_of(std::string_view text) {
  // One look at the first letter is enough for nearly all cells.
  const char first = text.empty() ? '\0' : text.front();
  if (first == '#') return is_spreadsheet_error(text) ? Leftover::error : Leftover::none;
  if (first == '=') return text.size() > 1 ? Leftover::formula : Leftover::none;
  return is_shortened(text) ? Leftover::lost_digits : Leftover::none;
}

NumberTrouble why_no_number(std::string_view text) {
  using Kind = NumberTrouble::Kind;
  text = trim(text);
  std::string narrow = narrowed(text);
  if (narrow != text && is_number(narrow, true)) return {Kind::wide, without_commas(narrow)};
  if (is_number(text, true)) return {Kind::grouped, without_commas(text)};
  if (std::string meant = accounting_number(narrow); !meant.empty())
    return {Kind::negative, std::move(meant)};
  // Signs and words around one number: ￥5, 5元, 12 万, CNY 5.
  const auto first = narrow.find_first_of("0123456789");
  const auto last = narrow.find_last_of("0123456789");
  if (first == std::string::npos) return {};
  const std::string figure = narrow.substr(first, last - first + 1);
  if (!is_number(figure, true) || !is_unit_around(narrow, first, last + 1)) return {};
  return {Kind::unit, without_commas(figure)};
}

std::optional<std::int32_t> spreadsheet_day(std::string_view text) {
  // Days since 1899-12-30, which is what 1900 as a leap year comes to from March 1900 on.
  text = trim(text);
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.size() != 5) return std::nullopt;
  const std::optional<std::int32_t> number = read_digits(text, 5, 5);
  if (!number) return std::nullopt;
  const std::int32_t day = base::days_from_civil({1899, 12, 30}) + *number;
  const bool likely =
      day >= base::days_from_civil({1950, 1, 1}) && day <= base::days_from_civil({2099, 12, 31});
  return likely ? std::optional(day) : std::nullopt;
}

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

}  // namespace

bool names_totals(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.empty() || text.size() > kLongest) return false;
  const std::string word = word_of_totals(base::look_alike_form(trim(text)));
  static constexpr std::string_view kTotals[] = {
      "累计",      "合计数",     "总和",  "平均",     "平均值",   "均值",
      "累計",      "總和",       "total", "totals",   "subtotal", "subtotals",
      "sub-total", "grandtotal", "sum",   "sumtotal", "totalsum", "totalamount",
      "average",   "mean",       "σ",     "∑"};
  // Whoever is added up stands before the word: 全县合计.
  static constexpr std::string_view kEnds[] = {"合计", "总计", "小计", "共计",
                                               "合計", "總計", "小計", "共計"};
  return std::find(std::begin(kTotals), std::end(kTotals), word) != std::end(kTotals) ||
         std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return word.ends_with(end); });
}

bool says_totals(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() < 2 || text.size() > kLongest) return false;
  // Cheap to ask of every text of a table.
  static constexpr std::string_view kSigns[] = {"计", "計", "otal", "OTAL"};
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
  constexpr std::string_view kFirst = "Nn<([u\\-/\xE2\xE6\xE7\xEF";
  if (text.empty() || text.size() > kLongest || kFirst.find(text.front()) == std::string_view::npos)
    return Nothing::none;
  static constexpr std::string_view kOfPrograms[] = {
      "NULL",   "null",   "Null",   "NaN",    "nan",    "NAN",       "NaT",     "<NA>",
      "<null>", "<NULL>", "(null)", "(NULL)", "[NULL]", "undefined", "(blank)", "\\N"};
  static constexpr std::string_view kNoNames[] = {"-", "--", "---", "—", "——", "–",
                                                  "―", "－", "−",   "/", "\\", "None"};
  static constexpr std::string_view kOfPersons[] = {"无",  "無",     "暂无",    "N/A",
                                                    "n/a", "(空白)", "（空白）"};
  const auto is_among = [text](const auto& words) {
    return std::find(std::begin(words), std::end(words), text) != std::end(words);
  };
  if (is_among(kOfPrograms)) return Nothing::of_program;
  if (is_among(kNoNames)) return Nothing::no_name;
  return is_among(kOfPersons) ? Nothing::of_person : Nothing::none;
}

bool is_marked_as_text(std::string_view text) {
  return text.size() > 1 && text.front() == '\'' &&
         text.find_first_not_of(kDigits, 1) == std::string_view::npos;
}

LongNumber long_number(std::string_view text) {
  constexpr std::size_t kKept = 15;
  if (text.size() <= kKept || text.find_first_not_of(kDigits) != std::string_view::npos) return {};
  return {true, text.find_first_not_of('0', kKept) == std::string_view::npos};
}

bool names_note(std::string_view text) {
  constexpr std::size_t kLongest = 400;
  if (text.empty() || text.size() > kLongest) return false;
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

bool is_good_text(std::string_view text, std::size_t limit) {
  if (text.size() > limit) return false;
  bool ascii = true;
  bool has_nul = false;
  for (const char c : text) {  // no early exit, so that it runs many bytes at a time
    has_nul |= c == '\0';
    ascii &= static_cast<unsigned char>(c) < 0x80;
  }
  return !has_nul && (ascii || !base::first_invalid_utf8(text));
}

}  // namespace remit::table

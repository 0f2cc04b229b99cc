// Numbers, their magnitudes and units, and dates.

#include <algorithm>
#include <charconv>

#include "base/civil_date.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/common.h"
#include "syntax/lexer.h"
#include "syntax/units.h"

namespace remit::syntax {

namespace code = diagnostic::code;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

constexpr std::string_view kYear = "年", kMonth = "月", kDay = "日", kDayOfMonth = "号";

}  // namespace

// Reads at most `max_digits` digits at `at`; returns how many there are.
std::uint32_t Lexer::read_integer(std::uint32_t at, std::uint32_t max_digits,
                                  std::int32_t& value) const {
  std::uint32_t count = 0;
  value = 0;
  while (count < max_digits && is_digit(byte(at + count))) {
    value = value * 10 + (byte(at + count) - '0');
    ++count;
  }
  return count;
}

void Lexer::push_date(std::uint32_t end, std::int32_t year, std::int32_t month, std::int32_t day) {
  const std::uint32_t begin = at_;
  const base::CivilDate date{year, month, day};
  const bool valid = base::is_valid(date);
  if (!valid) sink_.report(code::invalid_date, span(begin, end), {slice(begin, end)});
  push(TokenKind::date, kDate, begin, end).value = valid ? base::days_from_civil(date) : 0;
}

// 2010-01-01
bool Lexer::scan_iso_date() {
  std::int32_t year = 0, month = 0, day = 0;
  if (read_integer(at_, 4, year) != 4 || byte(at_ + 4) != '-' ||
      read_integer(at_ + 5, 2, month) != 2 || byte(at_ + 7) != '-' ||
      read_integer(at_ + 8, 2, day) != 2 || is_digit(byte(at_ + 10))) {
    return false;
  }
  push_date(at_ + 10, year, month, day);
  return true;
}

// 2010年1月1日
bool Lexer::scan_chinese_date() {
  std::int32_t year = 0, month = 0, day = 0;
  std::uint32_t at = at_ + 4;
  if (read_integer(at_, 4, year) != 4 || slice(at, at + 3) != kYear) return false;
  at += 3;
  const std::uint32_t month_digits = read_integer(at, 2, month);
  at += month_digits;
  if (month_digits == 0 || slice(at, at + 3) != kMonth) return false;
  at += 3;
  const std::uint32_t day_digits = read_integer(at, 2, day);
  at += day_digits;
  if (day_digits == 0 && month >= 1 && month <= 12) {  // a month, where a day is needed
    const std::string first = base::concat(slice(at_, at), "1日");
    sink_.report(code::said_otherwise, span(at_, at),
                 {slice(at_, at), diagnostic::worded(diagnostic::text::quoted, {first})});
    push_date(at, year, month, 1);
    return true;
  }
  if (day_digits == 0) return false;
  const std::string_view last = slice(at, at + 3);
  if (last != kDay && last != kDayOfMonth) return false;
  push_date(at + 3, year, month, day);
  return true;
}

// 2010/1/1, 2010.1.1, 2010-1-1, 31.1.2010: days as spreadsheets and other countries write them.
// They are read, so that nothing else is said of them, and refused: which is the month cannot be
// known.
bool Lexer::scan_foreign_date() {
  std::int32_t parts[3] = {};
  std::uint32_t digits[3] = {};
  std::uint32_t at = at_;
  const char sign = byte(at_ + read_integer(at_, 4, parts[0]));
  if (sign != '/' && sign != '.' && sign != '-') return false;
  for (int i = 0; i < 3; ++i) {
    if (i > 0 && byte(at++) != sign) return false;
    digits[i] = read_integer(at, 4, parts[i]);
    at += digits[i];
  }
  if (is_digit(byte(at)) || is_letter(byte(at)) || byte(at) == sign) return false;
  const bool year_last = digits[2] == 4 && digits[0] <= 2;
  if (year_last) std::swap(parts[0], parts[2]);
  if ((!year_last && digits[0] != 4) || digits[1] > 2 || parts[0] < 1900 || parts[0] > 2100)
    return false;
  if (year_last && parts[1] > 12) std::swap(parts[1], parts[2]);
  const base::CivilDate day{parts[0], parts[1], parts[2]};
  if (!base::is_valid(day)) return false;
  const bool certain = !year_last || parts[2] > 12 || parts[1] == parts[2];
  const std::string written = base::to_iso_text(day);
  const std::string instead = certain ? written : base::concat(std::to_string(day.year), "-MM-DD");
  auto& found =
      sink_.report(code::said_otherwise, span(at_, at),
                   {slice(at_, at), diagnostic::worded(diagnostic::text::quoted, {instead})});
  if (certain) found.suggest(span(at_, at), written);
  push_date(at, day.year, day.month, day.day);
  return true;
}

// A day begins with at most four digits and a sign, or 年.
bool Lexer::scan_date() {
  std::uint32_t at = at_;
  while (at < at_ + 5 && is_digit(byte(at))) ++at;
  const char sign = byte(at);
  if (at > at_ + 4) return false;
  if (sign == kYear[0]) return scan_chinese_date();
  return (sign == '-' || sign == '/' || sign == '.') && (scan_iso_date() || scan_foreign_date());
}

void Lexer::scan_number() {
  if (scan_date()) return;
  const std::uint32_t begin = at_;
  NumberLiteral number;
  scan_digits(number);
  if (number.digits.size() > limits_.number_digits) {
    sink_.report(code::number_too_long, span(begin, at_), {limits_.number_digits});
    number.digits = number.digits.substr(0, 1);
  }
  scan_units(number);
  const std::uint32_t end = at_;
  Token& token = push(TokenKind::number, kNumber, begin, end);
  token.value = static_cast<std::int32_t>(tree_.numbers_.size());
  tree_.numbers_.push_back(number);
}

// 10,000: groups of three digits behind the digits from `begin` on, without a blank. They are read
// as one number, so that nothing else is said of them, and refused: `max(n, 10,500)` would go on
// with two.
bool Lexer::scan_groups(std::uint32_t begin) {
  constexpr std::uint32_t kGroup = 3;
  constexpr std::string_view kWide = "，";
  constexpr std::uint32_t kWideSize = 3;
  if (at_ - begin > kGroup || (byte(at_) != ',' && byte(at_) != kWide[0])) return false;
  std::string one(slice(begin, at_)), several = one;
  bool certain = false;
  const std::uint32_t first_comma = at_;
  for (;;) {
    const bool wide = text_.substr(std::min<std::size_t>(at_, text_.size())).starts_with(kWide);
    const std::uint32_t comma = byte(at_) == ',' ? 1 : wide ? kWideSize : 0;
    std::int32_t value = 0;
    const std::uint32_t from = at_ + comma;
    if (comma == 0 || read_integer(from, kGroup, value) != kGroup || is_digit(byte(from + kGroup)))
      break;
    certain = certain || byte(from) == '0';
    base::append(one, "_", slice(from, from + kGroup));
    base::append(several, ", ", slice(from, from + kGroup));
    at_ = from + kGroup;
  }
  if (is_list_ && !certain) at_ = first_comma;
  if (at_ == first_comma) return false;
  const base::Span whole = span(begin, at_);
  const std::string en = certain ? one : base::concat(one, "`, as several numbers `", several);
  const std::string zh = certain ? one : base::concat(one, "”，若是几个数则写“", several);
  auto& report =
      sink_.report(code::said_otherwise, whole,
                   {slice(begin, at_),
                    diagnostic::Argument(base::concat("`", en, "`"), base::concat("“", zh, "”"))});
  if (certain) report.suggest(whole, one);
  return true;
}

// 1_000_000.50
void Lexer::scan_digits(NumberLiteral& number) {
  const std::uint32_t begin = at_;
  bool good = true;
  bool slice_serves = true;
  char last = '\0';
  const auto scan_part = [&] {
    for (;; ++at_) {
      const char c = byte(at_);
      if (c == '_') {
        good = good && is_digit(last) && is_digit(byte(at_ + 1));
        slice_serves = false;
      } else if (!is_digit(c)) {
        return;
      }
      last = c;
    }
  };
  scan_part();
  if (scan_groups(begin)) slice_serves = false;
  if (byte(at_) == '.' && is_digit(byte(at_ + 1))) {
    slice_serves = false;
    ++at_;
    const std::uint32_t fraction = at_;
    scan_part();
    number.exponent = -static_cast<std::int32_t>(
        std::count_if(text_.begin() + fraction, text_.begin() + at_, is_digit));
    if (byte(at_) == '.' && is_digit(byte(at_ + 1))) {  // 1.2.3
      while (is_digit(byte(at_)) || (byte(at_) == '.' && is_digit(byte(at_ + 1)))) ++at_;
      good = false;
    }
  }
  if (!good) sink_.report(code::invalid_number, span(begin, at_), {slice(begin, at_)});
  if (slice_serves) {
    number.digits = slice(begin, at_);
    return;
  }
  std::string digits;
  for (const char c : slice(begin, at_)) {
    if (is_digit(c)) digits += c;
  }
  number.digits = keep(std::move(digits));
}

void Lexer::scan_units(NumberLiteral& number) {
  const std::uint32_t digits_begin = at_;
  if (scan_percent(number)) return check_attached_rest(true);
  // 2008年 is a year, not a duration of two thousand years.
  if (number.exponent == 0 && number.digits.size() == 4 && number.digits[0] != '0' &&
      text_.substr(at_, 3) == kYear) {
    number.unit_kind = UnitKind::counting;
    number.unit_text = kYear;
    at_ += 3;
    return check_attached_rest(true);
  }
  while (number.unit_kind == UnitKind::none && scan_attached_unit(number)) {
  }
  check_attached_rest(at_ > digits_begin);
  while (number.unit_kind == UnitKind::none && scan_spaced_unit(number)) {
  }
}

// %, %, ‰, a blank before it or not.
bool Lexer::scan_percent(NumberLiteral& number) {
  const std::uint32_t begin = skip_blanks(at_);
  const bool ascii = byte(begin) == '%';
  if (!ascii && !is_wide(begin)) return false;
  const std::string_view sign =
      text_.substr(std::min<std::size_t>(begin, text_.size()), ascii ? 1 : 3);
  if (!ascii && sign != "%" && sign != "‰") return false;
  number.exponent -= sign == "‰" ? 3 : 2;
  number.unit_kind = UnitKind::percent;
  number.unit_text = sign;
  at_ = begin + static_cast<std::uint32_t>(sign.size());
  return true;
}

// Takes a magnitude or a unit into `number`; false for what cannot follow.
bool Lexer::apply_unit(NumberLiteral& number, const UnitWord& unit, std::string_view text) {
  if (unit.magnitude) {
    number.exponent += unit.power;
    return number.exponent < 1000;
  }
  number.unit_kind = unit.kind;
  number.unit = unit.unit;
  number.unit_text = text;
  return true;
}

bool Lexer::scan_attached_unit(NumberLiteral& number) {
  std::optional<UnitPrefix> found;
  if (is_letter(byte(at_))) {
    const std::uint32_t end = word_end(at_);
    if (const UnitWord* unit = find_unit(slice(at_, end))) found = UnitPrefix{*unit, end - at_};
  } else if (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80) {
    found = find_unit_prefix(text_.substr(at_, 32));
  }
  if (!found) return false;
  const auto size = static_cast<std::uint32_t>(found->size);
  if (!apply_unit(number, found->word, slice(at_, at_ + size))) return false;
  at_ += size;
  return true;
}

// Whether the number stands in the key of an expected row, `expect bill 3`: there the next word is
// what is asked for, whatever it is called.
bool Lexer::in_expected_key() const {
  const auto& tokens = tree_.tokens_;
  std::size_t at = tokens.size();
  while (at >= 2 && tokens[at - 1].symbol == kComma) at -= 2;
  return at >= 2 && tokens[at - 1].kind == TokenKind::word &&
         lexicon::symbols_of(Keyword::expect).test(tokens[at - 2].symbol);
}

// 10 万元: a word of several units, set apart by a space.
bool Lexer::scan_spaced_units(NumberLiteral& number, std::uint32_t begin, std::uint32_t end) {
  NumberLiteral whole = number;
  std::uint32_t at = begin;
  int count = 0;
  for (; at < end && whole.unit_kind == UnitKind::none; ++count) {
    const auto unit = find_unit_prefix(slice(at, end));
    if (!unit) return false;
    const auto size = static_cast<std::uint32_t>(unit->size);
    if (!apply_unit(whole, unit->word, slice(at, at + size))) return false;
    at += size;
  }
  if (at != end || count < 2 || whole.unit_kind != UnitKind::currency) return false;
  number = whole;
  at_ = end;
  return true;
}

// A unit after a space, on the same line. A word that a value, a dot or a bracket follows is not a
// unit: in `{ rank 3 year 2008 }` the year is the next field.
bool Lexer::scan_spaced_unit(NumberLiteral& number) {
  const std::uint32_t begin = skip_blanks(at_);
  if (begin == at_) return false;
  const std::uint32_t end = word_end(begin);
  if (end == begin) return false;
  const UnitWord* const unit = find_unit(slice(begin, end));
  if (unit == nullptr) return scan_spaced_units(number, begin, end);
  if (unit->kind == UnitKind::counting) return false;
  if (given_row_depth_ > 0 && unit->kind == UnitKind::duration) return false;
  if (in_expected_key()) return false;
  const std::uint32_t after = skip_blanks(end);
  const char next = byte(after);
  const bool range = next == '.' && byte(after + 1) == '.';
  if (is_digit(next) || next == '"' || next == '(' || (next == '.' && !range) ||
      text_.substr(after, 3) == "“" || text_.substr(after, 3) == "(") {
    return false;
  }
  if (!apply_unit(number, *unit, slice(begin, end))) return false;
  at_ = end;
  return true;
}

// 1st, 10k, 1e6, 2x: numbers as other notations write them. False for other words.
bool Lexer::report_foreign_unit(std::uint32_t end) {
  std::uint32_t begin = at_;
  while (begin > 0 &&
         (is_digit(byte(begin - 1)) || byte(begin - 1) == '_' || byte(begin - 1) == '.'))
    --begin;
  const std::string_view digits = slice(begin, at_);
  const std::string word = base::fold_case(slice(at_, end));
  std::string instead;
  if (base::is_among("st|nd|rd|th", word)) instead = std::string(digits);
  if (word == "k") instead = base::concat(digits, " thousand");
  if (base::is_among("m|mn|mio|mln|mm", word)) instead = base::concat(digits, " million");
  if (base::is_among("bn|b", word)) instead = base::concat(digits, " billion");
  if (word == "w") instead = base::concat(digits, "万");
  if (base::is_among("块|块钱", word)) instead = base::concat(digits, "元");
  if (base::is_among("pct|percent|pc", word)) instead = base::concat(digits, "%");
  if (base::is_among("x|times", word)) instead = base::concat(digits, " *");
  const std::size_t zeros =
      word.size() < 2 || word[0] != 'e' ? 0 : word.find_first_not_of("0123456789", 1);
  if (zeros == std::string::npos && word.size() <= 3 && digits.find('.') == std::string_view::npos)
    instead =
        base::concat(digits, std::string(static_cast<std::size_t>(std::stoi(word.substr(1))), '0'));
  if (instead.empty()) return false;
  auto& report =
      sink_.report(code::said_otherwise, span(begin, end),
                   {slice(begin, end), diagnostic::worded(diagnostic::text::quoted, {instead})});
  // Metres and millimetres, bytes, weeks and pieces are written so too.
  if (!base::is_among("m|mm|b|w|pc|x|X", word)) report.suggest(span(begin, end), instead);
  return true;
}

// What still touches the number must be a keyword, as in 500万元以上.
void Lexer::check_attached_rest(bool any_unit) {
  const std::uint32_t end = word_end(at_);
  if (end == at_) return;
  const std::string_view word = slice(at_, end);
  const bool ideographs = static_cast<unsigned char>(word[0]) >= 0x80;
  const std::string_view letters = word.substr(0, word.find_first_of("0123456789"));
  if ((any_unit || ideographs) && !letters.empty() && !lexicon::phrases(letters).empty()) return;
  if (any_unit && at_ > 0 && byte(at_ - 1) == '%') {  // 5%税收
    std::uint32_t begin = at_ - 1;
    while (begin > 0 &&
           (is_digit(byte(begin - 1)) || byte(begin - 1) == '.' || byte(begin - 1) == '_'))
      --begin;
    const std::string product = base::concat(slice(begin, at_), ideographs ? " × " : " * ", word);
    sink_
        .report(code::said_otherwise, span(begin, end),
                {slice(begin, end), diagnostic::worded(diagnostic::text::quoted, {product})})
        .suggest(span(begin, end), product);
  } else if (any_unit) {
    sink_.report(code::number_touches_word, span(at_, end), {word});
  } else {
    if (report_foreign_unit(end)) {
      at_ = end;
      return;
    }
    auto& report = sink_.report(code::unknown_unit, span(at_, end), {word, common_units()});
    if (const auto near = base::suggest(word, all_units())) {
      report.suggest(span(at_, end), std::string(*near));
    }
  }
  at_ = end;
}

}  // namespace remit::syntax

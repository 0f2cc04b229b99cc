#include "sweep/axis.h"

#include <algorithm>
#include <utility>

#include "absl/types/span.h"
#include "base/civil_date.h"
#include "base/source.h"
#include "base/source_set.h"
#include "check/tables.h"
#include "diagnostic/error.h"
#include "diagnostic/text/sweep.h"
#include "number/decimal.h"
#include "syntax/lexer.h"

namespace remit::sweep {

using diagnostic::make_error;
using number::Rational;
using syntax::Token;
using syntax::TokenKind;
namespace text = diagnostic::text;

namespace {

/// More values than this are counted no further.
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 62;
/// Of ranges that overlap so many values are put in order one by one.
constexpr std::uint64_t kMostWrittenOut = 100'000;

bool is_sign(const Token& token, std::string_view sign) {
  return token.kind == TokenKind::punctuation && token.text == sign;
}
bool is_comma(const Token& token) {
  return is_sign(token, ",") || is_sign(token, "，") || is_sign(token, "、");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The digits that a number begins with, as they are written.
std::string_view leading_digits(std::string_view written) {
  const auto end = std::ranges::find_if(
      written, [](char c) { return (c < '0' || c > '9') && c != '.' && c != '_'; });
  return written.substr(0, static_cast<std::size_t>(end - written.begin()));
}

std::optional<Rational> value_of(std::string_view digits) {
  std::string plain(digits);
  std::erase(plain, '_');
  const auto decimal = number::parse_decimal(plain);
  if (!decimal) return std::nullopt;
  return decimal->to_rational();
}

}  // namespace

class Axis::Reader {
 public:
  Reader(std::string_view whole, std::string_view values)
      : whole_(whole), source_(sources_.add("", std::string(values))), tree_(source_) {}

  Result<Axis> read(std::string name) {
    Axis axis(std::move(name));
    diagnostic::DiagnosticSink sink(1);
    const bool read = syntax::Lexer(tree_, source_.text(), Limits(), sink).run();
    absl::Span<const Token> rest = tree_.tokens();
    const bool bad = std::ranges::find(rest, TokenKind::bad, &Token::kind) != rest.end();
    if (!read || bad || sink.has_errors()) return refuse(text::sweep_bad_value, source_.text());
    rest.remove_suffix(1);  // the end
    if (rest.empty())
      return make_error(StatusCode::invalid_argument, text::sweep_no_values, {axis.name()});
    while (true) {
      const auto comma = std::ranges::find_if(rest, is_comma);
      const auto size = static_cast<std::size_t>(comma - rest.begin());
      if (auto error = add(axis, rest.subspan(0, size))) return *error;
      if (comma == rest.end()) return axis;
      rest.remove_prefix(size + 1);
    }
  }

 private:
  Error refuse(diagnostic::Text why, std::string_view what) const {
    return make_error(StatusCode::invalid_argument, why, {std::string(whole_), std::string(what)});
  }

  std::string_view written(absl::Span<const Token> tokens) const {
    if (tokens.empty()) return {};
    const std::uint32_t base = source_.base();
    const std::uint32_t begin = tokens.front().span.begin - base;
    return source_.text().substr(begin, tokens.back().span.end - base - begin);
  }

  std::optional<Error> add(Axis& axis, absl::Span<const Token> tokens) {
    const std::string_view text = written(tokens);
    const auto is = [](std::string_view sign) {
      return [sign](const Token& token) { return is_sign(token, sign); };
    };
    const auto dots = std::ranges::find_if(tokens, is(".."));
    if (tokens.empty()) return refuse(text::sweep_bad_value, text);
    if (dots == tokens.end()) {
      Part part;
      part.written = text;
      part.first = number_of(tokens);
      part.bare = part.first && literal(tokens)->unit_kind == syntax::UnitKind::none;
      if (part.first) part.length = length_of(*literal(tokens));
      if (is_date(tokens)) part.day = tokens[0].value;
      axis.add(std::move(part));
      return std::nullopt;
    }
    const auto slash = std::ranges::find_if(tokens, is("/"));
    if (slash == tokens.end() || slash < dots) return refuse(text::sweep_bad_range, text);
    const auto low = tokens.subspan(0, static_cast<std::size_t>(dots - tokens.begin()));
    const auto high = tokens.subspan(low.size() + 1, static_cast<std::size_t>(slash - dots) - 1);
    const auto step = tokens.subspan(low.size() + high.size() + 2);
    auto part = is_date(low) ? range_of_days(low, high, step) : range(low, high, step);
    if (!part) return refuse(text::sweep_bad_range, text);
    axis.add(*std::move(part));
    return std::nullopt;
  }

  static std::optional<type::DurationUnit> length_of(const syntax::NumberLiteral& number) {
    if (number.unit_kind != syntax::UnitKind::duration) return std::nullopt;
    return static_cast<type::DurationUnit>(number.unit);
  }

  static bool is_date(absl::Span<const Token> tokens) {
    return tokens.size() == 1 && tokens[0].kind == TokenKind::date;
  }

  /// The literal, if that is all there is, but for a sign before it.
  const syntax::NumberLiteral* literal(absl::Span<const Token> tokens) const {
    if (!tokens.empty() && is_sign(tokens[0], "-")) tokens.remove_prefix(1);
    if (tokens.size() != 1 || tokens[0].kind != TokenKind::number) return nullptr;
    return &tree_.numbers()[static_cast<std::size_t>(tokens[0].value)];
  }

  std::optional<Rational> number_of(absl::Span<const Token> tokens) const {
    const syntax::NumberLiteral* number = literal(tokens);
    if (number == nullptr) return std::nullopt;
    const Rational value = check::number_of(*number);
    return is_sign(tokens[0], "-") ? -value : value;
  }

  std::optional<Part> range(absl::Span<const Token> low, absl::Span<const Token> high,
                            absl::Span<const Token> step) const {
    const auto first = number_of(low), last = number_of(high), by = number_of(step);
    if (!first || !last || !by || by->sign() <= 0 || *last < *first) return std::nullopt;
    const syntax::NumberLiteral& unit = *literal(high);
    for (const auto* other : {literal(low), literal(step)}) {
      const bool zero = check::number_of(*other).is_zero();
      const bool bare = other->unit_kind == syntax::UnitKind::none;
      if (zero && bare) continue;
      if (other->unit_kind != unit.unit_kind || other->unit != unit.unit) return std::nullopt;
    }
    const number::Integer steps = ((*last - *first) / *by).floor();
    if (!steps.fits_int64() || steps.to_int64() >= static_cast<std::int64_t>(kMostValues))
      return std::nullopt;
    Part part;
    part.first = first;
    part.step = *by;
    part.bare = unit.unit_kind == syntax::UnitKind::none;
    part.length = length_of(unit);
    part.count = static_cast<std::uint64_t>(steps.to_int64()) + 1;
    spell(high, *last, part);
    return part;
  }

  /// Values are written as the last one is: with its magnitude and its unit.
  void spell(absl::Span<const Token> like, const Rational& value, Part& part) const {
    const std::string_view text = written(like.subspan(like.size() - 1));
    const std::string_view digits = leading_digits(text);
    const auto bare = value_of(digits);
    if (bare && !bare->is_zero()) {
      part.factor = value.abs() / *bare;
      part.suffix = text.substr(digits.size());
    } else {
      part.suffix = literal(like)->unit_text;
    }
  }

  std::optional<Part> range_of_days(absl::Span<const Token> low, absl::Span<const Token> high,
                                    absl::Span<const Token> step) const {
    const syntax::NumberLiteral* length = literal(step);
    const auto by = number_of(step);
    if (!is_date(high) || length == nullptr || length->unit_kind != syntax::UnitKind::duration ||
        !by->is_integer() || by->sign() <= 0 || *by > Rational(100'000))
      return std::nullopt;
    Part part;
    part.day = low[0].value;
    const auto count = static_cast<std::int32_t>(by->numerator().to_int64());
    const auto unit = static_cast<type::DurationUnit>(length->unit);
    if (unit == type::DurationUnit::days) part.days = count;
    if (unit == type::DurationUnit::months) part.months = count;
    if (unit == type::DurationUnit::years) part.months = 12 * count;
    if (unit == type::DurationUnit::workdays || high[0].value < low[0].value) return std::nullopt;
    if (part.days > 0) {
      part.count = static_cast<std::uint64_t>((high[0].value - low[0].value) / part.days) + 1;
    } else {
      const int months = base::months_between(base::civil_from_days(low[0].value),
                                              base::civil_from_days(high[0].value));
      part.count = static_cast<std::uint64_t>(months / part.months) + 1;
    }
    return part;
  }

  std::string_view whole_;
  base::SourceSet sources_;
  const base::Source& source_;
  syntax::Tree tree_;
};

Result<Axis> Axis::read(std::string_view text) {
  constexpr std::string_view kWide = "＝";
  const std::size_t plain = text.find('='), wide = text.find(kWide);
  const std::size_t at = std::min(plain, wide);
  const std::string_view name = trimmed(text.substr(0, at));
  if (at == std::string_view::npos || name.empty())
    return make_error(StatusCode::invalid_argument, text::sweep_no_equals, {std::string(text)});
  const std::string_view values = text.substr(at + (at == wide ? kWide.size() : 1));
  return Reader(text, values).read(std::string(name));
}

Axis::Axis(std::string name, Rational first, Rational step, std::uint64_t count)
    : name_(std::move(name)) {
  Part part;
  part.first = std::move(first);
  part.step = std::move(step);
  part.count = count;
  add(std::move(part));
}

void Axis::add(Part part) {
  part.begin = size_;
  size_ = std::min(kMostValues, size_ + part.count);
  parts_.push_back(std::move(part));
}

std::pair<const Axis::Part*, std::uint64_t> Axis::at(std::uint64_t index) const {
  const auto after = std::ranges::upper_bound(parts_, index, {}, &Part::begin);
  const Part& part = *(after - 1);
  return {&part, index - part.begin};
}

std::int32_t Axis::day_of(const Part& part, std::uint64_t place) {
  const auto steps = static_cast<std::int32_t>(place);
  if (part.months == 0) return *part.day + part.days * steps;
  const auto first = base::civil_from_days(*part.day);
  return base::days_from_civil(base::add_months(first, part.months * steps).value_or(first));
}

std::string Axis::text(std::uint64_t index) const {
  const auto [part, place] = at(index);
  if (!part->written.empty()) return part->written;
  if (part->day) return base::to_iso_text(base::civil_from_days(day_of(*part, place)));
  const Rational value = *part->first + part->step * Rational(static_cast<std::int64_t>(place));
  return (value / part->factor).to_text() + part->suffix;
}

std::optional<Rational> Axis::order_of(const Part& part, std::uint64_t place) {
  if (part.day) return Rational(day_of(part, place));
  if (!part.first) return std::nullopt;
  return *part.first + part.step * Rational(static_cast<std::int64_t>(place));
}

/// Numbers and amounts are all of one parameter, in its unit where they have none; days are not
/// months.
bool Axis::has_order() const {
  return std::ranges::all_of(parts_, [this](const Part& part) {
    const Part& one = parts_.front();
    return (part.day || part.first) && part.day.has_value() == one.day.has_value() &&
           part.length == one.length;
  });
}

std::vector<Axis::Part> Axis::written_out() const {
  std::vector<Part> parts;
  for (std::uint64_t i = 0; i < size_; ++i) {
    const auto [range, place] = at(i);
    Part part = *range;
    part.written = text(i);
    part.count = 1;
    if (part.day) part.day = day_of(*range, place);
    if (part.first) part.first = order_of(*range, place);
    parts.push_back(std::move(part));
  }
  return parts;
}

std::optional<Error> Axis::put_in_order() {
  if (!has_order()) return std::nullopt;
  const auto first = [](const Part& part) { return *order_of(part, 0); };
  const auto by_first = [&](const Part& a, const Part& b) { return first(a) < first(b); };
  const auto overlap = [&](const Part& a, const Part& b) {
    return !(*order_of(a, a.count - 1) < first(b));
  };
  std::vector<Part> parts = parts_;
  std::ranges::stable_sort(parts, by_first);
  if (std::ranges::adjacent_find(parts, overlap) != parts.end()) {
    if (size_ > kMostWrittenOut)
      return make_error(StatusCode::invalid_argument, text::sweep_overlap,
                        {name_, kMostWrittenOut});
    parts = written_out();
    std::ranges::stable_sort(parts, by_first);
    const auto same = [&](const Part& a, const Part& b) { return first(a) == first(b); };
    parts.erase(std::unique(parts.begin(), parts.end(), same), parts.end());
  }
  size_ = 0;
  parts_.clear();
  for (Part& part : parts) add(std::move(part));
  return std::nullopt;
}

std::optional<Rational> Axis::number(std::uint64_t index) const {
  const auto [part, place] = at(index);
  return part->day ? std::nullopt : order_of(*part, place);
}

}  // namespace remit::sweep

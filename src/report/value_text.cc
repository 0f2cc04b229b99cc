#include "report/value_text.h"

#include <optional>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "number/decimal.h"
#include "report/notation.h"
#include "report/words.h"
#include "type/currency.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
namespace text = diagnostic::text;
using diagnostic::Text;
using number::Decimal;
using number::Grouping;
using number::Rational;

/// Digits after the point of the approximation that stands beside a fraction, unless these few
/// would say something else.
constexpr int kFewestAbout = 6;
constexpr int kMostAbout = 60;

/// The value in units of that many digits after the point.
Rational in_units(const Rational& value, int digits) {
  return number::round(value * Rational(number::Integer::pow10(digits)),
                       {number::RoundingMode::half_even, Decimal{number::Integer(1), 0}});
}

/// "0.635000" looks like the half between 0.63 and 0.64, and "0.634999999" next to it.
bool looks_round(const Rational& units) {
  const Rational half(50);
  const Rational past = units.abs() - half * Rational((units.abs() / half).floor());
  return past <= Rational(1) || past == Rational(49);
}

bool look_alike(const Rational& units, const Rational& others) {
  return (units - others).abs() < Rational(10);
}

int about_digits(const Rational& value, const Rational* apart) {
  int digits = kFewestAbout;
  for (; digits < kMostAbout; ++digits) {
    const Rational units = in_units(value, digits);
    const bool is_near = apart != nullptr && *apart != value;
    if (looks_round(units)) continue;
    if (!is_near || !look_alike(units, in_units(*apart, digits))) break;
  }
  return digits;
}

std::string_view word(Text text, Language language) {
  return diagnostic::text_template(text, language);
}

/// The amount as a short number of 万 or 亿; nothing when that would not be short and exact.
std::optional<std::string> in_chinese_magnitude(const Rational& value) {
  struct ShortUnit {
    int power;
    int scale;  ///< most digits after the point
    std::string_view word;
  };
  for (const auto& [power, scale, name] : {ShortUnit{8, 4, "亿"}, ShortUnit{4, 2, "万"}}) {
    const Rational unit(number::Integer::pow10(power));
    if (value.abs() < unit) continue;
    const std::optional<Decimal> counted = Decimal::from_rational(value / unit);
    if (!counted || counted->minimal().scale > scale) continue;
    return number::format_minimal(*counted, Grouping::thousands) + std::string(name);
  }
  return std::nullopt;
}

/// "元", "美元"; a code that the currency table does not know stays a code.
std::string chinese_unit(std::string_view code) {
  if (code == "CNY") return "元";
  const auto known = type::find_currency(code);
  if (!known) return std::string(code);
  const std::string_view names = type::currencies()[*known].chinese;
  return std::string(names.substr(0, names.find('|')));
}

struct ValueText {
  const ComputedRun& run;
  type::Type type;
  Language language;

  std::string operator()(const type::Fault& fault) const {
    if (fault.code == type::CellFault::blank)
      return std::string(word(text::report_blank, language));
    return format_text(text::report_error, language, {fault_text(run, fault, language)});
  }
  std::string operator()(const Rational& value) const {
    return quantity_text(value, run.plan(), type, language);
  }
  std::string operator()(bool value) const {
    return std::string(word(value ? text::report_yes : text::report_no, language));
  }
  std::string operator()(row::Date value) const { return date_text(value, language); }
  std::string operator()(std::string_view value) const {
    return "“" + base::show_hidden(value) + "”";
  }
  std::string operator()(row::Category value) const {
    const type::CategorySet::Value& entry =
        run.plan().category_sets[type.ref].values[static_cast<std::size_t>(value.code)];
    const std::string& label = language == Language::zh ? entry.label_zh : entry.label_en;
    return label.empty() ? entry.name : label;
  }
  std::string operator()(row::Reference value) const {
    return run.row_title(type.ref, value.row, language);
  }
};

}  // namespace

std::string number_text(const Rational& value, int least_scale, Language language,
                        const Rational* apart) {
  if (const std::optional<Decimal> decimal = Decimal::from_rational(value)) {
    return number::format(decimal->minimal(), least_scale, Grouping::thousands);
  }
  static const number::Integer most = number::Integer::pow10(kMostAbout);
  const int digits = about_digits(value, apart);
  const Rational units = in_units(value, digits) / Rational(number::Integer::pow10(digits));
  const std::string about =
      number::format(*Decimal::from_rational(units), digits, Grouping::thousands);
  // Nobody reads the hundreds of digits that a sum of fractions may have.
  if (value.denominator() >= most) return format_text(text::number_about_only, language, {about});
  const std::string fraction = number::format({value.numerator(), 0}, Grouping::thousands) + "/" +
                               number::format({value.denominator(), 0}, Grouping::thousands);
  return format_text(text::number_about, language, {fraction, about});
}

std::string money_text(const Rational& value, const plan::Plan& plan, std::uint32_t currency,
                       Language language, const Rational* apart) {
  const type::Currency& unit = plan.currencies[currency];
  const std::string plain = number_text(value, unit.decimals, language, apart);
  if (unit.of_row) return plain;  // the row says in which currency
  if (language == Language::en)
    return format_text(text::report_money, language, {plain, unit.code});
  const std::string figure = value.is_zero() ? "0" : in_chinese_magnitude(value).value_or(plain);
  return format_text(text::report_money, language, {figure, chinese_unit(unit.code)});
}

std::string quantity_text(const Rational& value, const plan::Plan& plan, type::Type type,
                          Language language, const Rational* apart) {
  if (type.kind == type::TypeKind::money) return money_text(value, plan, type.ref, language, apart);
  // A number of four digits is as often a year as a count.
  const bool is_short = value.is_integer() && value.abs() < Rational(10'000);
  std::string plain = is_short ? value.to_string() : number_text(value, 0, language, apart);
  if (type.kind != type::TypeKind::duration) return plain;
  constexpr Text kUnits[] = {text::report_days, text::report_workdays, text::report_months,
                             text::report_years};
  constexpr Text kOne[] = {text::report_one_day, text::report_one_workday, text::report_one_month,
                           text::report_one_year};
  const bool is_one = value.abs() == Rational(1);
  return format_text((is_one ? kOne : kUnits)[type.ref], language, {plain});
}

std::string number_in(const Rational& value, type::Notation notation, Language language) {
  switch (notation) {
    case type::Notation::plain:
      break;
    case type::Notation::percent:
      return number_text(value * Rational(100), 0, language) + "%";
    case type::Notation::per_mille:
      return number_text(value * Rational(1000), 0, language) + "‰";
  }
  return number_text(value, 0, language);
}

std::string rate_text(const Rational& rate, type::Notation notation, Language language) {
  return number_in(rate, rate.decimal_scale() ? notation : type::Notation::plain, language);
}

std::string quantity_text(const Rational& value, const plan::Plan& plan, type::Type type,
                          type::Notation notation, Language language, const Rational* apart) {
  const bool as_rate = type.kind == type::TypeKind::number && notation != type::Notation::plain &&
                       value.decimal_scale();
  return as_rate ? rate_text(value, notation, language)
                 : quantity_text(value, plan, type, language, apart);
}

std::string date_text(row::Date date, Language language) {
  const base::CivilDate civil = base::civil_from_days(date.days);
  if (language == Language::en) return base::to_iso_text(civil);
  return format_text(text::report_date, language, {civil.year, civil.month, civil.day});
}

std::string cell_text(const ComputedRun& run, plan::ColumnId column, const row::Value& value,
                      Language language) {
  const plan::Plan& plan = run.plan();
  const type::Type type = plan.columns[column].type;
  const Rational* number = std::get_if<Rational>(&value);
  if (number == nullptr) return value_text(run, type, value, language);
  return quantity_text(*number, plan, type, notation_of(plan, column), language);
}

std::string value_text(const ComputedRun& run, type::Type type, const row::Value& value,
                       Language language) {
  return std::visit(ValueText{run, type, language}, value);
}

}  // namespace remit::report

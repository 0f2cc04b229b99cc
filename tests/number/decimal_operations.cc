#include "decimal_operations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "number/decimal.h"
#include "number/rational.h"
#include "number/rounding.h"

namespace remit::number {
namespace {

using Operands = std::span<const Decimal>;

// How the exact result of an operation becomes the answer.
enum class Finish {
  precision,        // rounded to the significant digits of the context
  exact,            // as it is
  second_scale,     // rounded to the place of the last digit of the second operand
  second_exponent,  // rounded to the place 10^(second operand)
  integer,          // rounded to an integer, without a word about it
  integer_flagged,  // rounded to an integer, "inexact" when that changed it
  text,             // read, rounded to the precision, written
  value_of_text,    // the same, but written in a notation that Remit does not have
};

using Exact = Rational (*)(Operands);

struct Operation {
  std::string_view name;
  std::size_t operands;
  Finish finish;
  Exact exact;
  bool divides = false;
};

Rational at(Operands o, std::size_t i) { return o[i].to_rational(); }
Rational first(Operands o) { return at(o, 0); }
Rational order(Operands o) {
  const auto order = at(o, 0) <=> at(o, 1);
  return order < 0 ? -1 : (order > 0 ? 1 : 0);
}
Rational whole_quotient(Operands o) { return (at(o, 0) / at(o, 1)).trunc(); }
Rational remainder(Operands o) { return at(o, 0) - whole_quotient(o) * at(o, 1); }
Rational remainder_near(Operands o) {
  const Rational quotient = at(o, 0) / at(o, 1);
  return at(o, 0) - round(quotient, {RoundingMode::half_even, {1, 0}}) * at(o, 1);
}

constexpr std::array kOperations = {
    Operation{"abs", 1, Finish::precision, [](Operands o) { return first(o).abs(); }},
    Operation{"add", 2, Finish::precision, [](Operands o) { return at(o, 0) + at(o, 1); }},
    Operation{"apply", 1, Finish::precision, first},
    Operation{"compare", 2, Finish::exact, order},
    Operation{"comparesig", 2, Finish::exact, order},
    Operation{"divide", 2, Finish::precision, [](Operands o) { return at(o, 0) / at(o, 1); }, true},
    Operation{"divideint", 2, Finish::exact, whole_quotient, true},
    Operation{"fma", 3, Finish::precision,
              [](Operands o) { return at(o, 0) * at(o, 1) + at(o, 2); }},
    Operation{"max", 2, Finish::precision, [](Operands o) { return std::max(at(o, 0), at(o, 1)); }},
    Operation{"min", 2, Finish::precision, [](Operands o) { return std::min(at(o, 0), at(o, 1)); }},
    Operation{"minus", 1, Finish::precision, [](Operands o) { return -first(o); }},
    Operation{"multiply", 2, Finish::precision, [](Operands o) { return at(o, 0) * at(o, 1); }},
    Operation{"plus", 1, Finish::precision, first},
    Operation{"quantize", 2, Finish::second_scale, first},
    Operation{"reduce", 1, Finish::precision, first},
    Operation{"remainder", 2, Finish::precision, remainder, true},
    Operation{"remaindernear", 2, Finish::precision, remainder_near, true},
    Operation{"rescale", 2, Finish::second_exponent, first},
    Operation{"subtract", 2, Finish::precision, [](Operands o) { return at(o, 0) - at(o, 1); }},
    Operation{"toeng", 1, Finish::value_of_text, first},
    Operation{"tointegral", 1, Finish::integer, first},
    Operation{"tointegralx", 1, Finish::integer_flagged, first},
    Operation{"tosci", 1, Finish::text, first},
};

bool reads_text(const Operation& operation) {
  return operation.finish == Finish::text || operation.finish == Finish::value_of_text;
}

const Operation* find_operation(std::string_view name) {
  const auto* found = std::find_if(kOperations.begin(), kOperations.end(),
                                   [&](const Operation& o) { return o.name == name; });
  return found == kOperations.end() ? nullptr : found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "Infinity", "-sNaN12": a word after the sign.
bool is_special(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::string word(text.substr(0, text.find_first_of("0123456789")));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return word == "inf" || word == "infinity" || word == "nan" || word == "snan";
}

// The format of the cases takes ".5" and "5."; Remit wants a digit on either side of the point.
std::string with_digits_around_point(std::string text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return text;
  if (point + 1 == text.size() || !is_digit(text[point + 1])) {
    text.erase(point, 1);
    return text;
  }
  if (point == 0 || !is_digit(text[point - 1])) text.insert(point, 1, '0');
  return text;
}

bool has_long_exponent(std::string_view text) {
  std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos) return false;
  ++e;
  if (e < text.size() && (text[e] == '-' || text[e] == '+')) ++e;
  return text.size() - e > 4;
}

std::optional<Decimal> read(const std::string& text) {
  return parse_decimal(with_digits_around_point(text), {.exponent = true});
}

// The place of the last digit that `precision` significant digits leave; not below the least
// exponent of the context.
int last_place(const Rational& value, const DecimalContext& context) {
  const Integer n = value.numerator().abs();
  const Integer& d = value.denominator();
  // 10^lead <= n/d < 10^(lead + 1), found from the lengths and corrected by one comparison.
  int lead = static_cast<int>(n.to_string().size()) - static_cast<int>(d.to_string().size());
  if (Rational(n, d) < Rational::from_decimal(1, -lead)) --lead;
  const int tiny = context.min_exponent - (context.precision - 1);
  return std::max(lead - (context.precision - 1), tiny);
}

Rational to_precision(const Rational& value, RoundingMode mode, const DecimalContext& context) {
  if (value.is_zero()) return value;
  return round(value, {mode, {1, -last_place(value, context)}});
}

Applies applies(const DecimalCase& c, const Operation* operation) {
  if (operation == nullptr) return Applies::other_operation;
  const auto any_operand = [&](auto predicate) {
    return std::any_of(c.operands.begin(), c.operands.end(), predicate) || predicate(c.result);
  };
  if (any_operand([](std::string_view text) { return text.find('#') != std::string_view::npos; })) {
    return Applies::format_encoding;
  }
  if (std::any_of(c.operands.begin(), c.operands.end(), is_special)) return Applies::special_value;
  if (c.has_condition("division_by_zero") || c.has_condition("division_undefined")) {
    return Applies::division_by_zero;
  }
  if (operation->divides && read(c.operands[1]) && read(c.operands[1])->coefficient.is_zero()) {
    return Applies::division_by_zero;
  }
  if (c.has_condition("overflow")) return Applies::exponent_limit;
  if (c.has_condition("conversion_syntax")) return Applies::yes;
  if (any_operand(has_long_exponent)) return Applies::long_exponent;
  if (is_special(c.result)) return Applies::context_limit;
  if (!parse_rounding_mode(c.context.rounding)) return Applies::other_rounding;
  if (reads_text(*operation) && with_digits_around_point(c.operands[0]) != c.operands[0]) {
    return Applies::bare_point;
  }
  return Applies::yes;
}

std::string unsigned_zero(const std::string& text, const Decimal& value) {
  return value.coefficient.is_zero() && text.starts_with('-') ? text.substr(1) : text;
}

CaseOutcome fail(std::string message) { return {Applies::yes, false, std::move(message)}; }

// The digits and the scale as well as the value.
CaseOutcome check_decimal(const DecimalCase& c, const Decimal& actual) {
  const Decimal expected = *read(c.result);
  if (actual.coefficient != expected.coefficient || actual.scale != expected.scale) {
    return fail(actual.coefficient.to_string() + " scale " + std::to_string(actual.scale));
  }
  if (c.result.find_first_of("eE") == std::string::npos &&
      format(actual) != unsigned_zero(c.result, actual)) {
    return fail(format(actual));
  }
  return {Applies::yes, true, {}};
}

CaseOutcome check_value(const DecimalCase& c, const Rational& exact, const Rational& actual,
                        bool flagged) {
  if (actual != read(c.result)->to_rational()) return fail(actual.to_string());
  if (flagged && c.has_condition("inexact") != (actual != exact)) return fail("inexact or not");
  return {Applies::yes, true, {}};
}

CaseOutcome check_text(const DecimalCase& c, Finish finish, RoundingMode mode) {
  const std::optional<Decimal> value = parse_decimal(c.operands[0], {.exponent = true});
  if (c.has_condition("conversion_syntax")) {
    return value ? fail("accepted") : CaseOutcome{Applies::yes, true, {}};
  }
  if (!value) return fail("refused");
  if (finish == Finish::text && !c.has_condition("rounded") && !c.has_condition("clamped")) {
    return check_decimal(c, *value);
  }
  const Rational exact = value->to_rational();
  return check_value(c, exact, to_precision(exact, mode, c.context), true);
}

CaseOutcome check_case(const DecimalCase& c, const Operation& operation) {
  const RoundingMode mode = *parse_rounding_mode(c.context.rounding);
  if (reads_text(operation)) return check_text(c, operation.finish, mode);
  if (c.operands.size() != operation.operands) return fail("wrong number of operands");
  std::vector<Decimal> operands;
  for (const std::string& text : c.operands) {
    const std::optional<Decimal> value = read(text);
    if (!value) return fail("refused operand " + text);
    operands.push_back(*value);
  }
  const Rational exact = operation.exact(operands);
  switch (operation.finish) {
    case Finish::precision:
      return check_value(c, exact, to_precision(exact, mode, c.context), true);
    case Finish::exact:
      return check_value(c, exact, exact, true);
    case Finish::integer:
      return check_value(c, exact, round(exact, {mode, {1, 0}}), false);
    case Finish::integer_flagged:
      return check_value(c, exact, round(exact, {mode, {1, 0}}), true);
    case Finish::second_scale:
    case Finish::second_exponent: {
      const int scale = operation.finish == Finish::second_scale
                            ? operands[1].scale
                            : -static_cast<int>(operands[1].to_rational().numerator().to_int64());
      const Decimal result{round_to_steps(exact, {mode, {1, scale}}), scale};
      const CaseOutcome outcome = check_decimal(c, result);
      return outcome.passed ? check_value(c, exact, result.to_rational(), true) : outcome;
    }
    case Finish::text:
    case Finish::value_of_text:
      break;
  }
  return fail("unknown finish");
}

}  // namespace

std::string_view reason(Applies applies) {
  switch (applies) {
    case Applies::yes:
      return "applies";
    case Applies::other_operation:
      return "an operation that Remit does not have";
    case Applies::special_value:
      return "NaN or infinity as an operand: Remit has neither";
    case Applies::format_encoding:
      return "an encoded or missing operand, not decimal text";
    case Applies::other_rounding:
      return "rounding mode 05up, which Remit does not have";
    case Applies::exponent_limit:
      return "overflow of the largest exponent: Remit's numbers have none";
    case Applies::context_limit:
      return "a result refused for its number of digits: Remit has no such limit here";
    case Applies::division_by_zero:
      return "division by zero: an error value of the evaluators, above the numbers";
    case Applies::long_exponent:
      return "an exponent of more than four digits, which Remit refuses";
    case Applies::bare_point:
      return "'.5' or '5.': Remit wants a digit on either side of the point";
  }
  return "";
}

CaseOutcome run_decimal_case(const DecimalCase& decimal_case) {
  const Operation* operation = find_operation(decimal_case.operation);
  const Applies applied = applies(decimal_case, operation);
  if (applied == Applies::yes) return check_case(decimal_case, *operation);
  const bool must_refuse = applied == Applies::bare_point || applied == Applies::special_value;
  if (must_refuse && reads_text(*operation) &&
      parse_decimal(decimal_case.operands[0], {.exponent = true})) {
    return fail("accepted");
  }
  return {applied, false, {}};
}

}  // namespace remit::number

#include <optional>

#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/formula_sense.h"
#include "report/formula_text.h"
#include "report/notation.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {

using base::Language;
using diagnostic::format_text;
using plan::ExpressionId;
namespace text = diagnostic::text;

std::string operation_text(const ComputedRun& run, ExpressionId id, const row::Value& value,
                           Language language, const number::Rational* apart) {
  const plan::Plan& plan = run.plan();
  const type::Type type = plan.expressions[id].type;
  const auto* number = std::get_if<number::Rational>(&value);
  if (number == nullptr) return value_text(run, type, value, language);
  return quantity_text(*number, plan, type, notation_of_operation(plan, id), language, apart);
}

namespace {

/// Places, which are whole: "places 6 to 10".
std::string places_text(const type::Band& first, const type::Band& last, Language language) {
  const number::Rational one(1);
  const auto text = [language](const number::Rational& place) {
    return number_text(place, 0, language);
  };
  const number::Rational from =
      first.lower ? first.lower_closed ? *first.lower : *first.lower + one : one;
  if (!last.upper) return format_text(text::places_from, language, {text(from)});
  const number::Rational to = last.upper_closed ? *last.upper : *last.upper - one;
  if (from == to) return format_text(text::places_one, language, {text(from)});
  return format_text(text::places_between, language, {text(from), text(to)});
}

}  // namespace

std::string edges_text(const ComputedRun& run, ExpressionId id, const type::Band& first,
                       const type::Band& last, Language language) {
  const auto is_whole = [](const std::optional<number::Rational>& edge) {
    return !edge || edge->is_integer();
  };
  if (is_place(run.plan(), id) && is_whole(first.lower) && is_whole(last.upper))
    return places_text(first, last, language);
  const auto edge = [&](diagnostic::Text words, const number::Rational& value) {
    return format_text(words, language, {operation_text(run, id, value, language)});
  };
  std::string lower, upper;
  if (first.lower) {
    lower = edge(first.lower_closed ? text::edge_from : text::edge_over, *first.lower);
  }
  if (last.upper)
    upper = edge(last.upper_closed ? text::edge_up_to : text::edge_below, *last.upper);
  if (lower.empty() && upper.empty()) return format_text(text::edge_any, language, {});
  if (lower.empty() || upper.empty()) return lower + upper;
  return format_text(text::edge_both, language, {lower, upper});
}

}  // namespace remit::report

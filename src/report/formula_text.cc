#include "report/formula_text.h"

#include <span>

#include "base/utf8.h"
#include "diagnostic/format.h"
#include "report/value_text.h"
#include "report/words.h"
#include "type/functions.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
using diagnostic::Text;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

/// A formula deeper or longer than this is cut: nobody reads it, and a hostile one must not exhaust
/// the stack.
constexpr int kDeepest = 100;
constexpr std::size_t kLongest = 1500;

/// How tightly an operation binds; an operand that binds less stands in parentheses.
enum Binding : int { kChoice, kOr, kAnd, kNot, kCompare, kSum, kProduct, kSign, kAtom };

std::string_view word(Text text, Language language) {
  return diagnostic::text_template(text, language);
}

std::string_view comparison_sign(Opcode op) {
  switch (op) {
    case Opcode::equal:
      return " = ";
    case Opcode::not_equal:
      return " ≠ ";
    case Opcode::less:
      return " < ";
    case Opcode::less_equal:
      return " ≤ ";
    case Opcode::greater:
      return " > ";
    default:
      return " ≥ ";
  }
}

/// Name of the built-in function that an opcode is; empty for other opcodes.
std::string_view function_name(Opcode op, Language language) {
  for (const type::Function& function : type::functions()) {
    const bool on_values =
        function.kind == type::FunctionKind::row || function.kind == type::FunctionKind::extreme;
    if (on_values && function.op == op) return language == Language::zh ? function.zh : function.en;
  }
  return {};
}

class FormulaText {
 public:
  FormulaText(const ComputedRun& run, plan::ColumnId about, const row::FormulaTrace* trace,
              Language language)
      : run_(run), plan_(run.plan()), about_(about), trace_(trace), language_(language) {}

  std::string text(ExpressionId root) {
    std::string result = print(root, kChoice);
    if (result.size() <= kLongest) return result;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
    return result.substr(0, end) + "…";
  }

 private:
  /// The operation; in parentheses if it binds less than `least`.
  std::string print(ExpressionId id, int least) {
    if (depth_ >= kDeepest || spent_ > kLongest) return "…";
    ++depth_;
    int binding = kAtom;
    std::string result = print_bare(id, &binding);
    --depth_;
    if (binding < least) result = "(" + result + ")";
    return result;
  }

  std::span<const ExpressionId> operands(const Expression& e) const {
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }

  std::string leaf(ExpressionId id, const Expression& e) {
    std::string result = leaf_text(id, e);
    spent_ += result.size();
    return result;
  }

  std::string leaf_text(ExpressionId id, const Expression& e) const {
    switch (e.op) {
      case Opcode::number: {
        const number::Rational& value = plan_.numbers[e.payload];
        // Percent is how policies write shares and rates.
        const bool is_rate = e.type.kind == type::TypeKind::number && !value.is_integer();
        if (is_rate) return rate_text(value, language_);
        return quantity_text(value, plan_, e.type, language_);
      }
      case Opcode::column: {
        const row::FormulaTrace::Step* step = trace_ == nullptr ? nullptr : trace_->step(id);
        if (step != nullptr) return value_text(run_, e.type, step->value, language_);
        return cell_title(plan_, e.payload, about_, language_);
      }
      case Opcode::boolean:
        return value_text(run_, e.type, e.payload != 0, language_);
      case Opcode::date:
        return date_text({static_cast<std::int32_t>(e.payload)}, language_);
      case Opcode::text:
        return value_text(run_, e.type, std::string_view(plan_.texts[e.payload]), language_);
      case Opcode::category:
        return value_text(run_, e.type, row::Category{static_cast<std::int32_t>(e.payload)},
                          language_);
      case Opcode::fail:
        return std::string(fault_text(static_cast<type::CellFault>(e.payload), language_));
      default:
        return std::string(word(Text::formula_nothing, language_));
    }
  }

  std::string joined(std::span<const ExpressionId> all, std::string_view between, int least) {
    std::string result;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) result += between;
      result += print(all[i], least);
    }
    return result;
  }

  std::string arguments(std::span<const ExpressionId> all) {
    return joined(all, word(Text::formula_list, language_), kChoice);
  }

  std::string call(std::string_view name, std::span<const ExpressionId> all) {
    return format_text(Text::formula_call, language_, {name, arguments(all)});
  }

  std::string print_bare(ExpressionId id, int* binding) {
    const Expression& e = plan_.expressions[id];
    const auto all = operands(e);
    if (all.empty()) return leaf(id, e);
    if (const std::string_view name = function_name(e.op, language_); !name.empty()) {
      return call(name, all);
    }
    switch (e.op) {
      case Opcode::negate:
        *binding = kSign;
        return "-" + print(all[0], kSign);
      case Opcode::add:
        *binding = kSum;
        return joined(all, " + ", kSum);
      case Opcode::subtract:
        *binding = kSum;
        return print(all[0], kSum) + " - " + print(all[1], kProduct);
      case Opcode::multiply:
        *binding = kProduct;
        return joined(all, word(Text::formula_times, language_), kProduct);
      case Opcode::divide:
        *binding = kProduct;
        return print(all[0], kProduct) + std::string(word(Text::formula_divided, language_)) +
               print(all[1], kSign);
      case Opcode::equal:
      case Opcode::not_equal:
      case Opcode::less:
      case Opcode::less_equal:
      case Opcode::greater:
      case Opcode::greater_equal:
        *binding = kCompare;
        return print(all[0], kSum) + std::string(comparison_sign(e.op)) + print(all[1], kSum);
      case Opcode::conjunction:
        *binding = kAnd;
        return joined(all, word(Text::formula_and, language_), kNot);
      case Opcode::disjunction:
        *binding = kOr;
        return joined(all, word(Text::formula_or, language_), kAnd);
      case Opcode::negation:
        if (const Expression& inner = plan_.expressions[all[0]]; inner.op == Opcode::is_given) {
          *binding = kCompare;
          return format_text(Text::formula_is_not_given, language_,
                             {print(operands(inner)[0], kSum)});
        }
        *binding = kNot;
        return format_text(Text::formula_not, language_, {print(all[0], kCompare)});
      case Opcode::choose:
        *binding = kChoice;
        return format_text(Text::formula_if, language_,
                           {print(all[0], kOr), print(all[1], kOr), print(all[2], kChoice)});
      default:
        return print_other(e, all, binding);
    }
  }

  std::string print_other(const Expression& e, std::span<const ExpressionId> all, int* binding) {
    switch (e.op) {
      case Opcode::round: {
        const number::Rounding& rounding = plan_.roundings[e.payload];
        return format_text(
            Text::formula_round, language_,
            {print(all[0], kChoice), number_text(rounding.increment.to_rational(), 0, language_),
             mode_text(rounding.mode, language_)});
      }
      case Opcode::at_least:
        return format_text(Text::formula_at_least, language_, {e.payload, arguments(all)});
      case Opcode::is_given:
        *binding = kCompare;
        return format_text(Text::formula_is_given, language_, {print(all[0], kSum)});
      case Opcode::otherwise:
        *binding = kChoice;
        return format_text(Text::formula_otherwise, language_,
                           {print(all[0], kSum), print(all[1], kSum)});
      case Opcode::is_one_of:
        *binding = kCompare;
        return format_text(Text::formula_in, language_,
                           {print(all[0], kSum), arguments(all.subspan(1))});
      case Opcode::scale:
        return call(plan_.scales[e.payload].name, all);
      case Opcode::matrix:
        return call(plan_.matrices[e.payload].name, all);
      case Opcode::dated:
        *binding = kCompare;
        return format_text(Text::formula_dated, language_,
                           {plan_.dated[e.payload].name, print(all[0], kSum)});
      default:
        return print_duration(e, all, binding);
    }
  }

  /// Dates and the time between them.
  std::string print_duration(const Expression& e, std::span<const ExpressionId> all, int* binding) {
    const auto [text, unit] = [&]() -> std::pair<Text, Text> {
      switch (e.op) {
        case Opcode::add_days:
          return {Text::formula_later, Text::unit_days};
        case Opcode::add_workdays:
          return {Text::formula_later, Text::unit_workdays};
        case Opcode::add_months:
          return {Text::formula_later, Text::unit_months};
        case Opcode::add_years:
          return {Text::formula_later, Text::unit_years};
        case Opcode::days_between:
          return {Text::formula_between, Text::unit_days};
        case Opcode::workdays_between:
          return {Text::formula_between, Text::unit_workdays};
        case Opcode::months_between:
          return {Text::formula_between, Text::unit_months};
        default:
          return {Text::formula_between, Text::unit_years};
      }
    }();
    *binding = kSum;
    const std::string first = print(all[0], kSum);
    // A count that already says its unit says it once.
    const bool is_named = plan_.expressions[all[1]].type.kind == type::TypeKind::duration;
    const std::string second = print(all[1], kSum);
    if (text == Text::formula_later) {
      const std::string_view unit_word = is_named ? std::string_view() : word(unit, language_);
      return format_text(text, language_, {first, second, unit_word});
    }
    return format_text(text, language_, {word(unit, language_), first, second});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  plan::ColumnId about_;
  const row::FormulaTrace* trace_;
  Language language_;
  int depth_ = 0;
  std::size_t spent_ = 0;
};

}  // namespace

std::string_view mode_text(number::RoundingMode mode, Language language) {
  constexpr Text kModes[] = {Text::mode_half_up, Text::mode_half_even, Text::mode_half_down,
                             Text::mode_up,      Text::mode_down,      Text::mode_ceiling,
                             Text::mode_floor};
  return word(kModes[static_cast<std::size_t>(mode)], language);
}

std::string formula_names(const ComputedRun& run, plan::ColumnId column, Language language) {
  const auto& map = std::get<plan::Map>(run.plan().columns[column].node);
  return FormulaText(run, column, nullptr, language).text(map.expression);
}

std::string formula_figures(const ComputedRun& run, plan::ColumnId column,
                            const row::FormulaTrace& trace, Language language) {
  return FormulaText(run, column, &trace, language).text(trace.root);
}

}  // namespace remit::report

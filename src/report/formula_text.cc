#include "report/formula_text.h"

#include <algorithm>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "absl/strings/str_join.h"
#include "base/budget.h"
#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/date_parts.h"
#include "report/formula_sense.h"
#include "report/notation.h"
#include "report/repeated_parts.h"
#include "report/value_text.h"
#include "report/words.h"
#include "type/functions.h"
#include "type/operations.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
namespace text = diagnostic::text;
using diagnostic::Text;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;
using type::Binding;
using type::Reading;

/// A formula deeper or longer than this is cut: nobody reads it, and a hostile one must not exhaust
/// the stack.
constexpr int kDeepest = 100;
constexpr std::size_t kLongest = 1500;

std::string_view word(Text text, Language language) {
  return diagnostic::text_template(text, language);
}

class FormulaText {
 public:
  FormulaText(const FormulaWords& words, const row::FormulaTrace* trace)
      : run_(words.run),
        plan_(words.run.plan()),
        about_(words.about),
        stands_for_(words.stands_for),
        titles_(words.depth),
        named_(words.named),
        with_figures_(trace != nullptr),
        sense_(words.run.plan(), trace),
        language_(words.language) {}

  std::string text(ExpressionId root) {
    if (!with_figures_ && titles_ == 0) repeated_ = RepeatedParts(plan_, root);
    std::string result = print(root, Binding::choice);
    while (const std::optional<ExpressionId> part = repeated_.spell_out()) {
      result = format_text(text::formula_where, language_,
                           {result, repeated_.sign(), print(*part, Binding::choice)});
    }
    if (result.size() <= kLongest) return result;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
    return result.substr(0, end) + "…";
  }

  /// What gave the value of a step.
  std::string how(ExpressionId id) {
    const Expression& e = plan_.expressions[id];
    if (type::operation(e.op).leaf) return {};
    const bool is_table = sense_.gives_by_table(e);
    if (!is_table) return print(id, Binding::choice);
    std::string result;
    for (const diagnostic::Argument& name : payload_words(id)) result = name.in(language_);
    const std::string asked = list(sense_.operands(e));
    if (!asked.empty()) result += std::string(word(text::formula_list, language_)) + asked;
    const std::string& cite = cite_of(e);
    if (cite.empty()) return result;
    return result + std::string(word(text::formula_list, language_)) +
           format_text(text::explain_by_clause, language_, {cite});
  }

 private:
  const std::string& cite_of(const Expression& e) const {
    return e.op == Opcode::matrix ? plan_.matrices[e.payload].cite : plan_.dated[e.payload].cite;
  }

  /// `place < 11` says which places are meant.
  std::optional<std::string> places_text(const Expression& e) {
    if (e.op != Opcode::less && e.op != Opcode::less_equal) return std::nullopt;
    const Expression& limit = plan_.expressions[sense_.operands(e)[1]];
    if (!is_place(plan_, sense_.operands(e)[0]) || limit.op != Opcode::number) return std::nullopt;
    const number::Rational& edge = plan_.numbers[limit.payload];
    if (!edge.is_integer()) return std::nullopt;
    const number::Rational last = e.op == Opcode::less ? edge - number::Rational(1) : edge;
    return format_text(
        text::places_first, language_,
        {named_ ? side(sense_.operands(e)[0], sense_.operands(e)[1], Binding::choice)
                : print(sense_.operands(e)[0], type::operation(e.op).reading.least[0]),
         number_text(last, 0, language_)});
  }

  /// Of a choice the branch that was taken, with the condition because of which; nothing where no
  /// condition decided.
  std::optional<std::string> taken_branch(const Expression& e) {
    if (!with_figures_ || type::operation(e.op).evaluation != type::Evaluation::branch)
      return std::nullopt;
    const row::FormulaTrace::Step* condition = sense_.traced(sense_.operands(e)[0]);
    if (condition == nullptr || row::is_fault(condition->value)) return std::nullopt;
    const bool holds = row::truth_of(condition->value);
    const ExpressionId branch = sense_.operands(e)[holds ? 1 : 2];
    const Expression& asked = plan_.expressions[sense_.operands(e)[0]];
    const std::string taken = print(branch, Binding::choice);
    // Facts within a formula stand among the figures that it is made from.
    if (depth_ > 1 && !sense_.compares(sense_.operands(e)[0])) return taken;
    // "since coastal is no".
    if (asked.op == Opcode::column) {
      return format_text(text::formula_since_is, language_,
                         {taken, name_of(asked), value_text(run_, asked.type, holds, language_)});
    }
    const std::string_view denial = holds ? std::string_view() : words_of_denial(asked);
    const std::string why = denial.empty() ? print(sense_.operands(e)[0], Binding::choice)
                                           : denied_in_words(sense_.operands(e)[0], denial);
    return format_text(holds || !denial.empty() ? text::formula_since : text::formula_since_not,
                       language_, {taken, why});
  }

  /// How the operation reads where it does not hold ("a < b" for "a ≥ b"); empty if it has no words
  /// for that.
  std::string_view words_of_denial(const Expression& e) const {
    const Reading& own = type::operation(e.op).reading;
    if (!own.not_en.empty()) return in_language(own.not_en, own.not_zh);
    const std::optional<Opcode> opposite = type::opposite(e.op);
    if (!opposite) return {};
    const Reading& other = type::operation(*opposite).reading;
    return in_language(other.en, other.zh);
  }

  std::string name_of(const Expression& e) const {
    return cell_title(run_, stand_in(e.payload), about_, language_, titles_);
  }

  /// `min(x, max(limit, 0))` reads "x, at most the limit".
  std::optional<std::string> at_most_text(const Expression& e) {
    if (e.op != Opcode::minimum || e.operand_count != 2) return std::nullopt;
    for (std::size_t i = 0; i < 2; ++i)
      if (const auto limit = sense_.not_below_zero(sense_.operands(e)[i]))
        return format_text(
            text::formula_at_most, language_,
            {print(sense_.operands(e)[1 - i], Binding::choice), print(*limit, Binding::choice)});
    return std::nullopt;
  }

  /// With names, a fold over the rows before from a bound on, as the policy writes it: what it is
  /// computed by, all of them less those up to the bound, is no formula of the policy.
  std::string since_text(ExpressionId id, const Expression& e) const {
    const bool may_be = !with_figures_ && !type::operation(e.op).leaf && !e.span.empty();
    return may_be && sense_.is_since(id) ? quoted_text(plan_, e.span) : std::string();
  }
  /// The same of `any` and `all`, which are computed as a number of rows that is or is not zero.
  std::optional<std::string> since_truth(const Expression& e) const {
    if (with_figures_ || !type::operation(e.op).comparison || e.operand_count != 2) return {};
    const Expression& zero = plan_.expressions[sense_.operands(e)[1]];
    const bool against_zero = zero.op == Opcode::number && plan_.numbers[zero.payload].is_zero();
    if (!against_zero || type::operation(plan_.expressions[sense_.operands(e)[0]].op).leaf)
      return {};
    std::string said = since_text(sense_.operands(e)[0], plan_.expressions[sense_.operands(e)[0]]);
    const type::Function* function = type::find_function(said.substr(0, said.find('(')));
    if (function == nullptr) return {};
    const bool any = function->fold == type::FoldOp::any;
    if (!any && function->fold != type::FoldOp::all) return {};
    if (any == (e.op == Opcode::greater)) return said;
    const Reading& denied = type::operation(Opcode::negation).reading;
    return diagnostic::fill_template(in_language(denied.en, denied.zh), language_, {said});
  }

  /// The operation; in parentheses if it binds less than `least`.
  std::string print(ExpressionId id, Binding least) {
    base::go_deeper();
    if (depth_ >= kDeepest || spent_ > kLongest) return "…";
    ++depth_;
    const Expression& e = plan_.expressions[id];
    const type::OperationInfo& info = type::operation(e.op);
    const type::Notation around = notation_;
    if (!info.leaf) notation_ = notation_of_operands(plan_, id);
    Binding binding = Binding::atom;
    std::string result;
    const bool tabled =
        sense_.gives_by_table(e) || (depth_ > 1 && info.payload == type::Payload::scale);
    const row::FormulaTrace::Step* step =
        tabled || sense_.denies_fact(e) ? sense_.traced(id) : nullptr;
    if (const std::optional<ExpressionId> only = sense_.all_that_is_said(e)) {
      --depth_;
      notation_ = around;
      const row::FormulaTrace::Step* own = sense_.is_read_before(e) ? sense_.traced(id) : nullptr;
      if (own == nullptr || row::is_fault(own->value)) return print(*only, least);
      return shown(own->value, id, nullptr);
    }
    if (std::string since = since_text(id, e); !since.empty()) {
      result = std::move(since);
    } else if (std::optional<std::string> truth = since_truth(e)) {
      binding = type::operation(Opcode::negation).reading.binding;
      result = *std::move(truth);
    } else if (const std::optional<std::string> places = places_text(e)) {
      result = *places;
    } else if (const std::optional<std::string> at_most = at_most_text(e)) {
      binding = Binding::choice;
      result = *at_most;
    } else if (const std::optional<DateParts> date = date_parts(plan_, e)) {
      result = call_of_date(*date);
    } else if (info.leaf) {
      result = leaf_text(id, e);
      spent_ += result.size();
    } else if (std::string sign = repeated_.sign_of(id); !sign.empty()) {
      result = std::move(sign);
    } else if (std::optional<std::string> taken = taken_branch(e)) {
      result = *std::move(taken);
    } else if (step != nullptr && !row::is_fault(step->value)) {
      result = operation_text(run_, id, step->value, language_);
    } else if (const std::optional<ExpressionId> inner = sense_.denied(e)) {
      const Reading& reading = type::operation(plan_.expressions[*inner].op).reading;
      binding = reading.binding;
      result = denied_in_words(*inner, in_language(reading.not_en, reading.not_zh));
    } else if (info.is_junction() && info.reading.shape == Reading::Shape::joined) {
      binding = info.reading.binding;
      result = junction(id, info.reading);
    } else {
      binding = info.reading.binding;
      result = in_words(id, info.reading, in_language(info.reading.en, info.reading.zh));
    }
    --depth_;
    notation_ = around;
    return binding < least ? format_text(text::formula_group, language_, {result}) : result;
  }

  /// One side of a comparison with its value, told apart from the other side's.
  std::string side(ExpressionId id, ExpressionId other, Binding least) {
    const Expression& e = plan_.expressions[id];
    const row::FormulaTrace::Step* step = sense_.traced(id);
    const bool is_constant = type::is_constant(e.op);
    if (step == nullptr || is_constant || row::is_fault(step->value)) return print(id, least);
    const row::FormulaTrace::Step* beside = sense_.traced(other);
    const auto* apart = beside == nullptr ? nullptr : std::get_if<number::Rational>(&beside->value);
    const std::string value = shown(step->value, id, apart);
    std::string from = e.type.kind == type::TypeKind::boolean ? std::string() : how(id);
    if (named_ && from.empty() && e.op == Opcode::column) from = name_of(e);
    if (e.type.kind == type::TypeKind::boolean && !type::operation(e.op).leaf) {
      return print(id, least);
    }
    if (from.empty() || from == value) return value;
    return format_text(text::formula_side, language_, {value, from});
  }

  /// `date(year(day), 12, 31)`, as it was written.
  std::string call_of_date(const DateParts& parts) {
    std::string all;
    for (const DatePart& part : parts) {
      if (!all.empty()) all += word(text::formula_list, language_);
      all += part.expression ? print(*part.expression, Binding::choice) : part.constant.to_text();
    }
    return format_text(text::formula_call, language_, {in_language("date", "日期"), all});
  }

  /// What an operation came to, as the one around it writes it.
  std::string shown(const row::Value& value, ExpressionId id, const number::Rational* apart) const {
    const type::Type type = plan_.expressions[id].type;
    const auto* number = std::get_if<number::Rational>(&value);
    if (number == nullptr) return value_text(run_, type, value, language_);
    const type::Notation notation = notation_of_operand(plan_, id, notation_);
    return quantity_text(*number, plan_, type, notation, language_, apart);
  }

  std::string_view in_language(std::string_view en, std::string_view zh) const {
    return language_ == Language::zh ? zh : en;
  }

  std::string leaf_text(ExpressionId id, const Expression& e) const {
    using type::Payload;
    switch (type::operation(e.op).payload) {
      case Payload::number:
        return quantity_text(plan_.numbers[e.payload], plan_, e.type, e.notation, language_);
      case Payload::column: {
        const row::FormulaTrace::Step* step = sense_.traced(id);
        if (step == nullptr) return name_of(e);
        return shown(step->value, id, nullptr);
      }
      case Payload::truth:
        return value_text(run_, e.type, e.payload != 0, language_);
      case Payload::day:
        return date_text({static_cast<std::int32_t>(e.payload)}, language_);
      case Payload::text:
        return value_text(run_, e.type, std::string_view(plan_.texts[e.payload]), language_);
      case Payload::code:
        return value_text(run_, e.type, row::Category{static_cast<std::int32_t>(e.payload)},
                          language_);
      case Payload::fault:
        return std::string(fault_text(static_cast<type::CellFault>(e.payload), language_));
      case Payload::none:
      case Payload::rounding:
      case Payload::count:
      case Payload::scale:
      case Payload::matrix:
      case Payload::dated:
      case Payload::calendar:
        break;
    }
    return std::string(word(text::formula_nothing, language_));
  }

  plan::ColumnId stand_in(plan::ColumnId column) const {
    if (stands_for_ == nullptr) return column;
    const auto found = stands_for_->find(column);
    return found == stands_for_->end() ? column : found->second;
  }

  /// What a reader is told of the payload, in the order of the template.
  std::vector<diagnostic::Argument> payload_words(ExpressionId id) const {
    using type::Payload;
    const Expression& e = plan_.expressions[id];
    switch (type::operation(e.op).payload) {
      case Payload::rounding: {
        const number::Rounding& rounding = plan_.roundings[e.payload];
        const number::Rational grid = rounding.increment.to_rational();
        const type::Notation notation = notation_in(plan_, about_, id);
        return {e.type.kind == type::TypeKind::number ? rate_text(grid, notation, language_)
                                                      : number_text(grid, 0, language_),
                mode_text(rounding.mode, language_)};
      }
      case Payload::count:
        return {e.payload};
      case Payload::scale:
        return {plan_.scales[e.payload].name};
      case Payload::matrix:
        return {plan_.matrices[e.payload].name};
      case Payload::dated:
        return {plan_.dated[e.payload].name};
      case Payload::none:
      case Payload::number:
      case Payload::truth:
      case Payload::day:
      case Payload::text:
      case Payload::code:
      case Payload::column:
      case Payload::fault:
      case Payload::calendar:
        break;
    }
    return {};
  }

  std::string joined(std::span<const ExpressionId> all, std::string_view between, Binding least) {
    std::string result;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) result += between;
      result += print(all[i], least);
    }
    return result;
  }

  /// The parts of a junction that decide.
  std::string junction(ExpressionId id, const Reading& reading) {
    std::vector<ExpressionId> telling;
    for (const ExpressionId operand : sense_.operands(plan_.expressions[id]))
      if (sense_.decided(id, operand)) telling.push_back(operand);
    if (telling.empty())
      telling.assign(sense_.operands(plan_.expressions[id]).begin(),
                     sense_.operands(plan_.expressions[id]).end());
    if (telling.size() == 1) return print(telling[0], Binding::choice);
    std::vector<std::string> parts;  // what is computed in two ways is said once
    for (const ExpressionId part : telling)
      if (std::string said = print(part, reading.least[0]);
          std::ranges::find(parts, said) == parts.end())
        parts.push_back(std::move(said));
    return absl::StrJoin(parts, std::string(in_language(reading.en, reading.zh)));
  }

  std::string list(std::span<const ExpressionId> all) {
    return joined(all, word(text::formula_list, language_), Binding::choice);
  }

  /// The contrary of an operation, which writes its numbers as the operation does.
  std::string denied_in_words(ExpressionId id, std::string_view text) {
    const type::Notation around = notation_;
    notation_ = notation_of_operands(plan_, id);
    std::string result = in_words(id, type::operation(plan_.expressions[id].op).reading, text);
    notation_ = around;
    return result;
  }

  std::string in_words(ExpressionId id, const Reading& reading, std::string_view text) {
    const Expression& e = plan_.expressions[id];
    using Shape = Reading::Shape;
    const auto all = sense_.operands(e);
    std::vector<diagnostic::Argument> arguments;
    switch (reading.shape) {
      case Shape::none:
        return {};
      case Shape::joined:
        return joined(all, text, reading.least[0]);
      case Shape::call:
        return format_text(text::formula_call, language_, {text, list(all)});
      case Shape::phrase:
        if (sense_.counts_back(e, reading)) text = in_language(reading.back_en, reading.back_zh);
        for (std::size_t i = 0; i < all.size(); ++i) {
          arguments.emplace_back(type::operation(e.op).comparison
                                     ? side(all[i], all[1 - i], reading.least[i])
                                     : operand_in_words(e, reading, i));
        }
        break;
      case Shape::list:
        arguments.emplace_back(list(all));
        break;
      case Shape::first_and_list:
        arguments.emplace_back(side(all[0], all[0], reading.least[0]));
        arguments.emplace_back(list(all.subspan(1)));
        break;
    }
    for (diagnostic::Argument& more : payload_words(id)) arguments.push_back(std::move(more));
    return diagnostic::fill_template(text, language_, arguments);
  }

  std::string operand_in_words(const Expression& e, const Reading& reading, std::size_t index) {
    const ExpressionId id = sense_.operands(e)[index];
    const Binding least = reading.least[index];
    // "introducer is given", not "blank is given".
    if (type::operation(e.op).evaluation == type::Evaluation::given) {
      const row::FormulaTrace::Step* step = sense_.traced(id);
      const Expression& asked = plan_.expressions[id];
      if (step != nullptr && row::is_blank(step->value) && asked.op == Opcode::column)
        return name_of(asked);
    }
    if (index == 0 || reading.unit_en.empty()) return print(id, least);
    const Expression& count = plan_.expressions[id];
    std::string text;
    if (!sense_.counts_back(e, reading)) {
      text = print(id, least);
    } else if (count.op == Opcode::negate) {
      text = print(sense_.operands(count)[0], least);
    } else {
      text = quantity_text(plan_.numbers[count.payload].abs(), plan_, count.type, language_);
    }
    // A count that already says its unit says it once.
    if (sense_.says_unit(id)) return text;
    std::string_view unit = in_language(reading.unit_en, reading.unit_zh);
    if (language_ == Language::en && text == "1") unit.remove_suffix(1);  // of a plural
    return text + std::string(unit);
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  plan::ColumnId about_;
  const StandsFor* stands_for_;
  int titles_;
  bool named_;
  bool with_figures_;  ///< of a traced cell, else with names
  FormulaSense sense_;
  Language language_;
  type::Notation notation_ = type::Notation::plain;  ///< of the operation around
  int depth_ = 0;
  std::size_t spent_ = 0;
  RepeatedParts repeated_;
};

}  // namespace

std::string_view mode_text(number::RoundingMode mode, Language language) {
  constexpr Text kModes[] = {text::mode_half_up, text::mode_half_even, text::mode_half_down,
                             text::mode_up,      text::mode_down,      text::mode_ceiling,
                             text::mode_floor};
  return word(kModes[static_cast<std::size_t>(mode)], language);
}

std::string FormulaWords::names(ExpressionId root) const {
  return FormulaText(*this, nullptr).text(root);
}

std::string FormulaWords::figures(ExpressionId root, const row::FormulaTrace& trace) const {
  return FormulaText(*this, &trace).text(root);
}

std::string FormulaWords::how(ExpressionId step, const row::FormulaTrace& trace) const {
  return FormulaText(*this, &trace).how(step);
}

}  // namespace remit::report

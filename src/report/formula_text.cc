#include "report/formula_text.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

#include "absl/strings/str_join.h"
#include "base/budget.h"
#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/carried.h"
#include "report/date_parts.h"
#include "report/notation.h"
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
/// A part of so many operations is long, and there are signs for so many of them.
constexpr int kLongPart = 4;
constexpr std::size_t kMarks = 9;

/// Whether it is a place in a ranking.
bool is_place(const plan::Plan& plan, ExpressionId id) {
  const Expression& e = plan.expressions[id];
  return e.op == Opcode::column && std::holds_alternative<plan::Rank>(plan.columns[e.payload].node);
}

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
        trace_(trace),
        language_(words.language) {}

  std::string text(ExpressionId root) {
    if (trace_ == nullptr && titles_ == 0) find_repeated(root);
    std::string result = print(root, Binding::choice);
    for (std::size_t i = 0; i < marked_.size(); ++i) {
      spelled_out_ = marked_[i];
      result = format_text(text::formula_where, language_,
                           {result, mark(i), print(marked_[i], Binding::choice)});
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
    const bool is_table = gives_by_table(e);
    if (!is_table) return print(id, Binding::choice);
    std::string result;
    for (const diagnostic::Argument& name : payload_words(e)) result = name.in(language_);
    const std::string asked = list(operands(e));
    if (!asked.empty()) result += std::string(word(text::formula_list, language_)) + asked;
    const std::string& cite = cite_of(e);
    if (cite.empty()) return result;
    return result + std::string(word(text::formula_list, language_)) +
           format_text(text::explain_by_clause, language_, {cite});
  }

 private:
  /// A value that the policy lists, not one that is computed.
  static bool gives_by_table(const Expression& e) {
    const type::Payload payload = type::operation(e.op).payload;
    return payload == type::Payload::matrix || payload == type::Payload::dated;
  }
  const std::string& cite_of(const Expression& e) const {
    return e.op == Opcode::matrix ? plan_.matrices[e.payload].cite : plan_.dated[e.payload].cite;
  }

  /// `not` of something that is just true or false: with figures, what it comes to.
  bool denies_fact(const Expression& e) const {
    return e.op == Opcode::negation && type::operation(plan_.expressions[operands(e)[0]].op).leaf;
  }

  /// `place < 11` says which places are meant.
  std::optional<std::string> places_text(const Expression& e) {
    if (e.op != Opcode::less && e.op != Opcode::less_equal) return std::nullopt;
    const Expression& limit = plan_.expressions[operands(e)[1]];
    if (!is_place(plan_, operands(e)[0]) || limit.op != Opcode::number) return std::nullopt;
    const number::Rational& edge = plan_.numbers[limit.payload];
    if (!edge.is_integer()) return std::nullopt;
    const number::Rational last = e.op == Opcode::less ? edge - number::Rational(1) : edge;
    return format_text(text::places_first, language_,
                       {named_ ? side(operands(e)[0], operands(e)[1], Binding::choice)
                               : print(operands(e)[0], type::operation(e.op).reading.least[0]),
                        number_text(last, 0, language_)});
  }

  /// Parts of so many operations that stand in the formula more than once.
  void find_repeated(ExpressionId root) {
    std::vector<ExpressionId> open{root};
    base::HashMap<ExpressionId, int> users;
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (++users[id] > 1) continue;
      for (const ExpressionId operand : operands(plan_.expressions[id])) open.push_back(operand);
    }
    // In any order: they make a set.
    for (const auto& [id, count] : users)
      if (count > 1 && id != root && operations_in(id) >= kLongPart) repeated_.insert(id);
  }

  /// At most kLongPart.
  int operations_in(ExpressionId root) const {
    std::vector<ExpressionId> open{root};
    int count = 0;
    while (!open.empty() && count < kLongPart) {
      const Expression& e = plan_.expressions[open.back()];
      open.pop_back();
      if (type::operation(e.op).leaf) continue;
      ++count;
      for (const ExpressionId operand : operands(e)) open.push_back(operand);
    }
    return count;
  }

  /// What stands for a repeated part: ①, ②, … in the order in which they are met; empty for any
  /// other part, and for those beyond the signs.
  std::string mark_of(ExpressionId id) {
    if (!repeated_.contains(id) || spelled_out_ == id) return {};
    auto found = std::ranges::find(marked_, id);
    if (found == marked_.end()) {
      if (marked_.size() == kMarks) return {};
      found = marked_.insert(marked_.end(), id);
    }
    return mark(static_cast<std::size_t>(found - marked_.begin()));
  }
  static std::string mark(std::size_t index) {
    std::string sign = "\u2460";  // the circled digits follow each other
    sign.back() = static_cast<char>(sign.back() + static_cast<char>(index));
    return sign;
  }

  /// Of a choice the branch that was taken, with the condition because of which; nothing where no
  /// condition decided.
  std::optional<std::string> taken_branch(const Expression& e) {
    if (trace_ == nullptr || type::operation(e.op).evaluation != type::Evaluation::branch)
      return std::nullopt;
    const row::FormulaTrace::Step* condition = traced(operands(e)[0]);
    if (condition == nullptr || row::is_fault(condition->value)) return std::nullopt;
    const bool holds = row::truth_of(condition->value);
    const ExpressionId branch = operands(e)[holds ? 1 : 2];
    const Expression& asked = plan_.expressions[operands(e)[0]];
    const std::string taken = print(branch, Binding::choice);
    // Facts within a formula stand among the figures that it is made from.
    if (depth_ > 1 && !compares(operands(e)[0])) return taken;
    // "since coastal is no".
    if (asked.op == Opcode::column) {
      return format_text(text::formula_since_is, language_,
                         {taken, name_of(asked), value_text(run_, asked.type, holds, language_)});
    }
    const std::string_view denial = holds ? std::string_view() : words_of_denial(asked);
    const std::string why = denial.empty()
                                ? print(operands(e)[0], Binding::choice)
                                : in_words(asked, type::operation(asked.op).reading, denial);
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

  /// Whether a condition is more than facts and what they come to together.
  bool compares(ExpressionId root) const {
    base::go_deeper();
    const Expression& e = plan_.expressions[root];
    const type::OperationInfo& info = type::operation(e.op);
    if (info.leaf) return false;
    if (!info.is_junction() && e.op != Opcode::negation) return true;
    return std::ranges::any_of(operands(e),
                               [&](ExpressionId operand) { return compares(operand); });
  }

  /// Whether the operand of a junction is one because of which it holds or fails.
  bool decided(ExpressionId junction, ExpressionId operand) const {
    const row::FormulaTrace::Step* whole = traced(junction);
    const row::FormulaTrace::Step* part = traced(operand);
    if (whole == nullptr || row::is_fault(whole->value)) return true;
    if (part == nullptr) return false;
    // Of a failing conjunction those that fail, of a disjunction that holds those that hold.
    const bool holds = row::truth_of(whole->value);
    const auto evaluation = type::operation(plan_.expressions[junction].op).evaluation;
    const bool any_will_do = holds == (evaluation == type::Evaluation::until_true);
    return !any_will_do || (!row::is_fault(part->value) && row::truth_of(part->value) == holds);
  }

  std::string name_of(const Expression& e) const {
    return cell_title(run_, stand_in(e.payload), about_, language_, titles_);
  }

  /// The limit of `max(limit, 0)`: a computed one that leaves nothing where it is below zero.
  std::optional<ExpressionId> not_below_zero(ExpressionId id) const {
    const Expression& e = plan_.expressions[id];
    if (e.op != Opcode::maximum || e.operand_count != 2) return std::nullopt;
    for (std::size_t i = 0; i < 2; ++i) {
      const Expression& least = plan_.expressions[operands(e)[i]];
      if (least.op == Opcode::number && plan_.numbers[least.payload].is_zero())
        return operands(e)[1 - i];
    }
    return std::nullopt;
  }

  /// `min(x, max(limit, 0))` reads "x, at most the limit".
  std::optional<std::string> at_most_text(const Expression& e) {
    if (e.op != Opcode::minimum || e.operand_count != 2) return std::nullopt;
    for (std::size_t i = 0; i < 2; ++i)
      if (const auto limit = not_below_zero(operands(e)[i]))
        return format_text(
            text::formula_at_most, language_,
            {print(operands(e)[1 - i], Binding::choice), print(*limit, Binding::choice)});
    return std::nullopt;
  }

  const row::FormulaTrace::Step* traced(ExpressionId id) const {
    return trace_ == nullptr ? nullptr : trace_->step(id);
  }

  /// What a fold over the rows before has come to, or what it comes to without any.
  bool is_read_before(const Expression& e) const {
    if (e.op == Opcode::otherwise) return is_carried_cell(operands(e)[0]);
    if (e.op != Opcode::choose) return false;
    const Expression& condition = plan_.expressions[operands(e)[0]];
    return condition.op == Opcode::is_given && is_carried_cell(operands(condition)[0]);
  }
  bool is_carried_cell(ExpressionId id) const {
    const Expression& e = plan_.expressions[id];
    return e.op == Opcode::column && reads_carried(plan_, e.payload);
  }

  /// With names, a fold over the rows before from a bound on, as the policy writes it: what it is
  /// computed by, all of them less those up to the bound, is no formula of the policy.
  std::string since_text(ExpressionId id, const Expression& e) const {
    const bool may_be = trace_ == nullptr && !type::operation(e.op).leaf && !e.span.empty();
    return may_be && is_since(id) ? quoted_text(plan_, e.span) : std::string();
  }
  /// The same of `any` and `all`, which are computed as a number of rows that is or is not zero.
  std::optional<std::string> since_truth(const Expression& e) const {
    if (trace_ != nullptr || !type::operation(e.op).comparison || e.operand_count != 2) return {};
    const Expression& zero = plan_.expressions[operands(e)[1]];
    const bool against_zero = zero.op == Opcode::number && plan_.numbers[zero.payload].is_zero();
    if (!against_zero || type::operation(plan_.expressions[operands(e)[0]].op).leaf) return {};
    std::string said = since_text(operands(e)[0], plan_.expressions[operands(e)[0]]);
    const type::Function* function = type::find_function(said.substr(0, said.find('(')));
    if (function == nullptr) return {};
    const bool any = function->fold == type::FoldOp::any;
    if (!any && function->fold != type::FoldOp::all) return {};
    if (any == (e.op == Opcode::greater)) return said;
    const Reading& denied = type::operation(Opcode::negation).reading;
    return diagnostic::fill_template(in_language(denied.en, denied.zh), language_, {said});
  }
  /// Whether the operation, or one of the same call that it is made of, takes off what was carried
  /// up to a bound.
  bool is_since(ExpressionId id) const {
    base::go_deeper();
    const Expression& e = plan_.expressions[id];
    const auto all = operands(e);
    if (e.op == Opcode::subtract && is_read_before(plan_.expressions[all[1]])) {
      const Expression& off = plan_.expressions[operands(plan_.expressions[all[1]])[0]];
      if (off.op == Opcode::column && reads_up_to_bound(plan_, off.payload)) return true;
    }
    return std::ranges::any_of(all, [&](ExpressionId operand) {
      const Expression& part = plan_.expressions[operand];
      return !type::operation(part.op).leaf && part.span == e.span && is_since(operand);
    });
  }

  /// Of an operation that a form adds to a figure the operand that says it all: of `if x then yes
  /// else no` the condition, of a row found or else an error what is found, of what another figure
  /// takes the place of where it is not known the one that counts.
  std::optional<ExpressionId> all_that_is_said(const Expression& e) const {
    if (is_read_before(e)) return operands(e)[e.op == Opcode::choose ? 1 : 0];
    if (e.op != Opcode::choose) return std::nullopt;
    const auto all = operands(e);
    const auto is_truth = [&](ExpressionId id, bool wanted) {
      const Expression& of = plan_.expressions[id];
      return of.op == Opcode::boolean && (of.payload != 0) == wanted;
    };
    if (is_truth(all[1], true) && is_truth(all[2], false)) return all[0];
    if (asks_if_known(plan_, all[0])) {
      const row::FormulaTrace::Step* known = traced(all[0]);
      const bool counts =
          known == nullptr || row::is_fault(known->value) || row::truth_of(known->value);
      return all[counts ? 1 : 2];
    }
    const Expression& condition = plan_.expressions[all[0]];
    const Opcode instead = plan_.expressions[all[2]].op;
    if (condition.op != Opcode::is_given) return std::nullopt;
    if (instead == Opcode::fail) return all[1];
    const Expression& given = plan_.expressions[operands(condition)[0]];
    const bool of_order = given.op == Opcode::column && order().contains(given.payload);
    return instead == Opcode::blank && of_order ? std::optional(all[1]) : std::nullopt;
  }

  const std::set<plan::ColumnId>& order() const {
    if (!order_) order_ = columns_of_order(plan_);
    return *order_;
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
    const bool tabled = gives_by_table(e) || (depth_ > 1 && info.payload == type::Payload::scale);
    const row::FormulaTrace::Step* step = tabled || denies_fact(e) ? traced(id) : nullptr;
    if (const std::optional<ExpressionId> only = all_that_is_said(e)) {
      --depth_;
      notation_ = around;
      const row::FormulaTrace::Step* own = is_read_before(e) ? traced(id) : nullptr;
      if (own == nullptr || row::is_fault(own->value)) return print(*only, least);
      return shown(own->value, e.type, nullptr);
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
    } else if (std::string sign = mark_of(id); !sign.empty()) {
      result = std::move(sign);
    } else if (std::optional<std::string> taken = taken_branch(e)) {
      result = *std::move(taken);
    } else if (step != nullptr && !row::is_fault(step->value)) {
      result = operation_text(run_, id, step->value, language_);
    } else if (const Expression* inner = denied(e)) {
      const Reading& reading = type::operation(inner->op).reading;
      binding = reading.binding;
      result = in_words(*inner, reading, in_language(reading.not_en, reading.not_zh));
    } else if (info.is_junction() && info.reading.shape == Reading::Shape::joined) {
      binding = info.reading.binding;
      result = junction(id, info.reading);
    } else {
      binding = info.reading.binding;
      result = in_words(e, info.reading, in_language(info.reading.en, info.reading.zh));
    }
    --depth_;
    notation_ = around;
    return binding < least ? format_text(text::formula_group, language_, {result}) : result;
  }

  /// One side of a comparison with its value, told apart from the other side's.
  std::string side(ExpressionId id, ExpressionId other, Binding least) {
    const Expression& e = plan_.expressions[id];
    const row::FormulaTrace::Step* step = traced(id);
    const bool is_constant = type::is_constant(e.op);
    if (step == nullptr || is_constant || row::is_fault(step->value)) return print(id, least);
    const row::FormulaTrace::Step* beside = traced(other);
    const auto* apart = beside == nullptr ? nullptr : std::get_if<number::Rational>(&beside->value);
    const std::string value = shown(step->value, e.type, apart);
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

  /// A value as the operation around it writes numbers.
  std::string shown(const row::Value& value, type::Type type, const number::Rational* apart) const {
    const auto* number = std::get_if<number::Rational>(&value);
    if (number == nullptr) return value_text(run_, type, value, language_);
    return quantity_text(*number, plan_, type, notation_, language_, apart);
  }

  std::span<const ExpressionId> operands(const Expression& e) const {
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }
  std::string_view in_language(std::string_view en, std::string_view zh) const {
    return language_ == Language::zh ? zh : en;
  }

  /// The operand of a negation, if being denied has words of its own for it.
  const Expression* denied(const Expression& e) const {
    if (e.op != Opcode::negation) return nullptr;
    const Expression& inner = plan_.expressions[operands(e)[0]];
    return type::operation(inner.op).reading.not_en.empty() ? nullptr : &inner;
  }

  std::string leaf_text(ExpressionId id, const Expression& e) const {
    using type::Payload;
    switch (type::operation(e.op).payload) {
      case Payload::number:
        return quantity_text(plan_.numbers[e.payload], plan_, e.type, e.notation, language_);
      case Payload::column: {
        const row::FormulaTrace::Step* step = traced(id);
        if (step != nullptr) return shown(step->value, e.type, nullptr);
        return name_of(e);
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
  std::vector<diagnostic::Argument> payload_words(const Expression& e) const {
    using type::Payload;
    switch (type::operation(e.op).payload) {
      case Payload::rounding: {
        const number::Rounding& rounding = plan_.roundings[e.payload];
        return {number_text(rounding.increment.to_rational(), 0, language_),
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
    for (const ExpressionId operand : operands(plan_.expressions[id]))
      if (decided(id, operand)) telling.push_back(operand);
    if (telling.empty())
      telling.assign(operands(plan_.expressions[id]).begin(),
                     operands(plan_.expressions[id]).end());
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

  std::string in_words(const Expression& e, const Reading& reading, std::string_view text) {
    using Shape = Reading::Shape;
    const auto all = operands(e);
    std::vector<diagnostic::Argument> arguments;
    switch (reading.shape) {
      case Shape::none:
        return {};
      case Shape::joined:
        return joined(all, text, reading.least[0]);
      case Shape::call:
        return format_text(text::formula_call, language_, {text, list(all)});
      case Shape::phrase:
        if (counts_back(e, reading)) text = in_language(reading.back_en, reading.back_zh);
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
    for (diagnostic::Argument& more : payload_words(e)) arguments.push_back(std::move(more));
    return diagnostic::fill_template(text, language_, arguments);
  }

  /// Whether the count of a date operation is negative for every row: "30 days before".
  bool counts_back(const Expression& e, const Reading& reading) const {
    if (reading.back_en.empty()) return false;
    const Expression& count = plan_.expressions[operands(e)[1]];
    if (count.op == Opcode::number) return plan_.numbers[count.payload].is_negative();
    return count.op == Opcode::negate;
  }

  /// Whether a count is printed with its unit: a length of time, or a choice of some.
  bool says_unit(ExpressionId id) const {
    base::go_deeper();
    const Expression& count = plan_.expressions[id];
    if (count.type.kind == type::TypeKind::duration) return true;
    return type::operation(count.op).evaluation == type::Evaluation::branch &&
           says_unit(operands(count)[1]) && says_unit(operands(count)[2]);
  }

  std::string operand_in_words(const Expression& e, const Reading& reading, std::size_t index) {
    const ExpressionId id = operands(e)[index];
    const Binding least = reading.least[index];
    // "introducer is given", not "blank is given".
    if (type::operation(e.op).evaluation == type::Evaluation::given) {
      const row::FormulaTrace::Step* step = traced(id);
      const Expression& asked = plan_.expressions[id];
      if (step != nullptr && row::is_blank(step->value) && asked.op == Opcode::column)
        return name_of(asked);
    }
    if (index == 0 || reading.unit_en.empty()) return print(id, least);
    const Expression& count = plan_.expressions[id];
    std::string text;
    if (!counts_back(e, reading)) {
      text = print(id, least);
    } else if (count.op == Opcode::negate) {
      text = print(operands(count)[0], least);
    } else {
      text = quantity_text(plan_.numbers[count.payload].abs(), plan_, count.type, language_);
    }
    // A count that already says its unit says it once.
    if (says_unit(id)) return text;
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
  const row::FormulaTrace* trace_;
  Language language_;
  type::Notation notation_ = type::Notation::plain;  ///< of the operation around
  int depth_ = 0;
  std::size_t spent_ = 0;
  mutable std::optional<std::set<plan::ColumnId>> order_;  ///< once somebody asks
  base::HashSet<ExpressionId> repeated_;     ///< long parts that stand there several times
  std::vector<ExpressionId> marked_;         ///< those that have a sign
  std::optional<ExpressionId> spelled_out_;  ///< whose own text is being written
};

}  // namespace

bool asks_if_known(const plan::Plan& plan, ExpressionId condition) {
  const Expression& fails = plan.expressions[condition];
  if (fails.op != Opcode::fails) return false;
  const Expression& differs = plan.expressions[plan.operands[fails.first_operand]];
  return differs.op == Opcode::not_equal &&
         plan.operands[differs.first_operand] == plan.operands[differs.first_operand + 1];
}

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
  const auto edge = [&](Text text, const number::Rational& value) {
    return format_text(text, language, {operation_text(run, id, value, language)});
  };
  std::string lower, upper;
  if (first.lower) {
    lower = edge(first.lower_closed ? text::edge_from : text::edge_over, *first.lower);
  }
  if (last.upper)
    upper = edge(last.upper_closed ? text::edge_up_to : text::edge_below, *last.upper);
  if (lower.empty() && upper.empty()) return std::string(word(text::edge_any, language));
  if (lower.empty() || upper.empty()) return lower + upper;
  return format_text(text::edge_both, language, {lower, upper});
}

}  // namespace remit::report

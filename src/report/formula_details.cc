#include "report/formula_details.h"

#include <algorithm>
#include <set>
#include <span>

#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/formula_text.h"
#include "report/notation.h"
#include "report/passed_over.h"
#include "report/remarks.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
using diagnostic::format_text;
namespace text = diagnostic::text;
using diagnostic::Text;
using number::Rational;
using row::FormulaTrace;

/// Longest way in which a limit came about that its sentence spells out, in code points.
constexpr std::size_t kLongestHow = 60;

/// Days that a sentence lists; of more it says how many there are.
constexpr std::size_t kMostDays = 20;

class FormulaDetails {
 public:
  FormulaDetails(const ComputedRun& run, const row::Trace& trace, row::TraceId cell,
                 const FormulaTrace& formula, Language language, Told told)
      : run_(run),
        plan_(run.plan()),
        trace_(trace),
        is_asked_(cell == 0),
        cell_(trace.cells[cell]),
        formula_(formula),
        language_(language),
        told_(told) {}

  std::vector<std::string> sentences() {
    for (const FormulaTrace::Step& step : formula_.steps) tell_table(step);
    for (std::string& said : remark_sentences(run_, cell_.column, formula_, language_))
      sentences_.push_back(std::move(said));
    for (const row::DatedTaken& taken : formula_.dated) tell_dated(taken);
    for (const FormulaTrace::Step& step : formula_.steps) tell_calendar(step);
    for (const row::BandTaken& taken : formula_.bands) tell_band(taken);
    for (const FormulaTrace::Step& step : formula_.steps) tell_choice(step);
    for (const row::LimitTaken& taken : formula_.limits) tell_limit(taken);
    for (const row::RoundingDone& done : formula_.roundings) tell_rounding(done);
    if (told_ == Told::of_cell) tell_readings();
    return std::move(sentences_);
  }

 private:
  void say(Text text, const std::vector<Argument>& arguments) {
    sentences_.push_back(format_text(text, language_, arguments));
  }
  std::string plain(const Rational& value) const { return number_text(value, 0, language_); }
  std::string of_type(plan::ExpressionId id, const Rational& value) const {
    return operation_text(run_, id, value, language_);
  }
  FormulaWords words() const { return {run_, cell_.column, language_}; }
  std::span<const plan::ExpressionId> operands(plan::ExpressionId id) const {
    const plan::Expression& e = plan_.expressions[id];
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }

  /// What a parameter gave, unless the formula says so as the side of a comparison.
  void tell_table(const FormulaTrace::Step& step) {
    const plan::Expression& e = plan_.expressions[step.expression];
    if (e.op != plan::Opcode::matrix || row::is_fault(step.value)) return;
    for (const FormulaTrace::Step& user : formula_.steps) {
      const auto all = operands(user.expression);
      const bool compares = type::operation(plan_.expressions[user.expression].op).comparison &&
                            std::find(all.begin(), all.end(), step.expression) != all.end();
      if (compares) return;
    }
    const std::string how = words().how(step.expression, formula_);
    say(text::explain_table, {operation_text(run_, step.expression, step.value, language_), how});
  }

  /// How the constants and tables were read that the formula rests on.
  void tell_readings() {
    std::set<std::string_view> used;
    for (const plan::Remark* remark : remarks_in(plan_, cell_.column, formula_))
      used.insert(remark->name);
    for (const row::BandTaken& taken : formula_.bands) used.insert(plan_.scales[taken.scale].name);
    for (const row::DatedTaken& taken : formula_.dated) used.insert(plan_.dated[taken.dated].name);
    for (const FormulaTrace::Step& step : formula_.steps) {
      const plan::Expression& e = plan_.expressions[step.expression];
      if (e.op == plan::Opcode::matrix) used.insert(plan_.matrices[e.payload].name);
    }
    for (const plan::Basis& basis : plan_.bases) {
      if (!basis.reading.empty() && !basis.name.empty() && used.contains(basis.name))
        say(text::explain_reading_of, {basis.name, basis.reading});
    }
  }

  void tell_dated(const row::DatedTaken& taken) {
    const plan::Dated& dated = plan_.dated[taken.dated];
    const std::string name = named_text(dated.name, dated.label, dated.cite, language_);
    const std::string asked = date_text(taken.asked, language_);
    const std::string since = date_text(taken.since, language_);
    const FormulaTrace::Step* step = formula_.step(taken.expression);
    const std::string value = operation_text(run_, taken.expression, step->value, language_);
    if (!taken.until) return say(text::explain_dated, {name, asked, since, value});
    say(text::explain_dated_until, {name, asked, since, value, date_text(*taken.until, language_)});
  }

  /// Which days a count of workdays passed over, and which weekend days it did not.
  void tell_calendar(const FormulaTrace::Step& step) {
    const plan::Expression& e = plan_.expressions[step.expression];
    const bool moves = e.op == plan::Opcode::add_workdays;
    if ((!moves && e.op != plan::Opcode::workdays_between) || row::is_fault(step.value)) return;
    const auto all = operands(step.expression);
    const FormulaTrace::Step* from = formula_.step(all[0]);
    const FormulaTrace::Step* to = moves ? &step : formula_.step(all[1]);
    if (from == nullptr || to == nullptr || row::is_fault(from->value) || row::is_fault(to->value))
      return;
    const PassedOver days = passed_over(run_, e.payload, std::get<row::Date>(from->value),
                                        std::get<row::Date>(to->value));
    if (!days.free.empty()) say(text::explain_free_days, {listed(days.free)});
    if (!days.worked.empty()) say(text::explain_worked_days, {listed(days.worked)});
  }

  std::string listed(const std::vector<row::Date>& days) const {
    std::string list;
    for (std::size_t i = 0; i < days.size() && i < kMostDays; ++i)
      append_item(list, date_text(days[i], language_), language_);
    if (days.size() > kMostDays)
      return format_text(text::explain_days_in_all, language_, {list, days.size()});
    return list;
  }

  std::string edges(const type::Band& band, plan::ExpressionId operand) const {
    return edges_text(run_, operand, band, band, language_);
  }

  void tell_band(const row::BandTaken& taken) {
    const type::Scale& scale = plan_.scales[taken.scale];
    const plan::ExpressionId operand =
        plan_.operands[plan_.expressions[taken.expression].first_operand];
    const std::string value = of_type(operand, taken.value);
    const row::BandPart& last = taken.parts.back();
    const std::string bracket = edges(scale.bands[last.band], operand);
    const std::string rate =
        rate_text(scale.bands[last.band].value, scale.bands[last.band].notation, language_);
    const std::string result = of_type(taken.expression, last.amount);
    const std::string name = named_text(scale.name, scale.label, scale.cite, language_);
    if (scale.kind == type::ScaleKind::step) {
      return say(text::explain_band_step, {value, bracket, name, result});
    }
    if (scale.kind == type::ScaleKind::slab) {
      return say(text::explain_band_slab, {value, bracket, name, rate, result});
    }
    std::string parts;
    Rational sum;
    for (const row::BandPart& part : taken.parts) {
      sum += part.amount;
      append_item(
          parts,
          format_text(
              text::explain_band_part, language_,
              {edges(scale.bands[part.band], operand),
               rate_text(scale.bands[part.band].value, scale.bands[part.band].notation, language_),
               of_type(operand, part.part), of_type(taken.expression, part.amount)}),
          language_);
    }
    say(text::explain_band_marginal, {name, parts, of_type(taken.expression, sum)});
  }

  /// A `min` or `max` none of whose operands is a limit: the formula shows what they were computed
  /// from, this what they are.
  void tell_choice(const FormulaTrace::Step& step) {
    const plan::Expression& e = plan_.expressions[step.expression];
    const bool chooses = e.op == plan::Opcode::minimum || e.op == plan::Opcode::maximum;
    if (!chooses || row::is_fault(step.value)) return;
    const auto* chosen = std::get_if<Rational>(&step.value);
    for (const row::LimitTaken& limit : formula_.limits) {
      if (limit.expression == step.expression) return;
    }
    std::string list;
    bool all_are_plain = true;
    for (const plan::ExpressionId operand : operands(step.expression)) {
      all_are_plain = all_are_plain && type::operation(plan_.expressions[operand].op).leaf;
      const FormulaTrace::Step* known = formula_.step(operand);
      if (known == nullptr) return;
      // A floor of zero that is exceeded says nothing.
      const plan::Expression& of = plan_.expressions[operand];
      const bool is_zero = of.op == plan::Opcode::number && plan_.numbers[of.payload].is_zero();
      if (is_zero && chosen != nullptr && !chosen->is_zero()) return;
      append_item(list, operation_text(run_, operand, known->value, language_), language_);
    }
    if (all_are_plain) return;
    say(e.op == plan::Opcode::minimum ? text::explain_least_of : text::explain_largest_of, {list});
  }

  /// Of `max(limit, 0)` what the policy writes.
  plan::ExpressionId written_limit(plan::ExpressionId id) const {
    const plan::Expression& e = plan_.expressions[id];
    if (e.op != plan::Opcode::maximum || e.operand_count != 2) return id;
    const auto all = operands(id);
    for (std::size_t i = 0; i < 2; ++i) {
      const plan::Expression& least = plan_.expressions[all[i]];
      if (least.op == plan::Opcode::number && plan_.numbers[least.payload].is_zero())
        return all[1 - i];
    }
    return id;
  }

  /// The limit with what gave it: "CNY 500,000.00 (CNY 600,000.00 - CNY 100,000.00)".
  std::string bound_text(const row::LimitTaken& taken) const {
    const plan::ExpressionId limit = written_limit(operands(taken.expression)[taken.limit]);
    const std::string value = of_type(taken.expression, taken.bound);
    const std::string how = words().how(limit, formula_);
    const bool is_long = how.empty() || how == value || base::count_code_points(how) > kLongestHow;
    return is_long ? value : format_text(text::formula_side, language_, {value, how});
  }

  /// What the limit limits, by its names.
  std::string limited_text(const row::LimitTaken& taken) const {
    const auto all = operands(taken.expression);
    std::string list;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i != taken.limit) append_item(list, words().names(all[i]), language_);
    }
    return list;
  }

  void tell_limit(const row::LimitTaken& taken) {
    const bool is_cap = plan_.expressions[taken.expression].op == plan::Opcode::minimum;
    const std::string bound = bound_text(taken);
    const bool is_root = taken.expression == formula_.root;
    if (taken.binds()) {
      return is_root ? tell_root_limit(taken, is_cap, bound)
                     : tell_inner_limit(taken, is_cap, bound);
    }
    if (!is_cap && taken.bound.is_zero()) return;
    if (taken.result == taken.bound) {
      return say(is_cap ? text::explain_cap_met : text::explain_floor_met, {bound});
    }
    if (is_root) return say(is_cap ? text::explain_cap_free : text::explain_floor_free, {bound});
    say(is_cap ? text::explain_cap_free_of : text::explain_floor_free_of,
        {bound, limited_text(taken)});
  }

  /// The figure is the limit: what it would be without it.
  void tell_root_limit(const row::LimitTaken& taken, bool is_cap, const std::string& bound) {
    const bool of_asked = told_ == Told::of_asked && !is_asked_;
    if (!of_asked) {
      return say(is_cap ? text::explain_cap_binds : text::explain_floor_binds,
                 {bound, of_type(taken.expression, taken.without)});
    }
    const Rational* asked = taken.asked ? std::get_if<Rational>(&*taken.asked) : nullptr;
    if (asked != nullptr) {
      return say(is_cap ? text::explain_cap_binds : text::explain_floor_binds,
                 {bound, of_asked_cell(*asked)});
    }
    say(is_cap ? text::explain_cap_binds_of : text::explain_floor_binds_of,
        {bound, of_type(taken.expression, taken.without),
         cell_title(run_, cell_.column, cell_.column, language_)});
  }

  /// The limit is of a part of the formula.
  void tell_inner_limit(const row::LimitTaken& taken, bool is_cap, const std::string& bound) {
    say(is_cap ? text::explain_cap_inner : text::explain_floor_inner,
        {bound, limited_text(taken), of_type(taken.expression, taken.without)});
    const bool of_asked = told_ == Told::of_asked;
    const std::optional<row::Value>& figure = of_asked ? taken.asked : taken.figure;
    const Rational* number = figure ? std::get_if<Rational>(&*figure) : nullptr;
    if (number == nullptr) return;
    say(text::explain_inner_without,
        {of_asked ? of_asked_cell(*number) : cell_text(run_, cell_.column, *number, language_)});
  }

  std::string of_asked_cell(const Rational& value) const {
    return cell_text(run_, trace_.cells[0].column, value, language_);
  }

  void tell_rounding(const row::RoundingDone& done) {
    const Rational gained = done.gained();
    if (gained.is_zero()) return;
    const std::string exact = of_type(done.expression, done.exact);
    const std::string rounded = of_type(done.expression, done.rounded);
    if (!done.rounding) return say(text::explain_whole_number, {exact, rounded});
    const std::string_view mode = mode_text(done.rounding->mode, language_);
    // What rounding changed has more digits than the money; it is shown as a plain number.
    const bool is_number = plan_.expressions[done.expression].type.kind == type::TypeKind::number;
    const type::Notation notation =
        is_number ? notation_in(plan_, cell_.column, done.expression) : type::Notation::plain;
    const auto written = [&](const Rational& value) {
      return number_in(value, notation, language_);
    };
    say(gained.sign() > 0 ? text::explain_rounded_up : text::explain_rounded_down,
        {mode, written(done.rounding->increment.to_rational()), written(done.exact),
         written(done.rounded), written(gained.abs())});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  bool is_asked_;
  const row::TracedCell& cell_;
  const FormulaTrace& formula_;
  Language language_;
  Told told_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> formula_sentences(const ComputedRun& run, const row::Trace& trace,
                                           row::TraceId cell, const FormulaTrace& formula,
                                           Language language, Told told) {
  return FormulaDetails(run, trace, cell, formula, language, told).sentences();
}

}  // namespace remit::report

#include <algorithm>

#include "row/trace_node.h"

namespace remit::row {
namespace {

using number::Rational;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

/// The values of one formula, and which of its steps decided the result.
class FormulaTracer {
 public:
  FormulaTracer(Evaluator& evaluator, const CellPlace& place)
      : plan_(place.plan),
        column_(place.column),
        steps_(evaluator.formula(place.column).steps()),
        values_(evaluator.demand([&] { return evaluator.formula(place.column).values(place); })),
        counts_(steps_.size(), false) {}

  FormulaTrace run(const CellPlace& place, const CellNamer& name) {
    trace_.root = steps_.back();
    counts_.back() = true;
    for (std::size_t i = steps_.size(); i-- > 0;) {
      if (counts_[i]) mark_operands(i);
    }
    const std::vector<TraceId> cells = name_cells(place, name);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (counts_[i]) tell(i, cells[i]);
    }
    return std::move(trace_);
  }

 private:
  std::span<const ExpressionId> operands(std::size_t step) const {
    const Expression& e = plan_.expressions[steps_[step]];
    return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
  }
  std::size_t step_of(ExpressionId id) const {
    const auto found = std::lower_bound(steps_.begin(), steps_.end(), id);
    return static_cast<std::size_t>(found - steps_.begin());
  }
  const Value& value_of(ExpressionId id) const { return values_[step_of(id)]; }

  /// Marks the operands without which the step would not have its value.
  void mark_operands(std::size_t step) {
    const std::span<const ExpressionId> all = operands(step);
    switch (type::operation(plan_.expressions[steps_[step]].op).evaluation) {
      case type::Evaluation::branch: {
        mark(all[0]);
        const Value& condition = value_of(all[0]);
        if (!is_fault(condition)) mark(truth_of(condition) ? all[1] : all[2]);
        return;
      }
      case type::Evaluation::fallback:
        mark(all[0]);
        if (is_blank(value_of(all[0]))) mark(all[1]);
        return;
      case type::Evaluation::until_false:
        return mark_decisive(all, values_[step], false);
      case type::Evaluation::until_true:
        return mark_decisive(all, values_[step], true);
      case type::Evaluation::counted:
        return mark_counted(all, values_[step]);
      case type::Evaluation::strict:
      case type::Evaluation::given:
      case type::Evaluation::certain:
        for (const ExpressionId operand : all) mark(operand);
    }
  }

  /// A conjunction is false because of the operands that are false, in error because of those in
  /// error, true because of all.
  void mark_decisive(std::span<const ExpressionId> all, const Value& result, bool decisive) {
    for (const ExpressionId operand : all) {
      const Value& value = value_of(operand);
      const bool counts = is_fault(result) ? is_fault(value)
                                           : truth_of(result) != decisive ||
                                                 (!is_fault(value) && truth_of(value) == decisive);
      if (counts) mark(operand);
    }
  }

  /// So many hold because of those that are true, too few because of those that are false; it is in
  /// error because of those in error.
  void mark_counted(std::span<const ExpressionId> all, const Value& result) {
    for (const ExpressionId operand : all) {
      const Value& value = value_of(operand);
      const bool counts = is_fault(value)
                              ? is_fault(result)
                              : !is_fault(result) && truth_of(value) == truth_of(result);
      if (counts) mark(operand);
    }
  }

  /// The cells read by the steps that count, named in the order in which the formula reads.
  std::vector<TraceId> name_cells(const CellPlace& place, const CellNamer& name) const {
    std::vector<TraceId> cells(steps_.size(), kNotTraced);
    std::vector<bool> seen(steps_.size(), false);
    std::vector<std::size_t> stack{steps_.size() - 1};
    while (!stack.empty()) {
      const std::size_t i = stack.back();
      stack.pop_back();
      if (seen[i]) continue;
      seen[i] = true;
      const Expression& e = plan_.expressions[steps_[i]];
      if (e.op == Opcode::column) cells[i] = name(e.payload, place.row);
      const std::span<const ExpressionId> all = operands(i);
      for (std::size_t k = all.size(); k-- > 0;) {
        if (counts_[step_of(all[k])]) stack.push_back(step_of(all[k]));
      }
    }
    return cells;
  }

  void mark(ExpressionId id) { counts_[step_of(id)] = true; }

  void tell(std::size_t i, TraceId cell) {
    const ExpressionId id = steps_[i];
    trace_.steps.push_back({id, values_[i], cell});
    if (!is_fault(values_[i])) tell_more(id, plan_.expressions[id], values_[i]);
  }

  void tell_more(ExpressionId id, const Expression& e, const Value& value) {
    const auto operand = [&](std::size_t i) -> const Value& {
      return value_of(plan_.operands[e.first_operand + i]);
    };
    switch (type::operation(e.op).told) {
      case type::Told::nothing:
        return;
      case type::Told::band:
        return tell_band(id, e, number_of(operand(0)));
      case type::Told::rounding:
        trace_.roundings.push_back({id, number_of(operand(0)), number_of(value), grid_of(e)});
        return;
      case type::Told::limit:
        return tell_limit(id, e, value);
      case type::Told::dated:
        return tell_dated(id, e, std::get<Date>(operand(0)));
    }
  }

  /// The rounding's own; none is to a whole number.
  std::optional<number::Rounding> grid_of(const Expression& e) const {
    if (type::operation(e.op).payload != type::Payload::rounding) return std::nullopt;
    return plan_.roundings[e.payload];
  }

  void tell_band(ExpressionId id, const Expression& e, const Rational& value) {
    const type::Scale& scale = plan_.scales[e.payload];
    BandTaken taken{id, e.payload, value, {}};
    if (scale.kind == type::ScaleKind::marginal) {
      taken.parts = marginal_parts(scale, value);
    } else {
      const std::size_t band = *band_of(scale, value);
      const Rational& rate = scale.bands[band].value;
      const bool slab = scale.kind == type::ScaleKind::slab;
      taken.parts = {{band, value, slab ? value * rate : rate}};
    }
    trace_.bands.push_back(std::move(taken));
  }

  void tell_limit(ExpressionId id, const Expression& e, const Value& value) {
    if (!std::holds_alternative<Rational>(value)) return;
    const auto all = std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
    const std::optional<std::size_t> limit = limit_among(e.op, all);
    if (!limit) return;
    LimitTaken taken;
    taken.expression = id;
    taken.limit = *limit;
    taken.bound = number_of(value_of(all[*limit]));
    taken.result = number_of(value);
    std::optional<Rational> without;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == *limit) continue;
      const Rational& other = number_of(value_of(all[i]));
      if (!without || is_tighter(e.op, other, *without)) without = other;
    }
    taken.without = *without;
    trace_.limits.push_back(std::move(taken));
  }

  static bool is_tighter(Opcode op, const Rational& a, const Rational& b) {
    return op == Opcode::minimum ? a < b : a > b;
  }

  /// Of several limits the tightest.
  std::optional<std::size_t> limit_among(Opcode op, std::span<const ExpressionId> all) const {
    std::optional<std::size_t> limit;
    bool all_are = all.size() > 1;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_fixed(all[i])) {
        all_are = false;
      } else if (!limit ||
                 is_tighter(op, number_of(value_of(all[i])), number_of(value_of(all[*limit])))) {
        limit = i;
      }
    }
    if (limit && !all_are) return limit;
    const type::Role role = plan_.columns[column_].origin.role;
    const bool is_clause = role == type::Role::cap || role == type::Role::floor;
    if (is_clause && all.size() > 1) return all.size() - 1;
    return std::nullopt;
  }

  /// The same for every row, or what a parameter gives.
  bool is_fixed(ExpressionId id) const {
    using type::Payload;
    const Payload payload = type::operation(plan_.expressions[id].op).payload;
    if (payload == Payload::matrix || payload == Payload::dated) return true;
    const bool is_whole = plan_.columns[column_].entity == plan::kWhole;
    std::vector<ExpressionId> open{id};
    base::HashSet<ExpressionId> seen;
    while (!open.empty()) {
      const ExpressionId next = open.back();
      open.pop_back();
      if (!seen.insert(next).second) continue;
      const Expression& e = plan_.expressions[next];
      const bool reads = e.op == Opcode::column;
      if (reads && (is_whole || plan_.columns[e.payload].entity != plan::kWhole)) return false;
      const auto more = std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
      open.insert(open.end(), more.begin(), more.end());
    }
    return true;
  }

  void tell_dated(ExpressionId id, const Expression& e, Date asked) {
    const plan::Dated& dated = plan_.dated[e.payload];
    const auto after = std::upper_bound(dated.days.begin(), dated.days.end(), asked.days);
    DatedTaken taken{id, e.payload, asked, Date{*std::prev(after)}, std::nullopt};
    if (after != dated.days.end()) {
      taken.until = Date{*after - 1};
    } else if (dated.ends) {
      taken.until = Date{dated.last_day};
    }
    trace_.dated.push_back(taken);
  }

  const plan::Plan& plan_;
  plan::ColumnId column_;
  std::span<const ExpressionId> steps_;
  std::vector<Value> values_;
  std::vector<bool> counts_;
  FormulaTrace trace_;
};

}  // namespace

FormulaTrace trace_formula(Evaluator& evaluator, const CellPlace& place, const CellNamer& name) {
  return FormulaTracer(evaluator, place).run(place, name);
}

}  // namespace remit::row

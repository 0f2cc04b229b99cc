// An amount of a whole period, of which days or months of it are meant.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "check/call_words.h"
#include "check/same_value.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {

using type::Opcode;
using type::Type;

namespace {

/// What is written of a span of days; both its ends belong to it.
struct Days {
  NodeView first_node;
  NodeView last_node;
  ExprId first = kNone;
  ExprId last = kNone;
};

/// How long spans are, in days, months or years, where a part of a month or year counts by its
/// days. Spans that adjoin add up.
class Measure {
 public:
  Measure(ExprBuilder& build, bool by_month, base::Span span)
      : build_(build), by_month_(by_month), span_(span) {}

  /// In days, or in months.
  ExprId length(ExprId first, ExprId last) const {
    if (by_month_) return build_.subtract(months_at_end(last), months_before(first), span_);
    const ExprId apart = of({first, last}, Opcode::days_between);
    return build_.add(apart, one(), span_);
  }

  /// In years of the calendar.
  ExprId years(ExprId first, ExprId last) const {
    if (by_month_)
      return build_.divide(length(first, last), build_.number(12), type::kNumber, span_);
    return build_.subtract(years_at_end(last), years_before(first), span_);
  }

 private:
  ExprId one() const { return build_.number(1, type::kNumber, span_); }

  ExprId of(Args args, Opcode op) const {
    const bool date = op == Opcode::end_of_month || op == Opcode::end_of_year ||
                      op == Opcode::add_years || op == Opcode::add_days;
    return build_.operation(op, std::move(args), date ? type::kDate : type::kNumber, span_);
  }
  ExprId over(ExprId days, ExprId of_all) const {
    return build_.divide(days, of_all, type::kNumber, span_);
  }

  ExprId months(ExprId day, ExprId passed) const {
    const ExprId years = build_.multiply(of({day}, Opcode::year_of), build_.number(12), span_);
    const ExprId all = of({of({day}, Opcode::end_of_month)}, Opcode::day_of);
    return build_.add(build_.add(years, of({day}, Opcode::month_of), span_), over(passed, all),
                      span_);
  }
  ExprId months_at_end(ExprId day) const { return months(day, of({day}, Opcode::day_of)); }
  ExprId months_before(ExprId day) const {
    return months(day, build_.subtract(of({day}, Opcode::day_of), one(), span_));
  }

  /// The year, and what of it has passed, so many days after the end of the year before.
  ExprId years_after(ExprId day, ExprId counted_to) const {
    const ExprId last = of({day}, Opcode::end_of_year);
    const ExprId before = of({last, build_.number(-1, type::kNumber, span_)}, Opcode::add_years);
    const ExprId passed = of({before, counted_to}, Opcode::days_between);
    return build_.add(of({day}, Opcode::year_of),
                      over(passed, of({before, last}, Opcode::days_between)), span_);
  }
  ExprId years_at_end(ExprId day) const { return years_after(day, day); }
  ExprId years_before(ExprId day) const {
    const ExprId eve = of({day, build_.number(-1, type::kNumber, span_)}, Opcode::add_days);
    return years_after(day, eve);
  }

  ExprBuilder& build_;
  bool by_month_;
  base::Span span_;
};

}  // namespace

/// Of which something was complained.
static bool is_wrong(const ExprBuilder& build, ExprId day) {
  const Expr& expr = build[day];
  return expr.kind == ExprKind::operation && expr.op == Opcode::blank;
}

/// The day that a date of the text is.
static std::optional<std::int32_t> written_day(const ExprBuilder& build, ExprId day) {
  const Expr& expr = build[day];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::date) return std::nullopt;
  return static_cast<std::int32_t>(expr.payload);
}

/// Two days, the first before the last; nothing where one of them is none.
static std::optional<Days> days_of(Context& context, Typer& typer, const Scope& scope,
                                   NodeView first, NodeView last) {
  Days days{first, last};
  days.first = typer.of_type(first, scope, type::kDate);
  days.last = typer.of_type(last, scope, type::kDate);
  const auto from = written_day(context.build, days.first);
  const auto to = written_day(context.build, days.last);
  if (from && to && *to < *from)
    context.sink.report(code::period_reversed, base::cover(first.span(), last.span()),
                        {first.text(), last.text()});
  if (is_wrong(context.build, days.first) || is_wrong(context.build, days.last))
    return std::nullopt;
  return days;
}

/// The part of an amount of a year, or of the days that are said as well, which belongs to the days
/// from one to another. An end before its beginning is an error of the cell; days outside the
/// period count for nothing.
ExprId Typer::prorated(NodeView node, const Scope& scope, Type expected, bool by_month) {
  const base::Span span = node.span();
  std::vector<NodeView> said;
  for (const NodeView argument : node.all(Label::argument)) said.push_back(argument[Label::value]);
  if (said.size() == 4) {  // a beginning without an end
    const std::string_view name = node[Label::function].text();
    c_.sink.report(code::argument_count, span,
                   {name, values_wanted(5, 5), values_given(4), call_example(name, 5)});
    return wrong(span);
  }
  const ExprId amount = numeric(said[0], scope, expected);
  const auto days = days_of(c_, *this, scope, said[1], said[2]);
  if (unknown(amount) || !days) return wrong(span);
  const Type type = build_.type_of(amount);
  const Measure measure(build_, by_month, span);
  const auto in_order = [&](const Days& of) {
    return build_.compare(Opcode::less_equal, of.first, of.last, span);
  };
  const auto same_day = [this](ExprId a, NodeView said_a, ExprId b, NodeView said_b) {
    return same_value(c_.model, a, b) &&
           names_same_constants(c_.model, said_a.span(), said_b.span());
  };
  std::vector<ExprId> ordered = {in_order(*days)};
  ExprId result = kNone;
  if (said.size() == 3) {
    result = build_.multiply(amount, measure.years(days->first, days->last), span);
  } else {
    const auto period = days_of(c_, *this, scope, said[3], said[4]);
    if (!period) return wrong(span);
    if (same_day(days->first, said[1], period->first, said[3]) &&
        same_day(days->last, said[2], period->last, said[4]))
      c_.sink.report(code::same_on_both_sides, base::cover(said[3].span(), said[4].span()),
                     {c_.model.written(base::cover(said[1].span(), said[2].span()))});
    ordered.push_back(in_order(*period));
    const ExprId first = build_.maximum(days->first, period->first, span);
    const ExprId last = build_.minimum(days->last, period->last, span);
    // A step of its own where it is one for all rows: called what is said of it.
    const Measure of_period(build_, by_month, base::cover(said[3].span(), said[4].span()));
    const ExprId whole = of_period.length(period->first, period->last);
    const ExprId part = build_.divide(measure.length(first, last), whole, type::kNumber, span);
    const ExprId meets = build_.compare(Opcode::less_equal, first, last, span);
    result = build_.choose(meets, build_.multiply(amount, part, span), build_.zero(type), span);
  }
  return build_.choose(build_.conjunction(std::move(ordered), span), result,
                       build_.fail(type::CellFault::out_of_bounds, type, span), span);
}

}  // namespace remit::check

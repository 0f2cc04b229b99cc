// A budget for each year. The rows of a year share it; with `carry over` what a year leaves goes to
// the next by itself. The years are those of the document, so each has columns of its own: no
// column depends on itself.
#include <optional>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/fund.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;

namespace {

class YearlyFund {
 public:
  YearlyFund(Context& context, NodeView item, ProvisionId id, const GroupedReward& member,
             const Claim& claim, const FundRule& rule)
      : c_(context),
        build_(context.build),
        typer_(context),
        item_(item),
        budget_(clause_of(item, Rule::budget)),
        id_(id),
        rows_(context.rewards.provision(member).entity),
        claim_(claim),
        type_(context.build.type_of(claim.value)),
        rule_(rule),
        span_(item.span()) {}

  void define(const GroupedReward& member, const FundColumns& to);
  /// The figures of each year, for the rows of that table.
  void define_years(const GroupedReward& member, const FundYears& table);

 private:
  bool read_year();
  ExprId budget_on(ExprId day);
  std::optional<Years> years(NodeView asking) const;
  ExprId within_force(ExprId budget);
  ExprId carried_over(const Years& years, const FundColumns& to);
  ExprId sum_in(std::int32_t year, ExprId value);
  ExprId sum_in_own_year(ExprId value);
  ExprId sum_in_year_of(const FundYears& table, ExprId value);
  ExprId of_year(Role role, ExprId value);

  Context& c_;
  ExprBuilder& build_;
  Typer typer_;
  NodeView item_;
  NodeView budget_;
  ProvisionId id_;
  EntityId rows_;
  Claim claim_;  ///< what a row asks for
  Type type_;
  const FundRule& rule_;
  base::Span span_;
  ExprId said_ = kNone;  ///< what the policy says of a row's year: a date or a number
  ExprId year_ = kNone;
  ExprId table_ = kNone;        ///< the budget on some day
  std::vector<ExprId> passed_;  ///< with `carry over`: what comes into each year
};

bool YearlyFund::read_year() {
  said_ = typer_.expr(budget_[Label::year], Scope{.entity = rows_});
  const Type type = build_.type_of(said_);
  year_ = said_;
  if (type == type::kDate) {
    year_ = build_.operation(Opcode::year_of, {said_}, type::kNumber, span_);
    if (may_be_blank(c_, said_))
      year_ = build_.choose(build_.is_given(said_, span_), year_,
                            build_.blank(type::kNumber, span_), span_);
  }
  if (type != type::kDate && type != type::kNumber && type.kind != type::TypeKind::unknown)
    c_.sink.report(code::type_mismatch, budget_[Label::year].span(),
                   {diagnostic::text::type_date, typer_.describe(type), ""});
  return build_.type_of(year_) == type::kNumber;
}

/// The budget that holds on a day; read once, however often it is asked for.
ExprId YearlyFund::budget_on(ExprId day) {
  if (table_ == kNone) {
    table_ =
        value_on(c_, std::string(item_[Label::name].text()), budget_.all(Label::value), type_, day);
    look_at_budget(c_, table_, budget_);
    return table_;
  }
  const Expr table = build_[table_];
  if (table.kind != ExprKind::operation || table.op != Opcode::dated) return table_;
  return build_.operation(Opcode::dated, {day}, type_, span_, table.payload);
}

/// From the first day of the budget or of the policy to the last; nothing, with a complaint, where
/// the document does not say.
std::optional<Years> YearlyFund::years(NodeView asking) const {
  const auto years = years_of_fund(c_, item_);
  if (!years)
    c_.sink.report(code::carry_over_years, asking.span(),
                   {item_[Label::name].text(), kMostFundYears});
  return years;
}

/// A budget of which no dates are written is that of each year in which the policy is in force.
ExprId YearlyFund::within_force(ExprId budget) {
  const auto values = budget_.all(Label::value);
  if (values.empty()) return budget;  // of a text that could not be read
  const auto year = [&](std::int32_t day) {
    return build_.number(base::civil_from_days(day).year, type::kNumber, span_);
  };
  std::vector<ExprId> inside;
  if (c_.model.effective_from && !values.front()[Label::since])
    inside.push_back(build_.compare(Opcode::greater_equal, year_, year(*c_.model.effective_from),
                                    budget_.span()));
  if (c_.model.effective_to && !values.back()[Label::until])
    inside.push_back(
        build_.compare(Opcode::less_equal, year_, year(*c_.model.effective_to), budget_.span()));
  if (inside.empty()) return budget;
  return build_.choose(build_.conjunction(std::move(inside), span_), budget,
                       build_.fail(type::CellFault::out_of_period, type_, span_), span_);
}

ExprId YearlyFund::sum_in(std::int32_t year, ExprId value) {
  Fold fold{.op = type::FoldOp::sum, .rows = rows_, .partition = {}, .value = value};
  fold.where = build_.compare(Opcode::equal, year_, build_.number(year), span_);
  // A row without a year belongs to none.
  if (may_be_blank(c_, said_))
    fold.where = build_.conjunction({build_.is_given(said_, span_), fold.where}, span_);
  return build_.fold(kWhole, std::move(fold), span_);
}

/// Of the rows of another table's year.
ExprId YearlyFund::sum_in_year_of(const FundYears& table, ExprId value) {
  Fold fold{.op = type::FoldOp::sum,
            .rows = rows_,
            .partitioned = true,
            .partition = {year_},
            .ours = {build_.column(table.year, span_)},
            .value = value};
  return build_.fold(table.entity, std::move(fold), span_);
}

ExprId YearlyFund::sum_in_own_year(ExprId value) {
  Fold fold{.op = type::FoldOp::sum,
            .rows = rows_,
            .partitioned = true,
            .partition = {year_},
            .value = value};
  return build_.fold(rows_, std::move(fold), span_);
}

/// A figure of the row's year under the fund's own word for it, so that explanations can name it.
ExprId YearlyFund::of_year(Role role, ExprId value) {
  const ColumnId step = c_.columns.add_hidden(id_, rows_, role, span_);
  c_.columns.define(step, value, span_);
  return build_.column(step, span_);
}

/// What each row's year can spend: its own budget and what the years before left of theirs. Every
/// year passes on what it does not pay, at most the limit of the clause.
ExprId YearlyFund::carried_over(const Years& years, const FundColumns& to) {
  const NodeView clause = clause_of(item_, Rule::carry_over);
  const ExprId zero = build_.zero(type_);
  const ExprId limit =
      clause[Label::limit] ? typer_.of_type(clause[Label::limit], Scope{}, type_) : kNone;
  if (limit != kNone) {
    look_at_limit(c_, limit, clause[Label::limit]);
    refuse_nothing(c_, limit, clause[Label::limit], clause);
  }
  ExprId left = zero;
  ExprId budgets = zero;
  ExprId available = build_.fail(type::CellFault::out_of_period, type_, span_);
  for (std::int32_t year = years.first; year <= years.last; ++year) {
    const ExprId budget =
        budget_on(build_.date(base::days_from_civil({year, 12, 31}), budget_.span()));
    if (!build_.type_of(budget).is_numeric()) return kNone;
    const ExprId passed = limit == kNone ? left : build_.minimum(left, limit, clause.span());
    passed_.push_back(passed);
    ExprId sum = build_.add(budget, passed, clause.span());
    sum = at_step(c_, build_.maximum(sum, zero, clause.span()), rule_.rounding,
                  number::RoundingMode::down, clause.span());
    const ExprId most = c_.columns.add_step(id_, Role::budget, sum, clause.span());
    const ExprId paid = build_.minimum(sum_in(year, claim_.net), most, span_);
    left = c_.columns.add_step(id_, Role::left, build_.subtract(most, paid, span_), clause.span());
    budgets = build_.add(budgets, budget, budget_.span());
    const ExprId own = build_.compare(Opcode::equal, year_, build_.number(year), span_);
    available = build_.choose(own, most, available, span_);
  }
  c_.columns.define(to.budget, budgets, budget_.span());
  c_.columns.define(to.left, left, clause.span());
  return available;
}

void YearlyFund::define(const GroupedReward& member, const FundColumns& to) {
  if (!read_year()) return;
  const bool date = build_.type_of(said_) == type::kDate;
  ExprId budget = budget_on(date ? said_ : c_.columns.today(span_));
  if (clause_of(item_, Rule::carry_over)) {
    const auto span = years(clause_of(item_, Rule::carry_over));
    budget = span ? carried_over(*span, to) : kNone;
    if (budget == kNone) return;
  } else {
    budget = within_force(budget);
    // Nothing is left of a budget that belongs to no single year.
    c_.columns.define(to.budget, build_.blank(type_, span_), span_);
    c_.columns.define(to.left, build_.blank(type_, span_), span_);
  }
  typer_.probe(Probe::Kind::limit,
               build_.compare(Opcode::greater, sum_in_own_year(claim_.value), budget, span_),
               budget_.span());
  Apportion rows;
  rows.partition = {year_};
  rows.cap = claim_.asked;
  rows.weight = claim_.asked;
  rows.rounding = rule_.rounding;
  rows.remainder = rule_.remainder;
  const ExprId most =
      of_year(Role::budget, at_step(c_, not_below_zero(c_, budget, span_), rule_.rounding,
                                    number::RoundingMode::down, span_));
  Claim sums{.asked = of_year(Role::requested, sum_in_own_year(claim_.asked)),
             .refunds = claim_.refunds};
  if (sums.refunds) sums.net = sum_in_own_year(claim_.net);
  rows.total = of_year(Role::total, to_share(c_, sums, most, span_));
  const Scope scope{.entity = rows_};
  const NodeView how = clause_of(item_, Rule::when_short);
  if (how[Label::order]) rows.method = number::ShareMethod::in_order;
  RowOrder order = fund_order(c_, item_, rows_, rows.partition);
  if (how) require_total(c_, order, rows_, how.span());
  rows.order = std::move(order.keys);
  if (const NodeView floor = clause_of(item_, Rule::floor)) {
    const ExprId least = typer_.of_type(floor[Label::least], scope, type_);
    look_at_limit(c_, least, floor[Label::least]);
    refuse_nothing(c_, least, floor[Label::least], floor);
    rows.floor = floor_of(c_, least, claim_, rule_, span_);
  }
  rows.where = asks(c_, claim_, span_);
  ExprId part = build_.apportion(rows_, std::move(rows), span_);
  part = in_a_group(c_, {said_}, claim_, part, span_);
  c_.columns.define(member.after, after_limit(c_, claim_, part, span_), span_);
}

void YearlyFund::define_years(const GroupedReward& member, const FundYears& table) {
  const base::Span span = table.fund.span();
  const auto span_of_years = years(table.fund);
  const auto define = [&](YearFigure figure, ExprId value) {
    c_.columns.define(table.at(figure), value, span);
  };
  const Years years = span_of_years.value_or(Years{1, 1});
  c_.columns.define(table.from, build_.date(base::days_from_civil({years.first, 1, 1}), span),
                    span);
  c_.columns.define(table.to, build_.date(base::days_from_civil({years.last, 12, 31}), span), span);
  const ExprId year = build_.column(table.year, span);
  const ExprId zero = build_.zero(type_);
  ExprId budget = zero, carried = zero;
  for (std::int32_t each = years.last; span_of_years && each >= years.first; --each) {
    const ExprId own = build_.compare(Opcode::equal, year, build_.number(each), span);
    const ExprId day = build_.date(base::days_from_civil({each, 12, 31}), span);
    budget = build_.choose(own, budget_on(day), budget, span);
    const auto index = static_cast<std::size_t>(each - years.first);
    if (index < passed_.size()) carried = build_.choose(own, passed_[index], carried, span);
  }
  // Of other operands than the year there are none, so that the rows are those of the table.
  define(YearFigure::budget, budget);
  define(YearFigure::carried, carried);
  const ExprId most = build_.add(build_.column(table.at(YearFigure::carried), span),
                                 build_.column(table.at(YearFigure::budget), span), span);
  define(YearFigure::available, at_step(c_, build_.maximum(most, zero, span), rule_.rounding,
                                        number::RoundingMode::down, span));
  define(YearFigure::requested, sum_in_year_of(table, claim_.value));
  define(YearFigure::granted, sum_in_year_of(table, build_.column(member.after, span)));
  define(YearFigure::left,
         build_.subtract(build_.column(table.at(YearFigure::available), span),
                         build_.column(table.at(YearFigure::granted), span), span));
}

}  // namespace

void define_yearly_fund(Context& context, NodeView item, ProvisionId id,
                        const std::vector<GroupedReward>& members, const FundColumns& to,
                        const Claim& claim, const FundRule& rule,
                        const std::vector<FundYears>& tables) {
  if (members.size() > 1 || clause_of(item, Rule::when_short)[Label::refuse]) {
    context.sink.report(code::yearly_fund, clause_of(item, Rule::budget).span(),
                        {item[Label::name].text()});
    return;
  }
  YearlyFund fund(context, item, id, members[0], claim, rule);
  fund.define(members[0], to);
  const bool defined = context.model.columns[members[0].after].value != kNone;
  for (const FundYears& table : tables)
    if (defined) fund.define_years(members[0], table);
}

}  // namespace remit::check

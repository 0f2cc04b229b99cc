// The years of a fund as a table. Its rows are the years of the calendar; what stands in them the
// fund says when it is defined (yearly_fund.cc).
#include "check/forms/fund_years.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/chinese_script.h"
#include "base/civil_date.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/made_rows.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

namespace {

constexpr type::Word kWords[kYearFigures] = {
    {"carried", "上年结转"},   {"budget", "预算"},      {"available", "可用资金"},
    {"requested", "申请金额"}, {"granted", "核定金额"}, {"left", "结余"},
};

/// A figure under a name for the rows of the table, in the script of the table's own name; the word
/// of the other language is understood too.
ColumnId declare_year_figure(Context& context, EntityId entity, NodeView item,
                             const type::Word& word) {
  const bool chinese = base::has_chinese(context.model.entities[entity].name);
  Provision provision;
  provision.entity = entity;
  provision.form = form_of(Rule::define);
  provision.called = provision.name = chinese ? word.zh : word.en;
  provision.cite = cited_clause(context, item);
  provision.node = item;
  const auto id = static_cast<ProvisionId>(context.columns.provisions().size());
  const base::Span span = item[Label::fund].span();
  for (const std::string_view name : {word.en, word.zh})
    context.names.declare(entity, std::string(name), {SymbolKind::provision, id, span});
  context.names.give(entity, word.zh);
  return context.columns.add_bare(context.columns.add(std::move(provision)), type::Role::value);
}

}  // namespace

std::optional<Years> years_of_fund(const Context& context, NodeView fund) {
  std::optional<std::int32_t> first = context.model.effective_from;
  std::optional<std::int32_t> last = context.model.effective_to;
  const auto values = clause_of(fund, Rule::budget).all(Label::value);
  if (values.empty()) return std::nullopt;
  if (values.front()[Label::since]) first = values.front()[Label::since].date();
  if (values.back()[Label::until]) last = values.back()[Label::until].date();
  if (!first || !last) return std::nullopt;
  const Years years{base::civil_from_days(*first).year, base::civil_from_days(*last).year};
  if (years.first > years.last || years.last - years.first >= kMostFundYears) return std::nullopt;
  return years;
}

void declare_fund_years(Context& context, EntityId entity, NodeView item) {
  FundYears years{.fund = item[Label::fund], .entity = entity};
  const MadeYears made = declare_rows_of_years(context, entity, years.fund.span());
  years.year = made.year;
  years.from = made.from;
  years.to = made.to;
  for (std::size_t i = 0; i < kYearFigures; ++i)
    years.figures[i] = declare_year_figure(context, entity, item, kWords[i]);
  const std::uint32_t index = context.rewards.add_years(years);
  context.columns.wait(Wave::everything, [&context, index] {
    const FundYears& of = context.rewards.years(index);
    if (context.rewards.is_claimed(index)) return;
    context.sink.report(code::fund_without_years, of.fund.span(), {of.fund.text()});
    for (const ColumnId column : of.columns())
      context.columns.add_definition(std::string(of.fund.text()), of.fund.span(), {column},
                                     [&context, column, span = of.fund.span()] {
                                       context.columns.define(
                                           column, context.build.blank(type::kUnknown, span), span);
                                     });
  });
}

}  // namespace remit::check

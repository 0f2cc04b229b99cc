#include "sweep/row_question.h"

#include <algorithm>
#include <utility>

#include "column/compile/schedule.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/sweep.h"
#include "remit/policy.h"
#include "report/computed_run.h"
#include "run/compute.h"
#include "run/run_control.h"

namespace remit::sweep {

using diagnostic::make_error;
using number::Rational;
using plan::ColumnId;
namespace text = diagnostic::text;

namespace {

/// One cell of a column, so many times.
table::ColumnData repeated(const table::ColumnData& column, std::uint64_t row, std::size_t times) {
  table::ColumnData copy;
  copy.type = column.type;
  copy.decimals = column.decimals;
  const auto at = static_cast<std::size_t>(row);
  if (const auto* texts = std::get_if<table::TextData>(&column.storage)) {
    const std::string_view cell = (*texts)[at];
    std::vector<std::int64_t> offsets{0};
    std::vector<char> bytes;
    for (std::size_t i = 0; i < times; ++i) {
      bytes.insert(bytes.end(), cell.begin(), cell.end());
      offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    copy.storage = table::TextData{table::Buffer<std::int64_t>(std::move(offsets)),
                                   table::Buffer<char>(std::move(bytes))};
  } else {
    std::visit(
        [&](const auto& values) {
          using Values = std::decay_t<decltype(values)>;
          if constexpr (!std::is_same_v<Values, table::TextData>) {
            using Cell = std::decay_t<decltype(values[at])>;
            copy.storage = table::Buffer<Cell>(std::vector<Cell>(times, values[at]));
          }
        },
        column.storage);
  }
  if (const type::Fault* fault = column.fault(row))
    for (std::size_t i = 0; i < times; ++i) copy.faults.emplace_back(i, *fault);
  return copy;
}

/// The column with another value in one row.
table::ColumnData changed(const table::ColumnData& column, std::uint64_t row, Int128 value) {
  table::ColumnData copy;
  copy.type = column.type;
  copy.decimals = column.decimals;
  std::vector<Int128> cells;
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_convertible_v<decltype(values[0]), Int128>)
          cells.assign(values.begin(), values.end());
      },
      column.storage);
  cells[static_cast<std::size_t>(row)] = value;
  copy.storage = table::Buffer<Int128>(std::move(cells));
  for (const auto& fault : column.faults)
    if (fault.first != row) copy.faults.push_back(fault);
  return copy;
}

}  // namespace

Result<RowQuestion> RowQuestion::make(const Policy::Impl& policy, const Data::Impl& data,
                                      const std::string& entity, const std::string& key,
                                      const RunOptions& options) {
  RowQuestion question(policy, data, options);
  if (question.input_->refusal()) return *question.input_->refusal();
  const auto found = data.builder.find_entity(entity);
  if (!found) return make_error(StatusCode::not_found, text::api_no_entity, {entity});
  question.entity_ = static_cast<plan::EntityId>(*found);
  if (policy.plan->entities[question.entity_].made)
    return make_error(StatusCode::unsupported, text::solve_made_rows, {entity});
  const table::Dataset& dataset = question.input_->built()->dataset;
  const table::Results none{{}};
  const report::ComputedRun run(*policy.plan, dataset, none);
  const std::uint64_t rows = dataset.tables[question.entity_].rows;
  while (question.row_ < rows && run.key(question.entity_, question.row_) != key) ++question.row_;
  if (question.row_ == rows)
    return make_error(StatusCode::not_found, text::solve_no_row, {entity, key});
  return question;
}

std::optional<Error> RowQuestion::vary(const std::string& name) {
  const EntityInfo& entity = policy_->entities[entity_];
  const auto index = entity.find_field(name);
  const auto fits = [](const FieldInfo& field) {
    return !field.key &&
           (field.type.kind == ValueKind::number || field.type.kind == ValueKind::money);
  };
  if (!index || !fits(entity.fields[*index]))
    return make_error(StatusCode::not_found, text::solve_no_input, {entity.name, name});
  const ColumnId column = policy_->fields[entity_][*index];
  field_ = std::get<plan::Input>(policy_->plan->columns[column].node).field;
  return std::nullopt;
}

const table::ColumnData& RowQuestion::cells() const {
  return input_->built()->dataset.tables[entity_].columns[field_];
}

std::optional<Rational> RowQuestion::current() const {
  const table::Results none{{}};
  const report::ComputedRun run(*policy_->plan, input_->built()->dataset, none);
  const row::Value value = run.at(field().column, row_);
  const auto* number = std::get_if<Rational>(&value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::vector<Rational> RowQuestion::edges() const {
  std::vector<Rational> edges;
  const auto& fields = policy_->fields[entity_];
  const auto at = std::ranges::find(fields, field().column);
  if (at == fields.end()) return edges;
  const auto index = static_cast<std::size_t>(at - fields.begin());
  const Policy policy(std::shared_ptr<const Policy::Impl>(std::shared_ptr<void>(), policy_));
  for (const std::int64_t edge : policy.edges(entity_, index))
    edges.push_back(Rational::from_decimal(edge, field().decimals));
  return edges;
}

Axis RowQuestion::usual_axis() const {
  Rational most(1);
  for (const Rational& edge : edges()) most = std::max(most, edge);
  if (const auto now = current()) most = std::max(most, *now);
  const Rational step = Rational::from_decimal(1, field().decimals);
  const number::Integer count = (most * Rational(10) / step).floor();
  const std::int64_t steps = count.fits_int64() ? count.to_int64() : INT64_MAX / 4;
  return Axis(field().name, Rational(0), step, static_cast<std::uint64_t>(steps) + 1);
}

bool RowQuestion::can_hold(const Rational& value) const {
  const Rational shifted = value * Rational(number::Integer::pow10(field().decimals));
  return shifted.is_integer() && shifted.numerator().fits_int128();
}

Int128 RowQuestion::coefficient(const Rational& value) const {
  return (value * Rational(number::Integer::pow10(field().decimals))).numerator().to_int128();
}

bool RowQuestion::stands_alone(const plan::Plan& plan) const {
  if (!plan.made.empty() || !plan.recurrences.empty() || entity_ == plan::kWhole) return false;
  const column::Schedule schedule = column::make_schedule(plan, false);
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (!schedule.columns[id].needed) continue;
    const plan::Column& column = plan.columns[id];
    const plan::Node& node = column.node;
    const auto* lookup = std::get_if<plan::Lookup>(&node);
    const auto* match = std::get_if<plan::Match>(&node);
    const auto* fold = std::get_if<plan::Fold>(&node);
    const bool place =
        std::holds_alternative<plan::Rank>(node) || std::holds_alternative<plan::Apportion>(node);
    if (lookup != nullptr && plan.columns[lookup->target].entity == entity_) return false;
    if (match != nullptr && match->entity == entity_) return false;
    if (fold != nullptr && fold->rows == entity_) return false;
    if (place && column.entity == entity_) return false;
    if (column.type == type::reference(entity_)) return false;
  }
  return std::ranges::none_of(plan.calendars, [this](const plan::Calendar& calendar) {
    return calendar.entity == entity_;
  });
}

Result<std::vector<std::vector<FigureValue>>> RowQuestion::compute(
    const Variant& variant, const std::vector<Rational>& values) const {
  const plan::Plan plan = variant.figures_only();
  RunOptions options = *options_;
  options.profile = nullptr;
  options.progress = {};
  std::vector<std::vector<FigureValue>> found(values.size());
  const auto take = [&](const report::ComputedRun& run, std::size_t value, std::uint64_t row) {
    for (const ColumnId figure : variant.figures)
      found[value].push_back(figure_value(run, figure, row));
  };
  const table::Dataset& now = input_->built()->dataset;
  if (stands_alone(plan)) {
    table::Dataset dataset = now;
    table::Table& rows = dataset.tables[entity_];
    const table::Table& before = now.tables[entity_];
    for (table::ColumnData& column : rows.columns) column = repeated(column, row_, values.size());
    rows.rows = values.size();
    rows.lines.clear();
    rows.refused.clear();
    if (const type::Fault* fault = table::fault_of_row(before.refused, row_))
      for (std::size_t i = 0; i < values.size(); ++i) rows.refused.emplace_back(i, *fault);
    std::vector<Int128> cells;
    for (const Rational& value : values) cells.push_back(coefficient(value));
    rows.columns[field_].storage = table::Buffer<Int128>(std::move(cells));
    rows.columns[field_].faults.clear();
    const Result<table::Results> results = run::compute(plan, dataset, options);
    if (!results.ok()) return results.error();
    const report::ComputedRun run(plan, dataset, *results);
    for (std::size_t i = 0; i < values.size(); ++i) take(run, i, i);
    return found;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    table::DatasetBuilder::Built built{now, {}};
    table::ColumnData& column = built.dataset.tables[entity_].columns[field_];
    column = changed(column, row_, coefficient(values[i]));
    RunOptions silent = options;  // progress is that of the evaluator
    silent.progress = {};
    run::RunControl control(silent, 0, run::RunControl::Clock::now());
    const run::BoundInput own(std::make_shared<const plan::Plan>(plan), std::move(built),
                              policy_->limits, control);
    if (own.refusal()) return *own.refusal();
    const Result<table::Results> results = run::compute(plan, own.built()->dataset, options);
    if (!results.ok()) return results.error();
    take(report::ComputedRun(plan, own.built()->dataset, *results), i, row_);
  }
  return found;
}

}  // namespace remit::sweep

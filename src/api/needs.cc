// What a figure still needs, where some inputs are not known.
#include "remit/needs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "api/results_impl.h"
#include "api/within_budget.h"
#include "base/civil_date.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "needs/question.h"
#include "remit/policy.h"
#include "row/encode.h"
#include "row/operation.h"
#include "type/list_names.h"
#include "type/names.h"

namespace remit {
namespace {

using diagnostic::make_error;
using plan::ColumnId;
using type::CellFault;
namespace text = diagnostic::text;

/// So many rows of an open entity are looked at.
constexpr std::uint64_t kMostOpenRows = 1000;

/// Key cells that nobody has given, by entity, row and field.
using BlankKeys = std::set<std::tuple<std::size_t, std::uint64_t, std::size_t>>;

/// What stands for any key of that type.
std::string any_key(const ValueType& type, std::uint64_t row) {
  switch (type.kind) {
    case ValueKind::number:
    case ValueKind::money:
    case ValueKind::duration:
      return std::to_string(row);
    case ValueKind::date:
      return base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(row)));
    case ValueKind::boolean:
      return "true";
    case ValueKind::category:
      return type.categories.front();
    case ValueKind::text:
    case ValueKind::reference:
      break;
  }
  return "row " + std::to_string(row + 1);
}

/// A row without a key is in error as a whole. One that is being filled in gets one that stands for
/// any.
void stand_in_for_key(const Policy::Impl& policy, std::size_t entity, std::uint64_t row,
                      const table::Table& table, Data& data, BlankKeys& blank) {
  for (const std::size_t field : policy.entities[entity].key) {
    const type::Fault* fault = table.columns[field].fault(row);
    // Any other fault is that of the row.
    if (fault == nullptr || fault->column != policy.fields[entity][field]) continue;
    const std::string any = any_key(policy.entities[entity].fields[field].type, row);
    // Of a table that was set as a whole nothing is changed: its rows have keys.
    if (data.set_text(entity, row, field, any).ok()) blank.emplace(entity, row, field);
  }
}

/// Finds the cells that are not known, and what they are called.
class Unknown {
 public:
  Unknown(const Policy::Impl& policy, const table::Dataset& dataset, const BlankKeys& keys,
          const NeedsOptions& options)
      : policy_(policy),
        dataset_(dataset),
        keys_(keys),
        options_(options),
        evaluator_(*policy.plan, dataset) {}

  /// The row itself with all that is reached from it, then the whole, then what else is open.
  void find(std::size_t entity, std::uint64_t row) {
    add_row(entity, row, "");
    add_row(plan::kWhole, 0, "");
    for (const std::size_t open : options_.open) {
      const std::uint64_t rows = std::min(dataset_.tables[open].rows, kMostOpenRows);
      for (std::uint64_t each = 0; each < rows; ++each)
        add_row(open, each, policy_.entities[open].name + "[" + std::to_string(each + 1) + "].");
    }
  }

  const std::vector<needs::UnknownCell>& cells() const { return cells_; }
  Need need(std::size_t number) const { return needs_[number]; }

 private:
  bool is_open(std::size_t entity) const {
    return std::ranges::find(options_.open, entity) != options_.open.end();
  }

  /// A cell of nothing, or of its field's default.
  bool is_unanswered(std::size_t entity, std::uint64_t row, std::size_t field) const {
    if (keys_.contains({entity, row, field})) return true;
    const table::ColumnData& column = dataset_.tables[entity].columns[field];
    if (const type::Fault* fault = column.fault(row))
      return fault->code == CellFault::blank || fault->code == CellFault::missing ||
             fault->code == CellFault::hole;
    const auto& otherwise = policy_.plan->entities[entity].fields[field].default_value;
    if (!otherwise) return false;
    const row::CellPlace place{*policy_.plan, evaluator_, policy_.fields[entity][field], row};
    return needs::is_same(row::decode(column, row), row::constant(place, *otherwise));
  }

  void add_row(std::size_t entity, std::uint64_t row, const std::string& prefix) {
    if (!seen_.emplace(std::pair(entity, row), prefix).second) return;
    const std::vector<FieldInfo>& fields = policy_.entities[entity].fields;
    if (row >= evaluator_.row_count(static_cast<plan::EntityId>(entity))) return;
    for (std::size_t i = 0; i < fields.size(); ++i)
      add_cell(entity, row, i, prefix + fields[i].name);
    for (std::size_t i = 0; i < fields.size(); ++i) follow(entity, row, i, prefix + fields[i].name);
  }

  void add_cell(std::size_t entity, std::uint64_t row, std::size_t field, const std::string& path) {
    const FieldInfo& info = policy_.entities[entity].fields[field];
    // A row was added for what it refers to, if it refers to anything.
    const bool refers = info.optional && leads_to(entity, row, field).has_value();
    const auto among = [&](const std::vector<std::string>& paths) {
      return std::ranges::find(paths, path) != paths.end();
    };
    if (!refers && !among(options_.made_up) && !is_unanswered(entity, row, field)) return;
    if (among(options_.answered)) return;
    cells_.push_back({policy_.fields[entity][field], row, info.optional, refers,
                      policy_.plan->entities[entity].fields[field].may_not_apply});
    needs_.push_back({path, entity, row, field, info.label, info.type, info.optional});
  }

  /// The row that the cell refers to, if rows of that table are asked for.
  std::optional<std::uint64_t> leads_to(std::size_t entity, std::uint64_t row,
                                        std::size_t field) const {
    const type::Type of = policy_.plan->entities[entity].fields[field].type;
    if (of.kind != type::TypeKind::reference || !is_open(of.ref)) return std::nullopt;
    const table::ColumnData& column = dataset_.tables[entity].columns[field];
    if (column.fault(row) != nullptr) return std::nullopt;
    return std::get<row::Reference>(row::decode(column, row)).row;
  }

  void follow(std::size_t entity, std::uint64_t row, std::size_t field, const std::string& path) {
    if (const auto to = leads_to(entity, row, field))
      add_row(policy_.plan->entities[entity].fields[field].type.ref, *to, path + ".");
  }

  const Policy::Impl& policy_;
  const table::Dataset& dataset_;
  const BlankKeys& keys_;
  const NeedsOptions& options_;
  mutable row::Evaluator evaluator_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::string> seen_;
  std::vector<needs::UnknownCell> cells_;
  std::vector<Need> needs_;
};

std::string end_text(const std::optional<needs::Rational>& end, bool date) {
  if (!end) return {};
  if (!date) return end->to_text();
  return base::to_iso_text(
      base::civil_from_days(static_cast<std::int32_t>(end->trunc().to_int64())));
}

void tell_figure(const Results::Impl& run, ColumnId id, const needs::Possible& figure,
                 Needs& needs) {
  const plan::Column& column = run.policy->plan->columns[id];
  if (const auto range = figure.numbers()) {
    const bool date = column.type.kind == type::TypeKind::date;
    needs.least = end_text(range->low, date);
    needs.most = end_text(range->high, date);
  }
  needs.determined = figure.is_determined();
  if (!needs.determined) return;
  const row::Value& value = figure.value();
  if (row::is_fault(value)) {
    needs.state = row::is_blank(value) ? CellState::blank : CellState::error;
    if (needs.state == CellState::error) needs.fault = type::name(row::fault_of(value).code).data();
    return;
  }
  needs.state = CellState::value;
  const table::ColumnData cell = row::encode(column, std::span(&value, 1));
  needs.figure = table::format_value(cell, 0, api::make_naming(run, Language::en));
}

}  // namespace

Result<Needs> Policy::needs(const Data& data, std::size_t entity, std::string_view column,
                            const NeedsOptions& options) const {
  if (data.impl().policy != impl_)
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  const auto out_of_range = [](diagnostic::Text what, std::uint64_t index, std::uint64_t count) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range, {what, index, count});
  };
  const std::size_t entities = impl_->entities.size();
  if (entity >= entities) return out_of_range(text::api_entity, entity, entities);
  for (const std::size_t open : options.open)
    if (open >= entities) return out_of_range(text::api_entity, open, entities);
  const std::optional<std::size_t> index = impl_->entities[entity].find_column(column);
  if (!index) {
    return make_unknown_name(text::api_no_column, {impl_->entities[entity].name, column},
                             impl_->entities[entity].near_column(column));
  }
  const Cancel never;
  return api::within_budget(impl_->limits, never, [&]() -> Result<Needs> {
    Data tables(data);
    if (tables.row_count(entity) == 0) {
      if (auto added = tables.add_row(entity); !added.ok()) return added.error();
    }
    if (options.row >= tables.row_count(entity))
      return out_of_range(text::api_row, options.row, tables.row_count(entity));
    RunOptions how;
    how.as_of = options.as_of;
    const auto asked = tables.impl().input(how);
    if (asked->refusal()) return *asked->refusal();
    const table::Dataset& given = asked->built()->dataset;
    BlankKeys keys;
    stand_in_for_key(*impl_, entity, options.row, given.tables[entity], tables, keys);
    for (const std::size_t open : options.open) {
      const std::uint64_t rows = std::min(given.tables[open].rows, kMostOpenRows);
      for (std::uint64_t row = 0; row < rows; ++row)
        stand_in_for_key(*impl_, open, row, given.tables[open], tables, keys);
    }
    const auto input = tables.impl().input(how);
    if (input->refusal()) return *input->refusal();
    Results::Impl run;
    run.policy = impl_;
    run.input = input->built();
    Unknown unknown(*impl_, run.input->dataset, keys, options);
    unknown.find(entity, options.row);
    const ColumnId target = impl_->columns[entity][*index];
    needs::Question question(*impl_->plan, run.input->dataset, unknown.cells());
    const needs::Answer answer = question.answer(target, options.row);
    Needs needs;
    tell_figure(run, target, answer.figure, needs);
    for (const std::size_t number : answer.asked) needs.inputs.push_back(unknown.need(number));
    return needs;
  });
}

}  // namespace remit

#include "row/evaluator.h"

#include <cassert>

#include "base/budget.h"
#include "plan/fault_origin.h"
#include "plan/recurrence.h"
#include "row/encode.h"
#include "row/fold.h"
#include "row/lookup.h"
#include "row/party.h"
#include "row/rank.h"

namespace remit::row {
namespace {

/// Stands in for a cell that is not known yet; the answer made from it is thrown away.
constexpr type::Fault kUnknown{};

/// How many cells are computed between two looks at Options::stop.
constexpr std::uint64_t kCellsPerLook = 1024;

/// Of a cell, its operations apart.
constexpr std::uint64_t kUnitsPerCell = 10;
/// With its row, in a hash table.
constexpr std::int64_t kBytesPerCell = sizeof(Value) + 3 * sizeof(std::uint64_t);

}  // namespace

Evaluator::Evaluator(const plan::Plan& plan, const table::Dataset& dataset, Options options)
    : plan_(plan),
      dataset_(dataset),
      options_(std::move(options)),
      states_(plan.columns.size()),
      columns_(plan.columns.size()),
      cells_(plan.columns.size()),
      calendars_(plan.calendars.size()) {}

// ---- Cells

std::uint64_t Evaluator::row_count(plan::EntityId entity) const {
  return entity == plan::kWhole ? 1 : dataset_.tables[entity].rows;
}

bool Evaluator::is_given(plan::EntityId entity) const {
  return !plan_.entities[entity].hole || dataset_.tables[entity].given;
}

Value Evaluator::input(plan::ColumnId column, std::uint64_t row) {
  const plan::Column& of = plan_.columns[column];
  const auto field = std::get<plan::Input>(of.node).field;
  return decode_stored(dataset_.tables[of.entity].columns[field], row);
}

const type::Fault* Evaluator::refused(plan::EntityId entity, std::uint64_t row) const {
  if (entity == plan::kWhole) return nullptr;
  return table::fault_of_row(dataset_.tables[entity].refused, row);
}

const table::ColumnData* Evaluator::stored(plan::ColumnId column) const {
  if (columns_[column]) return &*columns_[column];
  const plan::Column& definition = plan_.columns[column];
  if (const auto* input = std::get_if<plan::Input>(&definition.node)) {
    return &dataset_.tables[definition.entity].columns[input->field];
  }
  if (options_.known != nullptr && options_.known->columns[column]) {
    return &*options_.known->columns[column];
  }
  return nullptr;
}

std::optional<Value> Evaluator::known(plan::ColumnId column, std::uint64_t row) const {
  if (few_) {
    if (const Value* const value = few_->find(column, row)) return *value;
  }
  if (const table::ColumnData* data = stored(column)) return decode(*data, row);
  const auto cell = cells_[column].find(row);
  if (cell == cells_[column].end()) return std::nullopt;
  return cell->second;
}

Value Evaluator::at(plan::ColumnId column, std::uint64_t row) {
  if (plan_.columns[column].entity == plan::kWhole) row = 0;
  if (std::optional<Value> value = known(column, row)) return *std::move(value);
  wanted_.push_back({column, row});
  return kUnknown;
}

const table::WorkCalendar& Evaluator::calendar(std::uint32_t index) {
  return kept_once_complete(calendars_[index], [&] { return read_calendar(plan_, *this, index); });
}

std::string_view Evaluator::keep(std::string text) {
  const auto found = kept_texts_.find(text);
  if (found != kept_texts_.end()) return *found;
  constexpr std::int64_t kBeside = 64;
  base::take_memory(static_cast<std::int64_t>(text.size()) + kBeside);
  if (texts_ == nullptr) texts_ = std::make_shared<std::deque<std::string>>();
  return *kept_texts_.insert(texts_->emplace_back(std::move(text))).first;
}

// ---- Cells on demand

Value Evaluator::cell(plan::ColumnId column, std::uint64_t row) {
  return demand([&] { return at(column, row); });
}

/// Depth first, with a stack of its own: a cell whose operands are not all known is asked again
/// once they are. The plan has no cycles, so this ends.
void Evaluator::compute_wanted() {
  std::vector<Wanted> stack;
  std::swap(stack, wanted_);
  while (!stack.empty()) {
    const Wanted next = stack.back();
    if (known(next.column, next.row)) {
      stack.pop_back();
      continue;
    }
    wanted_.clear();
    Value value = compute(next.column, next.row);
    if (complete()) {
      put(next.column, next.row, std::move(value));
      stack.pop_back();
    } else {
      stack.insert(stack.end(), wanted_.begin(), wanted_.end());
    }
  }
}

Value Evaluator::compute(plan::ColumnId column, std::uint64_t row) {
  base::spend(kUnitsPerCell);
  return std::visit([&](const auto& node) { return compute_node(column, row, node); },
                    plan_.columns[column].node);
}

Value Evaluator::settled(plan::ColumnId column, std::uint64_t row, Value value) const {
  if (const type::Fault* whole_row = refused(plan_.columns[column].entity, row)) return *whole_row;
  value = limited(plan_.columns[column], column, row, std::move(value));
  if (!is_fault(value)) return value;
  return plan::fault_in(plan_.columns, column, row, fault_of(value));
}

void Evaluator::put(plan::ColumnId column, std::uint64_t row, Value value) {
  if (columns_[column]) return;  // a rank has put its whole column already
  if (few_) {
    if (few_->find(column, row) != nullptr) return;
    value = settled(column, row, std::move(value));
    few_->put(column, row, as_stored(plan_.columns[column], std::move(value)));
    return;
  }
  base::take_memory(kBytesPerCell);
  cells_[column].insert_or_assign(row, settled(column, row, std::move(value)));
}

void Evaluator::put_column(plan::ColumnId column, std::vector<Value> values) {
  if (few_) {
    for (std::uint64_t row = 0; row < values.size(); ++row)
      put(column, row, std::move(values[row]));
    return;
  }
  const plan::Column& definition = plan_.columns[column];
  for (std::uint64_t row = 0; row < values.size(); ++row) {
    values[row] = settled(column, row, std::move(values[row]));
  }
  columns_[column] = encode(definition, values);
  cells_[column].clear();
}

// ---- The nodes

const Formula& Evaluator::formula(plan::ColumnId column) {
  if (options_.formulas != nullptr) return options_.formulas->of(column);
  std::unique_ptr<Formula>& kept = states_[column].formula;
  if (kept == nullptr) {
    kept = std::make_unique<Formula>(plan_,
                                     std::get<plan::Map>(plan_.columns[column].node).expression);
  }
  return *kept;
}

const Groups& Evaluator::groups(plan::ColumnId column) {
  const plan::Column& definition = plan_.columns[column];
  return kept_once_complete(states_[column].groups, [&] {
    if (const auto* fold = std::get_if<plan::Fold>(&definition.node)) {
      return group_rows(*this, fold->rows, fold_columns(*fold));
    }
    return group_rows(*this, definition.entity,
                      std::get<plan::Apportion>(definition.node).partition);
  });
}

std::optional<type::Fault> Evaluator::unplaced(plan::ColumnId column, plan::ColumnId where) {
  std::optional<std::optional<type::Fault>>& kept = states_[column].unplaced;
  if (kept) return *kept;
  const auto* fold = std::get_if<plan::Fold>(&plan_.columns[column].node);
  const plan::EntityId rows = fold != nullptr ? fold->rows : plan_.columns[column].entity;
  const std::optional<type::Fault> fault = membership_fault(*this, rows, groups(column), where);
  if (complete()) kept = fault;
  return fault;
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Input&) {
  return at(column, row);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Map&) {
  return formula(column).value(place(column, row), scratch_);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Lookup& node) {
  return lookup(place(column, row), node);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Match& node) {
  const MatchIndex& index =
      kept_once_complete(states_[column].index, [&] { return build_match_index(*this, node); });
  if (!complete()) return kUnknown;
  return match(place(column, row), node, index);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Fold& node) {
  const Groups& made = groups(column);
  if (!complete()) return kUnknown;
  return fold(place(column, row), node, made, unplaced(column, node.where));
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row, const plan::Rank& node) {
  std::vector<Value> places = rank(place(column, row), node);
  if (!complete()) return kUnknown;
  put_column(column, std::move(places));
  return at(column, row);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row,
                              const plan::Apportion& node) {
  const Groups& made = groups(column);
  if (!complete()) return kUnknown;
  const CellPlace here = place(column, row);
  const auto outside = part_outside_group(here, node, unplaced(column, node.where));
  if (outside || !complete()) return outside.value_or(kUnknown);
  const GroupKey key = group_key(*this, plan_.columns[column].entity, node.partition, row);
  const Division division = divide_group(here, node, made.rows_of(key.values));
  if (!complete()) return kUnknown;
  for (std::size_t i = 0; i < division.rows.size(); ++i) {
    const std::uint64_t of = division.rows[i];
    const bool uncertain = division.fault && i >= division.recipients.size();
    put(column, of,
        uncertain          ? Value(*division.fault)
        : division.refused ? Value(place(column, of).fault(*division.refused))
                           : Value(division.result.shares[i].part));
  }
  return *known(column, row);
}

Value Evaluator::compute_node(plan::ColumnId column, std::uint64_t row,
                              const plan::PartyShare& node) {
  return party_share(place(column, row), node);
}

// ---- Whole columns

bool Evaluator::stops_at(std::uint64_t row) const {
  return row % kCellsPerLook == 0 && options_.stop && options_.stop();
}

absl::Status Evaluator::compute_column(plan::ColumnId column) {
  // A recurrence reads cells of rows that may stand further down: each is asked for by itself.
  const bool by_cell = plan::recurrence_of(plan_, column) != nullptr;
  if (few_) return compute_few(column, by_cell);
  const std::uint64_t rows = row_count(plan_.columns[column].entity);
  wanted_.clear();
  std::vector<Value> values;
  values.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    std::optional<Value> value = known(column, row);
    values.push_back(value     ? *std::move(value)
                     : by_cell ? cell(column, row)
                               : compute(column, row));
    assert(complete());
    if (columns_[column]) break;  // a rank has put them all
    if (stops_at(row)) return absl::CancelledError("stopped");
  }
  if (!columns_[column]) put_column(column, std::move(values));
  states_[column] = NodeState{};
  return absl::OkStatus();
}

absl::Status Evaluator::compute_few(plan::ColumnId column, bool by_cell) {
  const std::uint64_t rows = row_count(plan_.columns[column].entity);
  wanted_.clear();
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (few_->find(column, row) == nullptr)
      put(column, row, by_cell ? cell(column, row) : compute(column, row));
    assert(complete());
    if (stops_at(row)) return absl::CancelledError("stopped");
  }
  return absl::OkStatus();
}

void Evaluator::keep_few() {
  if (options_.known != nullptr) return;
  std::vector<std::uint64_t> rows(plan_.columns.size());
  std::uint64_t cells = 0;
  for (plan::ColumnId column = 0; column < rows.size(); ++column) {
    if (stored(column) != nullptr) continue;
    rows[column] = row_count(plan_.columns[column].entity);
    cells += rows[column];
    if (cells > FewCells::kMost) return;
  }
  few_.emplace(rows);
}

absl::StatusOr<table::Results> Evaluator::evaluate() {
  table::Results results;
  results.columns.resize(plan_.columns.size());
  keep_few();
  for (plan::ColumnId column = 0; column < plan_.columns.size(); ++column) {
    const plan::Column& definition = plan_.columns[column];
    const table::ColumnData* known = stored(column);
    if (known == nullptr) {
      if (absl::Status status = compute_column(column); !status.ok()) return status;
    }
    if (!options_.keep_helpers && !definition.output) continue;
    if (known == nullptr) known = stored(column);
    results.columns[column] = known != nullptr ? *known : encode(definition, few_->column(column));
  }
  return results;
}

}  // namespace remit::row

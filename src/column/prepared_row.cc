#include "column/prepared_row.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "column/compile/store_column.h"
#include "column/evaluate_part.h"
#include "column/nodes/cell_reader.h"
#include "column/run/results.h"

namespace remit::column {
namespace {

using type::TypeKind;

/// Numbers may grow to eight times what they are, and to some 86 million at two decimals, before
/// the row has to be prepared anew; days by 130 years.
constexpr std::int64_t kLeastBound = std::int64_t{1} << 33;
constexpr std::int64_t kDays = 48'000;

bool is_input_of(const plan::Plan& plan, plan::ColumnId id, plan::EntityId entity) {
  return plan.columns[id].entity == entity &&
         std::holds_alternative<plan::Input>(plan.columns[id].node);
}

/// By plan column: whether it depends on the rows of the entity.
struct Dependence {
  std::vector<bool> depends;
  bool by_row = true;  ///< and always on its own row only
};

Dependence dependence_on(const plan::Plan& plan, const Schedule& schedule, plan::EntityId entity) {
  Dependence result;
  result.depends.resize(plan.columns.size());
  const auto depends = [&](plan::ColumnId id) { return bool{result.depends[id]}; };
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (is_input_of(plan, id, entity)) {
      result.depends[id] = true;
      continue;
    }
    const ColumnTime& time = schedule.columns[id];
    if (!time.needed || std::holds_alternative<plan::Input>(plan.columns[id].node)) continue;
    const Dependencies needs = dependencies_of(plan, id);
    const bool row = std::any_of(needs.by_row.begin(), needs.by_row.end(), depends);
    const bool whole = std::any_of(needs.whole.begin(), needs.whole.end(), depends);
    result.depends[id] = row || whole;
    if (whole || (row && (!time.by_row || plan.columns[id].entity != entity))) {
      result.by_row = false;
    }
  }
  return result;
}

Interval range_for(const plan::Plan& plan, const type::Type& type, std::int64_t value) {
  switch (type.kind) {
    case TypeKind::boolean:
    case TypeKind::category:
      return domain_of(plan, type, {});
    case TypeKind::date:
      return {std::max(value - kDays, std::int64_t{INT32_MIN}),
              std::min(value + kDays, std::int64_t{INT32_MAX})};
    case TypeKind::unknown:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::text:
    case TypeKind::reference:
      break;
  }
  constexpr std::uint64_t kMost = std::uint64_t{1} << 62;
  const std::uint64_t size = unsigned_abs(value);
  const auto bound = size >= kMost / 8 ? std::numeric_limits<std::int64_t>::max()
                                       : static_cast<std::int64_t>(std::bit_ceil(size * 8));
  const std::int64_t most = std::max(bound, kLeastBound);
  return {value < 0 ? -most : 0, most};
}

}  // namespace

static bool puts_texts_together(const plan::Plan& plan) {
  return std::ranges::any_of(plan.expressions, [](const plan::Expression& expression) {
    return expression.op == plan::Opcode::join;
  });
}

bool can_prepare_row(const plan::Plan& plan, plan::EntityId entity) {
  if (!plan.made.empty()) return false;         // other rows may be made of this one
  if (puts_texts_together(plan)) return false;  // another row brings about texts without codes
  return dependence_on(plan, make_schedule(plan, false), entity).by_row;
}

absl::StatusOr<std::unique_ptr<PreparedRow>> PreparedRow::make(const plan::Plan& plan,
                                                               const table::Dataset& dataset,
                                                               plan::EntityId entity,
                                                               const PreparedRow* before,
                                                               const Options& options) {
  std::unique_ptr<PreparedRow> row(new PreparedRow(plan, entity));
  base::SerialExecutor serial;
  RunOptions run = run_options(options, &serial);
  run.narrow_rows = kNeverNarrow;  // other values may follow
  row->schedule_ = make_schedule(plan, false);
  row->memory_ = std::make_shared<ColumnMemory>();
  row->bound_ = bind(plan, row->schedule_, dataset, run);
  if (row->bound_->refused[entity] != nullptr) return nullptr;
  auto computed =
      evaluate_part(plan, row->schedule_, *row->bound_, std::nullopt, *row->memory_, run);
  if (!computed.ok()) return computed.status();
  row->environment_ = std::make_unique<Environment>(
      Environment{plan, row->bound_->row_counts, row->bound_->given, std::move(computed->stores),
                  row->bound_->texts, row->bound_->missed, *row->memory_, row->bound_->refused,
                  std::vector<std::shared_ptr<const table::WorkCalendar>>(plan.calendars.size())});
  if (!row->take_cells(before)) return nullptr;
  run.kernels = kernels::single_row_table();
  row->compile(run);
  return row;
}

bool PreparedRow::take_cells(const PreparedRow* before) {
  cell_of_.assign(plan_.columns.size(), kNoCell);
  needed_.resize(plan_.columns.size());
  cells_.reserve(plan_.columns.size());  // columns point into it
  for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!schedule_.columns[id].needed || !is_input_of(plan_, id, entity_)) continue;
    needed_[id] = true;
    if (!take_cell(id, before)) return false;
  }
  return true;
}

bool PreparedRow::take_cell(plan::ColumnId id, const PreparedRow* before) {
  const ColumnStore& given = *environment_->stores[id];
  if (!given.is_clean()) return false;
  if (given.type.kind == TypeKind::text || given.type.kind == TypeKind::reference) return true;
  if (given.denominators || given.values.width > Width::int64) return false;
  Cell& cell = cells_.emplace_back();
  cell_of_[id] = static_cast<std::uint32_t>(cells_.size() - 1);
  cell.width = given.values.width;
  const std::int64_t value = int64_at(given.values, 0);
  Interval range = range_for(plan_, given.type, value);
  if (before != nullptr && before->cell_of_[id] != kNoCell) {
    const Cell& other = before->cells_[before->cell_of_[id]];
    range = hull(range, {other.least, other.most});
  }
  cell.least = range.lo.to_int64();
  cell.most = range.hi.to_int64();
  auto store = std::make_shared<ColumnStore>(given);
  store->values = {cell.width, cell.memory, nullptr, range};
  environment_->stores[id] = std::move(store);
  return set(id, value);
}

void PreparedRow::compile(const RunOptions& options) {
  const Dependence dependence = dependence_on(plan_, schedule_, entity_);
  FormulaCompiler formulas(*environment_, entity_);
  pass_.rows = 1;
  results_.columns.resize(plan_.columns.size());
  for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
    const plan::Column& column = plan_.columns[id];
    const ColumnTime& time = schedule_.columns[id];
    if (!time.needed || std::holds_alternative<plan::Input>(column.node)) continue;
    // What depends on no row may still be a part of others' formulas, without a store of its own.
    const bool inlined = column.entity == entity_ && environment_->stores[id] == nullptr;
    if (dependence.depends[id] || inlined) {
      environment_->stores[id] = nullptr;
      formulas.define(id, time.stored || time.readers > 1, time.where);
      if (!column.output) continue;
      store_column(*environment_, id, formulas, &pass_);
      stored_.push_back(id);
    } else if (column.output) {
      results_.columns[id] = to_column_data(*environment_->stores[id], column, environment_->texts);
      results_.columns[id]->decimals = column.form.decimals;
    }
  }
  finish_pass(formulas, &pass_);
  frame_ = make_frame(pass_, pass_.stored, options, 1);
  frame_->move_to(0, 1);
  program_.emplace(*frame_);
  for (std::size_t slot = 0; slot < stored_.size(); ++slot) {
    const plan::Column& column = plan_.columns[stored_[slot]];
    const Width width = pass_.stored[slot].store->values.width;
    converted_.push_back(column.form.ratio || column.type.kind == TypeKind::text ||
                         width == Width::integer);
    if (converted_.back() || pass_.stored[slot].can_fault) changing_.push_back(slot);
    refresh(slot);
  }
  run();
}

void PreparedRow::refresh(std::size_t slot) {
  const plan::Column& column = plan_.columns[stored_[slot]];
  std::optional<table::ColumnData>& to = results_.columns[stored_[slot]];
  to = to_column_data(*pass_.stored[slot].store, column, environment_->texts);
  to->decimals = column.form.decimals;
}

void PreparedRow::put_narrow(Cell& cell, std::int64_t value) {
  with_type(cell.width, [&](auto zero) {
    using T = decltype(zero);
    if constexpr (std::is_integral_v<T>) {
      const auto held = static_cast<T>(value);
      std::memcpy(cell.memory, &held, sizeof(held));
    }
  });
}

namespace {

/// Room for the cells of a row, in one piece.
class CellMemory {
 public:
  explicit CellMemory(std::size_t cells) : cells_(std::make_shared<Int128[]>(cells)) {}

  /// The column's one cell, in memory of our own.
  template <typename T>
  void take(table::Buffer<T>& values) {
    if constexpr (std::is_integral_v<T> || std::is_same_v<T, Int128>) {
      void* const at = &cells_[next_++];
      std::memcpy(at, values.data(), sizeof(T));
      values = table::Buffer<T>(static_cast<const T*>(at), 1, cells_);
    }
  }
  void take(table::TextData&) {}

 private:
  std::shared_ptr<Int128[]> cells_;
  std::ptrdiff_t next_ = 0;
};

}  // namespace

table::Results PreparedRow::copied_results() const {
  table::Results results = results_;
  CellMemory memory(stored_.size());
  for (std::size_t slot = 0; slot < stored_.size(); ++slot) {
    // What was converted is made anew by each run.
    if (converted_[slot]) continue;
    std::visit([&](auto& values) { memory.take(values); }, results.columns[stored_[slot]]->storage);
  }
  return results;
}

void PreparedRow::run_and_replace() {
  replaced_.clear();
  for (const std::size_t slot : changing_) frame_->stored_faults[slot].clear();
  program_->run();
  for (const std::size_t slot : changing_) {
    const table::Faults& faults = frame_->stored_faults[slot];
    std::optional<table::ColumnData>& to = results_.columns[stored_[slot]];
    if (!converted_[slot] && faults.empty() && to->faults.empty()) continue;
    if (converted_[slot]) {
      pass_.stored[slot].store->faults =
          faults.empty() ? nullptr : std::make_shared<table::Faults>(faults);
      refresh(slot);
    }
    to->faults = faults;
    replaced_.push_back(stored_[slot]);
  }
}

}  // namespace remit::column

#include "run/one_row.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "run/compute_kept.h"
#include "run/nearest_rounding.h"

namespace remit::run {
namespace {

/// Rows of all other tables together: what is kept of them, and compared in each run.
constexpr std::uint64_t kMostRows = 4096;
/// Cells that are compared one by one; larger columns have to be the same memory.
constexpr std::size_t kFewCells = 64;
/// A preparation costs some twenty runs of one row; one that serves pays for one that does not.
constexpr int kFirstCredit = 2;
constexpr int kMostCredit = 8;
constexpr std::size_t kMostWaiting = 16;

const void* memory_of(const table::ColumnData& column) {
  return std::visit(
      [](const auto& values) -> const void* {
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, table::TextData>)
          return values.offsets.data();
        else
          return values.data();
      },
      column.storage);
}

bool same_cells(const table::ColumnData& a, const table::ColumnData& b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  if (size == 0) return true;
  if (a.faults.empty() && b.faults.empty() && memory_of(a) == memory_of(b)) return true;
  return size <= kFewCells && table::same(a, b);
}

bool same_table(const table::Table& a, const table::Table& b) {
  if (a.rows != b.rows || a.given != b.given) return false;
  if (!a.refused.empty() || !b.refused.empty()) return false;
  for (std::size_t i = 0; i < a.columns.size(); ++i)
    if (!same_cells(a.columns[i], b.columns[i])) return false;
  return true;
}

/// All but the row of that entity.
bool same_beside(const table::Dataset& a, const table::Dataset& b, plan::EntityId entity) {
  for (std::size_t i = 0; i < a.tables.size(); ++i)
    if (i != entity && !same_table(a.tables[i], b.tables[i])) return false;
  return true;
}

/// The one cell of a column that is held in 64 bits or less.
std::optional<std::int64_t> small_cell(const table::ColumnData& column) {
  if (!column.faults.empty()) return std::nullopt;
  if (const auto* values = std::get_if<table::Buffer<std::int64_t>>(&column.storage))
    return (*values)[0];
  if (const auto* values = std::get_if<table::Buffer<std::int32_t>>(&column.storage))
    return (*values)[0];
  if (const auto* values = std::get_if<table::Buffer<std::uint8_t>>(&column.storage))
    return (*values)[0];
  return std::nullopt;
}

std::uint64_t rows_beside(const table::Dataset& dataset, plan::EntityId entity) {
  std::uint64_t rows = 0;
  for (std::size_t i = 0; i < dataset.tables.size(); ++i)
    if (i != entity) rows += dataset.tables[i].rows;
  return rows;
}

/// Whether the host wants what only a run of its own can give.
bool is_watched(const RunOptions& options) {
  return options.profile != nullptr || options.progress || options.evaluator == Evaluator::row ||
         options.cancel.requested();
}

}  // namespace

OneRowRuns::OneRowRuns(std::shared_ptr<const plan::Plan> plan)
    : plan_(std::move(plan)), formulas_(plan_), credit_(kFirstCredit) {
  const std::size_t entities = plan_->entities.size();
  can_prepare_.resize(entities);
  fields_.resize(entities);
  if (!plan_->made.empty()) return;
  for (plan::EntityId entity = plan::kWhole + 1; entity < entities; ++entity)
    can_prepare_[entity] = column::can_prepare_row(*plan_, entity);
  for (plan::ColumnId id = 0; id < plan_->columns.size(); ++id) {
    const plan::Column& column = plan_->columns[id];
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (input == nullptr) continue;
    const bool may_change =
        column.type.kind != type::TypeKind::text && column.type.kind != type::TypeKind::reference;
    fields_[column.entity].push_back({id, input->field, may_change});
  }
}

std::optional<plan::EntityId> OneRowRuns::lone_entity(const table::Dataset& dataset) const {
  for (plan::EntityId entity = 0; entity < can_prepare_.size(); ++entity)
    if (can_prepare_[entity] && dataset.tables[entity].rows == 1) return entity;
  return std::nullopt;
}

bool OneRowRuns::put(const table::Dataset& dataset, Prepared& prepared) const {
  const std::vector<table::ColumnData>& before =
      prepared.input->built()->dataset.tables[prepared.entity].columns;
  const std::vector<table::ColumnData>& now = dataset.tables[prepared.entity].columns;
  for (const Field& field : fields_[prepared.entity]) {
    if (!prepared.row->needs(field.id)) continue;
    if (!field.may_change) {
      if (!same_cells(before[field.field], now[field.field])) return false;
      continue;
    }
    const std::optional<std::int64_t> value = small_cell(now[field.field]);
    if (!value || !prepared.row->set(field.id, *value)) return false;
  }
  return true;
}

std::unique_ptr<OneRowRuns::Prepared> OneRowRuns::take(const table::Dataset& dataset,
                                                       plan::EntityId entity, Isa isa) {
  const std::lock_guard lock(mutex_);
  for (std::unique_ptr<Prepared>& each : waiting_) {
    if (each->entity != entity || each->isa != isa) continue;
    if (!same_beside(each->input->built()->dataset, dataset, entity)) continue;
    std::swap(each, waiting_.back());
    std::unique_ptr<Prepared> taken = std::move(waiting_.back());
    waiting_.pop_back();
    return taken;
  }
  return nullptr;
}

void OneRowRuns::give_back(std::unique_ptr<Prepared> prepared) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() == kMostWaiting) waiting_.erase(waiting_.begin());
  waiting_.push_back(std::move(prepared));
}

bool OneRowRuns::may_prepare(const std::shared_ptr<const BoundInput>& input,
                             plan::EntityId entity) {
  const table::Dataset& dataset = input->built()->dataset;
  const std::lock_guard lock(mutex_);
  const bool again = last_ != nullptr && last_->built()->dataset.tables[entity].rows == 1 &&
                     same_beside(last_->built()->dataset, dataset, entity);
  last_ = rows_beside(dataset, entity) <= kMostRows ? input : nullptr;
  if (!again || last_ == nullptr || credit_ == 0) return false;
  --credit_;
  return true;
}

std::optional<table::Results> OneRowRuns::run(const std::shared_ptr<const BoundInput>& input,
                                              const RunOptions& options) {
  if (is_watched(options)) return std::nullopt;
  const table::Dataset& dataset = input->built()->dataset;
  const std::optional<plan::EntityId> entity = lone_entity(dataset);
  if (!entity || !dataset.tables[*entity].refused.empty()) return std::nullopt;
  if (!is_far_within(options.limits, *plan_, dataset)) return std::nullopt;
  std::unique_ptr<Prepared> prepared = take(dataset, *entity, options.isa);
  if (prepared != nullptr && put(dataset, *prepared)) {
    {
      const NearestRounding nearest;
      prepared->row->run();
    }
    std::optional<table::Results> results = prepared->row->copied_results();
    const std::lock_guard lock(mutex_);
    credit_ = std::min(credit_ + 1, kMostCredit);
    waiting_.push_back(std::move(prepared));
    return results;
  }
  std::unique_ptr<Prepared> next = prepare(input, *entity, options.isa, prepared.get());
  if (next == nullptr) {
    // A value that it does not take says nothing of the next one.
    if (prepared != nullptr) give_back(std::move(prepared));
    return std::nullopt;
  }
  table::Results results = next->row->copied_results();
  give_back(std::move(next));
  return results;
}

std::unique_ptr<OneRowRuns::Prepared> OneRowRuns::prepare(
    const std::shared_ptr<const BoundInput>& input, plan::EntityId entity, Isa isa,
    const Prepared* before) {
  column::Options how;
  how.isa = instruction_set(isa);
  if (!column::is_available(how.isa) || !may_prepare(input, entity)) return nullptr;
  const NearestRounding nearest;
  auto made = column::PreparedRow::make(*plan_, input->built()->dataset, entity,
                                        before != nullptr ? before->row.get() : nullptr, how);
  if (!made.ok() || *made == nullptr) return nullptr;
  return std::make_unique<Prepared>(Prepared{input, entity, isa, *std::move(made)});
}

}  // namespace remit::run

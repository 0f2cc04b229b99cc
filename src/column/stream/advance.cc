// From what all rows left behind to what follows from it.
#include <optional>
#include <utility>

#include "column/stream/stream_run.h"

namespace remit::column {

using plan::ColumnId;

absl::Status StreamRun::begin() { return compute_beside(0, true); }

absl::Status StreamRun::resume(const Advanced& advanced) {
  if (absl::Status status = begin(); !status.ok()) return status;
  rows_ = advanced.rows;
  begins_ = advanced.part ? rows_before(rows_, *advanced.part) : 0;
  beside_->row_counts[stream_.entity] = advanced.row_count();
  for (const auto* columns : {&advanced.whole, &advanced.kept}) {
    for (const auto& [id, column] : *columns) complete(id, column);
  }
  for (int over = 1; over <= advanced.traversals; ++over) {
    for (const auto& [id, column] : advanced.folds) {
      if (stream_.after[id] == over) complete(id, column);
    }
    if (absl::Status status = compute_beside(over, false); !status.ok()) return status;
  }
  traversals_ = advanced.traversals;
  return absl::OkStatus();
}

/// Computes everything that is possible after so many traversals and needs no other; of the columns
/// that take all rows nothing unless `with_whole`.
absl::Status StreamRun::compute_beside(int after, bool with_whole) {
  std::vector<bool> wanted(plan_.columns.size());
  bool any = false;
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    wanted[id] =
        !complete_[id] && stream_.after[id] == after &&
        (has_role(id, StreamRole::beside) || (with_whole && has_role(id, StreamRole::whole)));
    any = any || wanted[id];
  }
  if (!any) return absl::OkStatus();
  const Schedule schedule = make_schedule(plan_, wanted, complete_);
  absl::StatusOr<PartResult> part = evaluate(schedule, *beside_, std::nullopt, after);
  while (part.ok() && !beside_->missed->is_empty()) {
    beside_ = with_missed_texts(*beside_);
    part = evaluate(schedule, *beside_, std::nullopt, after);
  }
  if (!part.ok()) return part.status();
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (wanted[id]) complete(id, part->stores[id]);
  }
  return absl::OkStatus();
}

void StreamRun::complete(ColumnId id, ColumnPtr store) {
  beside_->inputs[id] = std::move(store);
  complete_[id] = true;
}

absl::Status StreamRun::advance(Gathered gathered) {
  std::map<ShardId, std::uint64_t> rows;
  for (const auto& [shard, each] : gathered.shards) rows[shard] = each.rows;
  const bool first = traversals_ == 0;
  if (!first && rows != rows_) return absl::DataLossError("another number of rows");
  rows_ = std::move(rows);
  if (first) {
    if (absl::Status status = place_rows(&gathered); !status.ok()) return status;
  }
  ++traversals_;
  join_rows(&gathered);
  finish_folds(traversals_, &gathered.folds);
  return compute_beside(traversals_, true);
}

/// From (shard, row) to the number in the whole run.
absl::Status StreamRun::place_rows(Gathered* gathered) const {
  if (gathered->shards.size() == 1 && gathered->shards.count(0) == 1) return absl::OkStatus();
  std::map<ShardId, std::uint64_t> firsts;
  std::uint64_t before = 0;
  for (const auto& [shard, count] : rows_) {
    firsts[shard] = before;
    before += count;
  }
  bool good = true;
  const FaultMap placed = [&](type::Fault fault) {
    if (!starts_in_rows_[fault.column]) return fault;
    const auto shard = static_cast<ShardId>(fault.row >> kRowBits);
    const auto first = firsts.find(shard);
    const std::uint64_t row = fault.row - first_of_shard(shard);
    good = good && first != firsts.end() && row < rows_.at(shard);
    if (good) fault.row = first->second + row;
    return fault;
  };
  for (auto& [id, fold] : gathered->folds) fold.rename(placed);
  for (auto& [shard, rows] : gathered->shards) {
    for (auto& [row, fault] : rows.refused) fault = placed(fault);
    for (auto& [id, column] : rows.kept) {
      if (!column->is_clean()) column = slice(column, 0, column->rows, placed);
    }
  }
  return good ? absl::OkStatus() : absl::InvalidArgumentError("a row that no shard has");
}

/// The rows of all shards as those of one table.
void StreamRun::join_rows(Gathered* gathered) {
  std::map<ColumnId, KeptColumn> joined;
  table::Faults refused;
  const FaultMap same = [](const type::Fault& fault) { return fault; };
  const bool one = gathered->shards.size() == 1;
  std::uint64_t first = 0;
  for (auto& [shard, rows] : gathered->shards) {
    for (auto& [row, fault] : rows.refused) refused.emplace_back(first + row, fault);
    for (auto& [id, column] : rows.kept) {
      if (one) {
        complete(id, std::move(column));
      } else {
        joined[id].append(*column, first, same);
        column.reset();
      }
    }
    first += rows.rows;
  }
  for (auto& [id, column] : joined) complete(id, column.take());
  beside_->row_counts[stream_.entity] = first;
  beside_->refused[stream_.entity] = refused_rows(first, std::move(refused));
}

void StreamRun::finish_folds(int traversal, std::map<ColumnId, FoldSum>* folds) {
  const Environment environment{plan_,           beside_->row_counts, beside_->given,
                                beside_->inputs, beside_->texts,      beside_->missed,
                                *memory_,        beside_->refused,    {}};
  Stopwatch watch(measures());
  for (auto& [id, sum] : *folds) {
    const auto& node = std::get<plan::Fold>(plan_.columns[id].node);
    complete(id, fold_column(environment, id, node, sum.take(), nullptr));
    profile_gathering(id, traversal, &watch);
  }
}

namespace {

bool reads(const plan::Plan& plan, ColumnId reader, ColumnId column) {
  const Dependencies needs = dependencies_of(plan, reader);
  for (const auto* list : {&needs.by_row, &needs.whole}) {
    for (const ColumnId read : *list) {
      if (read == column) return true;
    }
  }
  return false;
}

}  // namespace

bool StreamRun::is_read_by_rows(ColumnId id) const {
  if (is_result(id)) return true;
  for (ColumnId reader = 0; reader < plan_.columns.size(); ++reader) {
    const bool by_rows = has_role(reader, StreamRole::row) || has_role(reader, StreamRole::fold);
    if (by_rows && reads(plan_, reader, id)) return true;
  }
  return false;
}

/// By a column that takes all rows and is not complete yet.
bool StreamRun::is_read_later(ColumnId id) const {
  for (ColumnId reader = 0; reader < plan_.columns.size(); ++reader) {
    const bool later = has_role(reader, StreamRole::whole) && stream_.after[reader] > traversals_;
    if (later && reads(plan_, reader, id)) return true;
  }
  return false;
}

Advanced StreamRun::advanced() const {
  Advanced made;
  made.traversals = traversals_;
  made.rows = rows_;
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!complete_[id] || !stream_.needed[id]) continue;
    const ColumnPtr& column = beside_->inputs[id];
    if (has_role(id, StreamRole::fold)) {
      made.folds[id] = column;
    } else if (has_role(id, StreamRole::whole) && is_read_by_rows(id)) {
      made.whole[id] = column;
    } else if (starts_in_rows_[id] && is_read_later(id)) {
      made.kept[id] = column;
    }
  }
  return made;
}

}  // namespace remit::column

#include "row/index/gradual_order.h"

#include <algorithm>
#include <utility>

#include "base/budget.h"
#include "row/index/run_index.h"

namespace remit::row {
namespace {

/// Rows that are sorted at once, and how many looks at a row that takes.
constexpr std::size_t kRun = 512;
constexpr std::uint64_t kLooksOfRun = 9;
/// Parts of one look at all rows.
constexpr std::uint64_t kParts = 32;
constexpr std::uint64_t kLooksPerUnit = 2;

std::vector<plan::SortKey> as_keys(const std::vector<plan::ColumnId>& columns) {
  std::vector<plan::SortKey> keys;
  for (const plan::ColumnId column : columns) keys.push_back({column, false});
  return keys;
}

}  // namespace

std::optional<GradualOrder> GradualOrder::make(const RunIndex& index, plan::EntityId entity,
                                               const plan::Rank& node) {
  GradualOrder order;
  order.rows_of_table_ = index.row_count(entity);
  const std::vector<plan::SortKey> partition = as_keys(node.partition);
  auto group = StoredKeys::of(index, partition), keys = StoredKeys::of(index, node.keys);
  if (!group || !keys || order.rows_of_table_ > kMostRows) return std::nullopt;
  order.group_ = *std::move(group);
  order.keys_ = *std::move(keys);
  std::vector<const table::Faults*> faults{&index.refused(entity)};
  const auto add_faults = [&](plan::ColumnId column) {
    if (!index.is_of(column, plan::kWhole)) faults.push_back(&index.stored(column)->faults);
  };
  for (const plan::ColumnId column : node.partition) add_faults(column);
  for (const plan::SortKey& key : node.keys) add_faults(key.value);
  if (node.where != plan::kNoColumn && !index.is_of(node.where, plan::kWhole)) {
    const table::ColumnData* const where = index.stored(node.where);
    if (where == nullptr) return std::nullopt;
    faults.push_back(&where->faults);
    order.where_ = std::get<table::Buffer<std::uint8_t>>(where->storage).data();
  }
  order.faulty_ = faulted_rows(faults);
  return order;
}

void GradualOrder::advance() {
  std::uint64_t looks = rows_of_table_ / kParts + kRun;
  base::spend(looks / kLooksPerUnit);
  while (looks > 0 && !is_done_) {
    std::uint64_t done = 0;
    if (gathered_ < rows_of_table_)
      done = gather(looks);
    else if (sorted_ < rows_.size())
      done = sort_run();
    else
      done = merge(looks);
    looks -= std::min(looks, done);
  }
}

bool GradualOrder::is_before(RowNumber a, RowNumber b) const {
  int order = group_.compare(a, b);
  if (order == 0) order = keys_.compare(a, b);
  return order < 0 || (order == 0 && a < b);
}

std::uint64_t GradualOrder::gather(std::uint64_t most) {
  if (gathered_ == 0) reserve(rows_, rows_of_table_, rows_memory_);
  const std::uint64_t end = std::min(rows_of_table_, gathered_ + most);
  const std::uint64_t looks = end - gathered_;
  for (; gathered_ < end; ++gathered_) {
    const bool is_faulty = next_faulty_ < faulty_.size() && faulty_[next_faulty_] == gathered_;
    if (is_faulty) ++next_faulty_;
    if (!is_faulty && (where_ == nullptr || where_[gathered_] != 0))
      rows_.push_back(static_cast<RowNumber>(gathered_));
  }
  if (gathered_ == rows_of_table_) is_done_ = rows_.empty();
  return looks;
}

std::uint64_t GradualOrder::sort_run() {
  const std::size_t end = std::min(rows_.size(), sorted_ + kRun);
  const std::size_t count = end - sorted_;
  std::sort(rows_.begin() + static_cast<std::ptrdiff_t>(sorted_),
            rows_.begin() + static_cast<std::ptrdiff_t>(end),
            [this](RowNumber a, RowNumber b) { return is_before(a, b); });
  sorted_ = end;
  if (sorted_ == rows_.size()) {
    width_ = kRun;
    is_done_ = rows_.size() <= width_;
    begin_merge();
  }
  return count * kLooksOfRun;
}

/// Room for all of them before the first: an order that a shortage of memory finds half way is as
/// it was, and whoever asks next goes on.
void GradualOrder::reserve(std::vector<RowNumber>& rows, std::uint64_t count,
                           std::unique_ptr<base::HeldMemory>& memory) {
  auto held = std::make_unique<base::HeldMemory>(count * sizeof(RowNumber));
  rows.reserve(count);
  memory = std::move(held);
}

/// The two runs behind what is merged already.
void GradualOrder::begin_merge() {
  left_ = merged_.size();
  left_end_ = right_ = std::min(rows_.size(), left_ + width_);
  right_end_ = std::min(rows_.size(), right_ + width_);
}

std::uint64_t GradualOrder::merge(std::uint64_t most) {
  if (merged_memory_ == nullptr) reserve(merged_, rows_.size(), merged_memory_);
  std::uint64_t looks = 0;
  for (; looks < most && (left_ < left_end_ || right_ < right_end_); ++looks) {
    const bool takes_right =
        left_ == left_end_ || (right_ < right_end_ && is_before(rows_[right_], rows_[left_]));
    merged_.push_back(rows_[takes_right ? right_++ : left_++]);
  }
  if (left_ < left_end_ || right_ < right_end_) return looks;
  if (merged_.size() == rows_.size()) {
    std::swap(rows_, merged_);
    merged_.clear();
    width_ *= 2;
    is_done_ = rows_.size() <= width_;
    if (is_done_) {
      std::vector<RowNumber>().swap(merged_);
      merged_memory_ = nullptr;
    }
  }
  begin_merge();
  return looks;
}

std::span<const RowNumber> GradualOrder::group_of(RowNumber row) const {
  const auto of = [&](RowNumber other) { return group_.compare(other, row); };
  const auto begin =
      std::ranges::partition_point(rows_, [&](RowNumber other) { return of(other) < 0; });
  const auto end =
      std::partition_point(begin, rows_.end(), [&](RowNumber other) { return of(other) == 0; });
  return {begin, end};
}

}  // namespace remit::row

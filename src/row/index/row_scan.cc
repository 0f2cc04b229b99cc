#include "row/index/row_scan.h"

#include <numeric>
#include <string_view>
#include <type_traits>

#include "row/index/run_index.h"

namespace remit::row {
namespace {

using table::ColumnData;

/// Calls `use` with how to read a value of the column: its type is that of the storage.
template <typename Use>
void with_values(const ColumnData& column, const Use& use) {
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, table::TextData>) {
          use([&values](std::uint64_t row) { return values[row]; });
        } else {
          use([data = values.data()](std::uint64_t row) -> decltype(auto) { return data[row]; });
        }
      },
      column.storage);
}

/// Without branches: most rows differ from this one by chance.
template <typename T>
int three_way(const T& a, const T& b) {
  return static_cast<int>(b < a) - static_cast<int>(a < b);
}
int three_way(std::string_view a, std::string_view b) {
  const int order = a.compare(b);
  return static_cast<int>(order > 0) - static_cast<int>(order < 0);
}

/// Keeps the rows of the stretch of which `holds`.
template <typename Holds>
void keep_where(Stretch* stretch, const Holds& holds) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < stretch->count; ++i) {
    const RowNumber row = stretch->rows[i];
    stretch->rows[kept] = row;
    kept += static_cast<std::size_t>(holds(row));
  }
  stretch->count = kept;
}

/// What decides where the keys before, if there are any, leave a row equal.
void order_by(const ColumnData& key, bool descending, std::uint64_t own, bool is_first,
              Stretch* stretch) {
  const int sign = descending ? -1 : 1;
  with_values(key, [&](const auto& value) {
    const auto ours = value(own);
    const auto ask = [&](std::size_t i) {
      stretch->order[i] = static_cast<std::int8_t>(sign * three_way(value(stretch->rows[i]), ours));
    };
    if (is_first) {
      for (std::size_t i = 0; i < stretch->count; ++i) ask(i);
    } else {
      for_zeros(stretch->order, stretch->count, ask);
    }
  });
}

}  // namespace

std::optional<StoredKeys> StoredKeys::of(const RunIndex& index,
                                         std::span<const plan::SortKey> keys) {
  StoredKeys result;
  for (const plan::SortKey& key : keys) {
    if (index.is_of(key.value, plan::kWhole)) continue;
    const ColumnData* const data = index.stored(key.value);
    if (data == nullptr) return std::nullopt;
    result.keys_.push_back({data, key.descending});
  }
  return result;
}

int StoredKeys::compare(std::uint64_t a, std::uint64_t b) const {
  int order = 0;
  for (const Key& key : keys_) {
    with_values(*key.data, [&](const auto& value) { order = three_way(value(a), value(b)); });
    if (order != 0) return key.descending ? -order : order;
  }
  return 0;
}

void ForemostRows::add(std::uint64_t row) {
  ++count_;
  const bool is_full = rows_.size() == kept_;
  if (is_full && (kept_ == 0 || keys_.compare(row, rows_.back()) >= 0)) return;
  const auto behind = std::find_if(rows_.begin(), rows_.end(), [&](std::uint64_t other) {
    return keys_.compare(row, other) < 0;
  });
  rows_.insert(behind, row);
  if (is_full) rows_.pop_back();
}

std::optional<RowScan> RowScan::make(const RunIndex& index, plan::EntityId entity,
                                     std::uint64_t row, const ScanBy& by) {
  RowScan scan;
  scan.row_ = row;
  scan.rows_ = index.row_count(entity);
  if (scan.rows_ > kMostRows) return std::nullopt;
  scan.faulty_.push_back({&index.refused(entity)});
  bool all_stored = true;
  const auto add = [&](plan::ColumnId column) -> const ColumnData* {
    // What the whole has is the same for all rows.
    if (column == plan::kNoColumn || index.is_of(column, plan::kWhole)) return nullptr;
    const ColumnData* const data = index.stored(column);
    all_stored = all_stored && data != nullptr;
    if (data != nullptr) scan.faulty_.push_back({&data->faults});
    return data;
  };
  scan.where_ = add(by.where);
  for (const plan::ColumnId column : by.partition) scan.groups_.push_back(add(column));
  std::erase(scan.groups_, nullptr);
  for (const plan::SortKey& key : by.keys) add(key.value);
  if (!all_stored) return std::nullopt;
  scan.keys_ = *StoredKeys::of(index, by.keys);
  scan.has_last_ = by.keys.size() > 1 && !index.is_of(by.keys.back().value, plan::kWhole);
  std::erase_if(scan.faulty_, [](const FaultyRows& rows) { return rows.faults->empty(); });
  return scan;
}

void RowScan::fill(std::uint64_t begin, std::size_t count, Stretch* stretch) {
  stretch->count = count;
  std::iota(stretch->rows.begin(), stretch->rows.end(), static_cast<RowNumber>(begin));
  if (where_ != nullptr) {
    const auto* truths = std::get<table::Buffer<std::uint8_t>>(where_->storage).data();
    keep_where(stretch, [truths](RowNumber row) { return truths[row] != 0; });
  }
  for (const ColumnData* const group : groups_) {
    with_values(*group, [&](const auto& value) {
      const auto own = value(row_);
      keep_where(stretch, [&](RowNumber row) { return value(row) == own; });
    });
  }
  leave_out_faulty(begin + count, stretch);
  order(stretch);
}

void RowScan::order(Stretch* stretch) const {
  stretch->order.fill(0);
  const std::span<const StoredKeys::Key> keys = keys_.keys_;
  const std::size_t last = has_last_ ? keys.size() - 1 : keys.size();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == last) stretch->up_to_last = stretch->order;
    order_by(*keys[i].data, keys[i].descending, row_, i == 0, stretch);
  }
  if (!has_last_) stretch->up_to_last = stretch->order;
}

void RowScan::leave_out_faulty(std::uint64_t end, Stretch* stretch) {
  for (FaultyRows& faulty : faulty_) {
    const table::Faults& faults = *faulty.faults;
    const auto is_before = [&](std::uint64_t row) {
      return faulty.next < faults.size() && faults[faulty.next].first < row;
    };
    if (!is_before(end)) continue;
    keep_where(stretch, [&](RowNumber row) {
      while (is_before(row)) ++faulty.next;
      return faulty.next == faults.size() || faults[faulty.next].first != row;
    });
    while (is_before(end)) ++faulty.next;
  }
}

}  // namespace remit::row

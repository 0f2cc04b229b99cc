#include "row/index/run_index.h"

#include <algorithm>

#include "row/encode.h"
#include "row/group.h"
#include "table/row_order.h"

namespace remit::row {
namespace {

/// Rows of an order whose sums are kept as one.
constexpr std::uint64_t kBlock = 512;

/// Putting rows in order takes so many times what grouping them does.
constexpr int kScansOfGroups = 4;

const std::uint8_t* truths_of(const table::ColumnData* column) {
  if (column == nullptr) return nullptr;
  return std::get<table::Buffer<std::uint8_t>>(column->storage).data();
}

}  // namespace

const table::ColumnData* RunIndex::stored(plan::ColumnId column) const {
  const plan::Column& definition = plan_.columns[column];
  if (const auto* input = std::get_if<plan::Input>(&definition.node))
    return &dataset_.tables[definition.entity].columns[input->field];
  return known_.columns[column] ? &*known_.columns[column] : nullptr;
}

const StoredGroups* RunIndex::groups(plan::EntityId entity,
                                     std::span<const plan::ColumnId> columns) {
  std::pair key(entity, std::vector<plan::ColumnId>(columns.begin(), columns.end()));
  const auto found = groups_.find(key);
  if (found != groups_.end()) return found->second.get();
  std::vector<GroupColumn> read;
  for (const plan::ColumnId column : columns) {
    const table::ColumnData* data = stored(column);
    if (data == nullptr) return nullptr;
    // A value of the whole tells no rows apart; without one there is no group at all.
    const bool of_whole = plan_.columns[column].entity == plan::kWhole && entity != plan::kWhole;
    if (of_whole && !data->faults.empty()) return nullptr;
    const bool refers = data->type.kind == type::TypeKind::reference;
    read.push_back({of_whole ? nullptr : data, refers ? dataset_.tables[data->type.ref].rows : 0});
  }
  const std::uint64_t rows = dataset_.tables[entity].rows;
  auto made = std::make_unique<StoredGroups>(group_stored(read, rows));
  return groups_.emplace(std::move(key), std::move(made)).first->second.get();
}

std::uint32_t RunIndex::group_of(const StoredGroups& groups,
                                 std::span<const plan::ColumnId> columns,
                                 const std::vector<Value>& key) {
  if (groups.by_reference) return static_cast<std::uint32_t>(std::get<Reference>(key.front()).row);
  std::unique_ptr<KeyGroups>& known = keys_[&groups];
  if (known == nullptr) {
    known = std::make_unique<KeyGroups>();
    for (std::uint32_t group = 0; group + 1 < groups.first.size(); ++group) {
      if (groups.rows_of(group).empty()) continue;
      const RowNumber row = groups.rows_of(group).front();
      std::vector<Value> values;
      for (const plan::ColumnId column : columns) {
        const bool of_whole = plan_.columns[column].entity == plan::kWhole;
        values.push_back(decode(*stored(column), of_whole ? 0 : row));
      }
      known->emplace(std::move(values), group);
    }
  }
  const auto found = known->find(key);
  return found == known->end() ? StoredGroups::kNone : found->second;
}

std::optional<FoldMembers> RunIndex::members(const CellPlace& place, const plan::Fold& node) {
  const std::uint64_t rows = place.cells.row_count(node.rows);
  if (rows > kMostRows) return std::nullopt;
  if (node.via == plan::kNoColumn && (!node.partitioned || node.partition.empty()))
    return FoldMembers{rows, nullptr, 0};
  const std::vector<plan::ColumnId> columns =
      node.via != plan::kNoColumn ? std::vector{node.via} : node.partition;
  if (auto scanned = scan_members(place, node, columns)) return scanned;
  const StoredGroups* const made = groups(node.rows, columns);
  if (made == nullptr) return std::nullopt;
  std::uint32_t group = StoredGroups::kNone;
  if (node.via != plan::kNoColumn) {
    group = static_cast<std::uint32_t>(place.row);
  } else if (node.ours.empty()) {
    group = made->group[place.row];
  } else {
    const GroupKey key =
        group_key(place.cells, place.plan.columns[place.column].entity, node.ours, place.row);
    if (!place.cells.complete()) return std::nullopt;
    if (!key.fault) group = group_of(*made, columns, key.values);
  }
  const std::span<const RowNumber> found = made->rows_of(group);
  return FoldMembers{found.size(), found.data(), group};
}

std::optional<FoldMembers> RunIndex::scan_members(const CellPlace& place, const plan::Fold& node,
                                                  std::span<const plan::ColumnId> columns) {
  if (node.via == plan::kNoColumn && !node.ours.empty()) return std::nullopt;
  std::vector<const table::ColumnData*> read;
  for (const plan::ColumnId column : columns) {
    const table::ColumnData* const data = stored(column);
    const bool has_value =
        node.via != plan::kNoColumn || (data != nullptr && data->fault(place.row) == nullptr);
    if (data == nullptr || !has_value || is_of(column, plan::kWhole)) return std::nullopt;
    read.push_back(data);
  }
  if (groups_.contains({node.rows, std::vector<plan::ColumnId>(columns.begin(), columns.end())}) ||
      ++scans_[place.column] > most_scans_ / kScansOfGroups) {
    return std::nullopt;
  }
  const bool refers = node.via != plan::kNoColumn;
  auto found = std::make_shared<const std::vector<RowNumber>>(
      refers ? find_rows_referring(*read.front(), place.row)
             : find_rows_like(read, place.row, row_count(node.rows)));
  const auto group = refers ? static_cast<std::uint32_t>(place.row) : StoredGroups::kNone;
  return FoldMembers{found->size(), found->data(), group, found};
}

std::optional<RowsInOrder> RunIndex::put_in_order(plan::EntityId entity, const OrderedBy& by) {
  const std::uint64_t count = dataset_.tables[entity].rows;
  if (count > kMostRows) return std::nullopt;
  RowsInOrder order;
  if (!by.partition.empty()) {
    order.groups = groups(entity, by.partition);
    if (order.groups == nullptr) return std::nullopt;
  }
  const bool is_conditional = by.where != plan::kNoColumn;
  const table::ColumnData* where = is_conditional ? stored(by.where) : nullptr;
  if (is_conditional && where == nullptr) return std::nullopt;
  std::vector<const table::Faults*> faults{&refused(entity)};
  const bool where_of_whole = is_conditional && plan_.columns[by.where].entity == plan::kWhole;
  if (where != nullptr && !where_of_whole) faults.push_back(&where->faults);
  std::vector<std::vector<std::int64_t>> keys;
  if (order.groups != nullptr)
    keys.emplace_back(order.groups->group.begin(), order.groups->group.end());
  for (const plan::SortKey& key : by.keys) {
    const table::ColumnData* const data = stored(key.value);
    if (data == nullptr) return std::nullopt;
    if (plan_.columns[key.value].entity == plan::kWhole) continue;  // the same for all
    faults.push_back(&data->faults);
    keys.push_back(stored_sort_codes(*data, key.descending));
  }
  const std::uint8_t* const counts = truths_of(where);
  const std::vector<std::uint64_t> faulted = faulted_rows(faults);
  std::vector<std::uint64_t> rows;
  auto next = faulted.begin();
  for (std::uint64_t row = 0; row < count; ++row) {
    const bool has_fault = next != faulted.end() && *next == row;
    if (has_fault) ++next;
    const bool grouped = order.groups == nullptr || order.groups->group[row] != StoredGroups::kNone;
    const bool takes_part = counts == nullptr || counts[where_of_whole ? 0 : row] != 0;
    if (!has_fault && grouped && takes_part) rows.push_back(row);
  }
  table::sort_rows(&rows, keys);
  order.rows.assign(rows.begin(), rows.end());
  const std::size_t groups_of = order.groups == nullptr ? 1 : order.groups->first.size() - 1;
  order.first.assign(groups_of + 1, 0);
  for (const RowNumber row : order.rows)
    ++order.first[(order.groups == nullptr ? 0 : order.groups->group[row]) + 1];
  for (std::size_t i = 1; i < order.first.size(); ++i) order.first[i] += order.first[i - 1];
  return order;
}

std::optional<std::span<const RowNumber>> RunIndex::in_order(const CellPlace& place,
                                                             const OrderedBy& by) {
  std::unique_ptr<RowsInOrder>& kept = orders_[place.column];
  if (kept == nullptr) {
    std::optional<RowsInOrder> made = put_in_order(place.plan.columns[place.column].entity, by);
    if (!made) return std::nullopt;
    kept = std::make_unique<RowsInOrder>(*std::move(made));
  }
  const std::uint32_t group = kept->groups == nullptr ? 0 : kept->groups->group[place.row];
  if (group == StoredGroups::kNone) return std::span<const RowNumber>{};
  return std::span<const RowNumber>(kept->rows)
      .subspan(kept->first[group], kept->first[group + 1] - kept->first[group]);
}

bool RunIndex::is_quicker_to_scan(plan::ColumnId column) {
  return !orders_.contains(column) && ++scans_[column] <= most_scans_;
}

std::optional<std::span<const RowNumber>> RunIndex::competitors(const CellPlace& place,
                                                                const plan::Rank& node) {
  return in_order(place, {node.keys, node.partition, node.where});
}

std::optional<std::span<const RowNumber>> RunIndex::sharers(const CellPlace& place,
                                                            const plan::Apportion& node) {
  return in_order(place, {node.order, node.partition, node.where});
}

Int128 RunIndex::sum_of_first(plan::ColumnId column, const Coefficients& values,
                              std::span<const RowNumber> sharers, std::uint64_t count) {
  const RowsInOrder& order = *orders_.at(column);
  std::vector<Int128>& sums = sums_[column];
  if (sums.empty()) {
    Int128 sum = 0;
    for (std::uint64_t i = 0; i < order.rows.size(); ++i) {
      if (i % kBlock == 0) sums.push_back(sum);
      sum += values.at(order.rows[i]);
    }
    sums.push_back(sum);
  }
  const auto before = [&](std::uint64_t end) {
    if (end == order.rows.size()) return sums.back();
    Int128 sum = sums[end / kBlock];
    for (std::uint64_t i = end - end % kBlock; i < end; ++i) sum += values.at(order.rows[i]);
    return sum;
  };
  const auto begin = static_cast<std::uint64_t>(sharers.data() - order.rows.data());
  return before(begin + count) - before(begin);
}

bool RunIndex::fits_bits(plan::ColumnId column, int bits) {
  const auto known = sizes_.find(column);
  if (known != sizes_.end()) return known->second >> bits == 0;
  UInt128 size = 0;
  for (const Int128 value : std::get<table::Buffer<Int128>>(stored(column)->storage))
    size = std::max(size, unsigned_abs(value));
  sizes_.emplace(column, size);
  return size >> bits == 0;
}

FoldTrace* RunIndex::fold_known(plan::ColumnId column, std::uint32_t group) {
  const auto found = folds_.find({column, group});
  return found == folds_.end() ? nullptr : &found->second;
}

void RunIndex::keep_fold(plan::ColumnId column, std::uint32_t group, const FoldTrace& trace) {
  folds_.insert_or_assign({column, group}, trace);
}

const GroupSplit* RunIndex::split_known(plan::ColumnId column,
                                        std::span<const RowNumber> sharers) const {
  const auto found = splits_.find({column, sharers.front()});
  return found == splits_.end() ? nullptr : &found->second;
}

const GroupSplit* RunIndex::keep_split(plan::ColumnId column, std::span<const RowNumber> sharers,
                                       const GroupSplit& split) {
  return &splits_.insert_or_assign({column, sharers.front()}, split).first->second;
}

const std::vector<RowNumber>& RunIndex::places(
    plan::ColumnId column, std::span<const RowNumber> sharers,
    const std::function<std::vector<RowNumber>()>& make) {
  const auto [found, is_new] = places_.try_emplace({column, sharers.data()});
  if (is_new) found->second = make();
  return found->second;
}

}  // namespace remit::row

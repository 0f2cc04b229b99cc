#include "row/index/run_index.h"

#include <algorithm>

#include "row/encode.h"
#include "row/group.h"

namespace remit::row {

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
  // Grouping them all takes as long as a hundred such looks, and who explains one cell would wait.
  // After kLooks of them some forty groupings were paid for looking: one more, which every further
  // cell gains by, is no matter, and who explains a cell of every row waits no longer than that.
  const std::pair key(node.rows, std::vector<plan::ColumnId>(columns.begin(), columns.end()));
  if (groups_.contains(key)) return std::nullopt;
  if (++looks_[key] > std::int64_t{most_scans_} * kLooksPerScan) return std::nullopt;
  const bool refers = node.via != plan::kNoColumn;
  auto found = std::make_shared<const std::vector<RowNumber>>(
      refers ? find_rows_referring(*read.front(), place.row)
             : find_rows_like(read, place.row, row_count(node.rows)));
  const auto group = refers ? static_cast<std::uint32_t>(place.row) : StoredGroups::kNone;
  return FoldMembers{found->size(), found->data(), group, found};
}

bool RunIndex::is_in_order(const CellPlace& place, const plan::Rank& node) {
  const auto found = orders_.find(place.column);
  if (found == orders_.end()) {
    if (++scans_[place.column] <= most_scans_) return false;
    const plan::EntityId entity = place.plan.columns[place.column].entity;
    orders_.emplace(place.column, GradualOrder::make(*this, entity, node));
    return is_in_order(place, node);
  }
  if (!found->second) return false;
  GradualOrder& order = *found->second;
  do {
    order.advance();
  } while (most_scans_ == 0 && !order.is_done());
  return order.is_done();
}

std::span<const RowNumber> RunIndex::competitors(const CellPlace& place) const {
  return orders_.at(place.column)->group_of(static_cast<RowNumber>(place.row));
}

std::optional<RowInDivision> RunIndex::in_division(plan::ColumnId column, std::uint64_t row) const {
  const auto kept = std::ranges::lower_bound(known_.divisions, column, {},
                                             [](const auto& each) { return each.first; });
  if (kept == known_.divisions.end() || kept->first != column) return std::nullopt;
  for (const table::DividedGroup& group : *kept->second) {
    const auto at = std::ranges::find(group.rows, static_cast<RowNumber>(row));
    if (at != group.rows.end())
      return RowInDivision{&group, static_cast<std::uint64_t>(at - group.rows.begin())};
  }
  return std::nullopt;
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

}  // namespace remit::row

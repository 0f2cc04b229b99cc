#include "row/group.h"

namespace remit::row {

GroupKey group_key(Cells& cells, plan::EntityId, std::span<const plan::ColumnId> columns,
                   std::uint64_t row) {
  GroupKey key;
  for (const plan::ColumnId column : columns) {
    Value value = cells.at(column, row);
    if (is_blank(value)) return {{}, fault_of(value)};
    // One that leaves the row out comes before one that leaves open where it belongs.
    const bool decides = is_fault(value) && type::belongs_nowhere(fault_of(value).code);
    const bool open = !key.fault || !type::belongs_nowhere(key.fault->code);
    if (is_fault(value) && (!key.fault || (decides && open))) key.fault = fault_of(value);
    key.values.push_back(std::move(value));
  }
  return key;
}

Groups group_rows(Cells& cells, plan::EntityId entity, std::span<const plan::ColumnId> columns) {
  Groups groups;
  const std::uint64_t count = cells.row_count(entity);
  for (std::uint64_t row = 0; row < count; ++row) {
    GroupKey key = group_key(cells, entity, columns, row);
    if (key.fault) {
      if (!type::belongs_nowhere(key.fault->code)) groups.unplaced.emplace_back(row, *key.fault);
      continue;
    }
    const auto [group, is_new] =
        groups.known.try_emplace(std::move(key.values), static_cast<GroupId>(groups.rows.size()));
    if (is_new) groups.rows.emplace_back();
    groups.rows[group->second].push_back(row);
  }
  return groups;
}

std::span<const std::uint64_t> Groups::rows_of(const std::vector<Value>& key) const {
  const auto group = known.find(key);
  if (group == known.end()) return {};
  return rows[group->second];
}

Value condition(Cells& cells, plan::EntityId entity, plan::ColumnId where, std::uint64_t row) {
  if (const type::Fault* whole_row = cells.refused(entity, row)) return *whole_row;
  if (where == plan::kNoColumn) return true;
  Value value = cells.at(where, row);
  if (is_fault(value)) return fault_where_needed(fault_of(value));
  return value;
}

std::optional<type::Fault> membership_fault(Cells& cells, plan::EntityId entity,
                                            const Groups& groups, plan::ColumnId where) {
  for (const auto& [row, fault] : groups.unplaced) {
    const Value counts = condition(cells, entity, where, row);
    if (!is_false(counts)) return is_fault(counts) ? fault_of(counts) : fault;
  }
  return std::nullopt;
}

}  // namespace remit::row

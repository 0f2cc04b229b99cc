#include "column/nodes/groups.h"

#include <algorithm>
#include <memory>

#include "base/hash_map.h"
#include "column/nodes/cell_reader.h"

namespace remit::column {
namespace {

/// Renumbers values by first appearance.
template <typename T, typename Read>
std::vector<std::int64_t> number_values(std::uint64_t rows, const Read& read,
                                        std::uint64_t* count) {
  base::HashMap<T, std::int64_t> known;
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(rows));
  for (std::uint64_t row = 0; row < rows; ++row) {
    const auto next = static_cast<std::int64_t>(known.size());
    numbers[row] = known.try_emplace(read(row), next).first->second;
  }
  *count = known.size();
  return numbers;
}

std::vector<std::int64_t> number_column(const KeyColumn& key, std::uint64_t rows,
                                        std::uint64_t* count) {
  const ColumnStore& column = *key.column;
  if (key.of_whole) {
    *count = 1;
    return std::vector<std::int64_t>(static_cast<std::size_t>(rows), 0);
  }
  if (column.denominators) {
    return number_values<number::Rational>(
        rows, [&](std::uint64_t row) { return rational_at(column, row); }, count);
  }
  if (column.values.width == Width::int128) {
    return number_values<Integer>(
        rows, [&](std::uint64_t row) { return Integer(column.values.as<Int128>()[row]); }, count);
  }
  return number_values<std::int64_t>(
      rows, [&](std::uint64_t row) { return int64_at(column.values, row); }, count);
}

}  // namespace

const type::Fault* key_fault(std::span<const KeyColumn> columns, std::uint64_t row) {
  const type::Fault* first = nullptr;
  for (const KeyColumn& key : columns) {
    const type::Fault* fault = key.column->fault(row_in(*key.column, row, key.of_whole));
    if (fault == nullptr) continue;
    if (fault->code == type::CellFault::blank) return fault;
    const bool decides =
        type::belongs_nowhere(fault->code) &&
        !type::belongs_nowhere(first != nullptr ? first->code : type::CellFault::none);
    if (first == nullptr || decides) first = fault;
  }
  return first;
}

Groups group_rows(std::span<const KeyColumn> columns, std::uint64_t rows) {
  Groups groups;
  groups.count = 1;
  groups.group.assign(static_cast<std::size_t>(rows), 0);
  for (const KeyColumn& key : columns) {
    std::uint64_t values = 1;
    const std::vector<std::int64_t> numbers = number_column(key, rows, &values);
    if (groups.count == 1) {
      groups.group = numbers;
      groups.count = values;
      continue;
    }
    if (values == 1) continue;
    const std::vector<std::int64_t> before = std::move(groups.group);
    const auto both = [&](std::uint64_t row) {
      return before[row] * static_cast<std::int64_t>(values) + numbers[row];
    };
    groups.group = number_values<std::int64_t>(rows, both, &groups.count);
  }
  const bool clean = std::all_of(columns.begin(), columns.end(),
                                 [](const KeyColumn& key) { return key.column->is_clean(); });
  if (clean) return groups;
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (const type::Fault* fault = key_fault(columns, row)) groups.faults.emplace_back(row, *fault);
  }
  return groups;
}

std::shared_ptr<const ColumnStore> Groups::as_column() const {
  auto column = std::make_shared<ColumnStore>();
  column->type = type::kNumber;
  column->rows = group.size();
  auto held = std::make_shared<std::vector<std::int64_t>>(group);
  column->values = {Width::int64,
                    held->data(),
                    held,
                    {0, Integer(static_cast<std::int64_t>(std::max<std::uint64_t>(count, 1)) - 1)}};
  if (!faults.empty()) column->faults = std::make_shared<table::Faults>(faults);
  return column;
}

}  // namespace remit::column

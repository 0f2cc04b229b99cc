#include "column/nodes/waves.h"

#include <algorithm>
#include <utility>

#include "column/nodes/cell_reader.h"
#include "column/run/pass.h"

namespace remit::column {
namespace {

using Rows = std::vector<std::uint64_t>;

constexpr std::uint64_t kNoRow = ~std::uint64_t{0};

/// The row before each one; kNoRow: none.
Rows rows_before(const ColumnStore& step) {
  Rows before(static_cast<std::size_t>(step.rows));
  for (std::size_t row = 0; row < before.size(); ++row)
    before[row] = static_cast<std::uint64_t>(int64_at(step.values, row));
  if (!step.is_clean())
    for (const auto& [row, fault] : *step.faults) before[row] = kNoRow;
  return before;
}

/// How long the longest chain of rows is that stand before each one. Every chain is walked up to
/// where it is known.
std::vector<std::uint32_t> depths(const std::vector<Rows>& steps, std::uint64_t rows) {
  constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  std::vector<std::uint32_t> depth(static_cast<std::size_t>(rows), kUnknown);
  Rows open;
  for (std::uint64_t row = 0; row < rows; ++row) {
    open.push_back(row);
    while (!open.empty()) {
      const std::uint64_t at = open.back();
      const std::size_t opened = open.size();
      std::uint32_t deepest = 0;
      for (const Rows& before : steps) {
        const std::uint64_t other = before[at];
        if (other == kNoRow) continue;
        if (depth[other] == kUnknown)
          open.push_back(other);
        else
          deepest = std::max(deepest, depth[other] + 1);
      }
      if (open.size() > opened) continue;
      depth[at] = deepest;
      open.pop_back();
    }
  }
  return depth;
}

template <typename T>
void permute(const T* from, T* to, const Rows& source) {
  for (std::size_t i = 0; i < source.size(); ++i) to[i] = from[source[i]];
}

/// The values of a column of rows, permuted and translated: other rows need not fit the width that
/// it was narrowed to.
Values renamed(const ColumnStore& column, const Rows& source, const Rows& places, const Rows& names,
               ColumnMemory& memory) {
  Values moved = allocate_values(memory, Width::int64, column.rows, column.values.range);
  auto* const values = static_cast<std::int64_t*>(const_cast<void*>(moved.data));
  for (std::size_t i = 0; i < source.size(); ++i) {
    const std::int64_t row = int64_at(column.values, source[i]);
    values[i] = static_cast<std::int64_t>(names[static_cast<std::size_t>(row)]);
  }
  // A row without a value names the first row, which is always there.
  if (!column.is_clean())
    for (const auto& [row, fault] : *column.faults) values[places[row]] = 0;
  return moved;
}

/// Row i of the result is row source[i] of the column; `places` is the inverse. The values of a
/// column of rows are translated by `names`.
std::shared_ptr<const ColumnStore> permuted(const ColumnStore& column, const Rows& source,
                                            const Rows& places, const Rows* names,
                                            ColumnMemory& memory) {
  auto result = std::make_shared<ColumnStore>(column);
  const auto move = [&](const Values& values) {
    Values moved = allocate_values(memory, values.width, column.rows, values.range);
    with_stored_type(values.width, [&](auto zero) {
      using T = decltype(zero);
      T* const to = static_cast<T*>(const_cast<void*>(moved.data));
      permute(values.as<T>(), to, source);
    });
    return moved;
  };
  result->values =
      names == nullptr ? move(column.values) : renamed(column, source, places, *names, memory);
  if (column.denominators) result->denominators = move(*column.denominators);
  if (column.is_clean()) return result;
  auto faults = std::make_shared<table::Faults>(*column.faults);
  for (auto& [row, fault] : *faults) row = places[row];
  std::sort(faults->begin(), faults->end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  result->faults = std::move(faults);
  return result;
}

}  // namespace

Waves waves_of(std::span<const std::shared_ptr<const ColumnStore>> before, std::uint64_t rows) {
  std::vector<Rows> steps;
  for (const auto& column : before) steps.push_back(rows_before(*column));
  const std::vector<std::uint32_t> depth = depths(steps, rows);
  Waves waves;
  waves.order.resize(depth.size());
  waves.positions.resize(depth.size());
  const std::uint32_t waves_count =
      depth.empty() ? 0 : *std::max_element(depth.begin(), depth.end()) + 1;
  waves.begin.assign(std::size_t{waves_count} + 1, 0);
  for (const std::uint32_t wave : depth) ++waves.begin[wave + 1];
  for (std::size_t wave = 0; wave < waves_count; ++wave) waves.begin[wave + 1] += waves.begin[wave];
  Rows next(waves.begin.begin(), waves.begin.end() - 1);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::uint64_t position = next[depth[row]]++;
    waves.order[position] = row;
    waves.positions[row] = position;
    waves.in_place = waves.in_place && position == row;
  }
  return waves;
}

std::shared_ptr<const ColumnStore> in_waves(const ColumnStore& column, bool is_row,
                                            const Waves& waves, ColumnMemory& memory) {
  return permuted(column, waves.order, waves.positions, is_row ? &waves.positions : nullptr,
                  memory);
}

std::shared_ptr<const ColumnStore> in_rows(const ColumnStore& column, bool is_row,
                                           const Waves& waves, ColumnMemory& memory) {
  return permuted(column, waves.positions, waves.order, is_row ? &waves.order : nullptr, memory);
}

}  // namespace remit::column

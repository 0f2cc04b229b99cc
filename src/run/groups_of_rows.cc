#include "run/groups_of_rows.h"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/hash_map.h"

namespace remit::run {
namespace {

using table::Buffer;
using table::ColumnData;
using table::TextData;

/// The place of each value among the different values, in their order.
template <typename T>
std::vector<std::int64_t> places_of(const std::vector<T>& values) {
  std::vector<T> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::int64_t> places;
  places.reserve(values.size());
  for (const T& value : values)
    places.push_back(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
  return places;
}

std::vector<std::int64_t> places_of(const TextData& texts, const std::vector<std::uint64_t>& rows) {
  base::HashMap<std::string_view, std::int64_t> places;
  for (const std::uint64_t row : rows) places.try_emplace(texts[row], 0);
  std::vector<std::string_view> sorted;
  sorted.reserve(places.size());
  // In any order: they are sorted.
  for (const auto& known : places) sorted.push_back(known.first);
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < sorted.size(); ++i) places[sorted[i]] = static_cast<std::int64_t>(i);
  std::vector<std::int64_t> found;
  found.reserve(rows.size());
  for (const std::uint64_t row : rows) found.push_back(places[texts[row]]);
  return found;
}

/// Numbers that are in the order of the values of these rows, equal where they are.
std::vector<std::int64_t> codes_of(const ColumnData& column,
                                   const std::vector<std::uint64_t>& rows) {
  return std::visit(
      [&rows](const auto& cells) -> std::vector<std::int64_t> {
        using Cells = std::decay_t<decltype(cells)>;
        if constexpr (std::is_same_v<Cells, TextData>) {
          return places_of(cells, rows);
        } else {
          using T = std::decay_t<decltype(cells[0])>;
          std::vector<T> values;
          values.reserve(rows.size());
          for (const std::uint64_t row : rows) values.push_back(cells[row]);
          if constexpr (std::is_integral_v<T> && sizeof(T) <= sizeof(std::int64_t)) {
            return std::vector<std::int64_t>(values.begin(), values.end());
          } else {
            return places_of(values);
          }
        }
      },
      column.storage);
}

}  // namespace

std::vector<std::uint64_t> first_of_groups(const std::vector<const ColumnData*>& columns,
                                           std::uint64_t rows) {
  std::vector<bool> belongs(rows, true);
  for (const ColumnData* column : columns)
    for (const auto& fault : column->faults) belongs[fault.first] = false;
  std::vector<std::uint64_t> members;
  for (std::uint64_t row = 0; row < rows; ++row)
    if (belongs[row]) members.push_back(row);
  std::vector<std::int64_t> groups(members.size(), 0);
  for (const ColumnData* column : columns) {
    const std::vector<std::int64_t> codes = codes_of(*column, members);
    std::vector<std::pair<std::int64_t, std::int64_t>> both;
    both.reserve(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) both.emplace_back(groups[i], codes[i]);
    groups = places_of(both);
  }
  std::vector<std::uint64_t> first;
  for (std::size_t i = members.size(); i-- > 0;) {
    const auto group = static_cast<std::size_t>(groups[i]);
    if (first.size() <= group) first.resize(group + 1);
    first[group] = members[i];
  }
  return first;
}

ColumnData cells_at(const ColumnData& column, const std::vector<std::uint64_t>& rows) {
  ColumnData result;
  result.type = column.type;
  result.decimals = column.decimals;
  result.storage = std::visit(
      [&rows](const auto& cells) -> ColumnData::Storage {
        using Cells = std::decay_t<decltype(cells)>;
        if constexpr (std::is_same_v<Cells, TextData>) {
          std::vector<std::int64_t> offsets{0};
          std::vector<char> bytes;
          for (const std::uint64_t row : rows) {
            const std::string_view text = cells[row];
            bytes.insert(bytes.end(), text.begin(), text.end());
            offsets.push_back(static_cast<std::int64_t>(bytes.size()));
          }
          return TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))};
        } else {
          using T = std::decay_t<decltype(cells[0])>;
          std::vector<T> values;
          values.reserve(rows.size());
          for (const std::uint64_t row : rows) values.push_back(cells[row]);
          return Buffer<T>(std::move(values));
        }
      },
      column.storage);
  return result;
}

}  // namespace remit::run

#include "row/index/stored_groups.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/budget.h"
#include "base/hash_map.h"
#include "table/row_order.h"

namespace remit::row {
namespace {

using table::Buffer;

/// A number for each row, equal for equal values and below `range`.
struct Numbers {
  std::vector<std::uint64_t> of;
  std::uint64_t range = 1;
};

/// Numbers may have gaps as long as a table of them is not much larger than the rows.
bool is_dense(std::uint64_t range, std::uint64_t rows) { return range <= 2 * rows + 65'536; }

template <typename T, typename Read>
Numbers number_by_hash(std::uint64_t rows, const Read& read) {
  base::HashMap<T, std::uint64_t> known;
  Numbers numbers{std::vector<std::uint64_t>(rows), 1};
  for (std::uint64_t row = 0; row < rows; ++row)
    numbers.of[row] = known.try_emplace(read(row), known.size()).first->second;
  numbers.range = std::max<std::uint64_t>(known.size(), 1);
  return numbers;
}

template <typename T>
Numbers number_integers(const Buffer<T>& values, bool as_they_are) {
  if (values.size() == 0) return {};
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const std::int64_t base = as_they_are ? 0 : static_cast<std::int64_t>(*least);
  // A row without a reference may hold what is no row.
  const auto distance = [base](T value) {
    if (static_cast<std::int64_t>(value) < base) return std::uint64_t{0};
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(base);
  };
  const std::uint64_t range = distance(*most) + 1;
  if (!as_they_are && (range == 0 || !is_dense(range, values.size())))
    return number_by_hash<T>(values.size(), [&](std::uint64_t row) { return values[row]; });
  Numbers numbers{std::vector<std::uint64_t>(values.size()), range};
  for (std::size_t row = 0; row < values.size(); ++row) numbers.of[row] = distance(values[row]);
  return numbers;
}

struct NumberValues {
  bool references;

  template <typename T>
  Numbers operator()(const Buffer<T>& values) const {
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
      return number_integers(values, references);
    } else {
      using Key = std::conditional_t<std::is_same_v<T, Int128>, number::Integer, T>;
      return number_by_hash<Key>(values.size(),
                                 [&](std::uint64_t row) { return Key(values[row]); });
    }
  }
  Numbers operator()(const table::TextData& values) const {
    return number_by_hash<std::string_view>(values.size(),
                                            [&](std::uint64_t row) { return values[row]; });
  }
};

/// The rows of each group in a row, by counting.
void collect(std::uint64_t groups, StoredGroups* result) {
  result->first.assign(groups + 1, 0);
  for (const std::uint32_t group : result->group)
    if (group != StoredGroups::kNone) ++result->first[group + 1];
  std::partial_sum(result->first.begin(), result->first.end(), result->first.begin());
  result->rows.resize(result->first.back());
  std::vector<RowNumber> next(result->first.begin(), result->first.end() - 1);
  for (std::size_t row = 0; row < result->group.size(); ++row) {
    const std::uint32_t group = result->group[row];
    if (group != StoredGroups::kNone) result->rows[next[group]++] = static_cast<RowNumber>(row);
  }
}

/// Codes of texts in their order. What all of them begin with is left out, and the next eight bytes
/// decide as one number as far as they can.
std::vector<std::int64_t> text_codes(const table::TextData& texts) {
  struct Entry {
    std::uint64_t head;
    RowNumber row;
  };
  const std::size_t count = texts.size();
  std::size_t common = count == 0 ? 0 : texts[0].size();
  for (std::size_t row = 1; row < count; ++row) {
    const std::string_view text = texts[row], first = texts[0];
    common = std::min(common, text.size());
    while (common > 0 && text.substr(0, common) != first.substr(0, common)) --common;
  }
  std::vector<Entry> entries(count);
  for (std::size_t row = 0; row < count; ++row) {
    const std::string_view rest = texts[row].substr(common);
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < sizeof(head); ++i)
      head = head << 8 | (i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0);
    entries[row] = {head, static_cast<RowNumber>(row)};
  }
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    return a.head != b.head ? a.head < b.head : texts[a.row] < texts[b.row];
  });
  std::vector<std::int64_t> codes(count);
  std::int64_t code = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && texts[entries[i].row] != texts[entries[i - 1].row]) ++code;
    codes[entries[i].row] = code;
  }
  return codes;
}

void leave_out(const table::Faults& faults, std::vector<RowNumber>* rows) {
  if (faults.empty()) return;
  std::erase_if(*rows, [&](RowNumber row) { return table::fault_of_row(faults, row) != nullptr; });
}

struct SortCodes {
  template <typename T>
  std::vector<std::int64_t> operator()(const Buffer<T>& values) const {
    if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
      return {values.begin(), values.end()};
    } else {
      return table::dense_codes(std::vector<T>(values.begin(), values.end()));
    }
  }
  std::vector<std::int64_t> operator()(const table::TextData& texts) const {
    return text_codes(texts);
  }
};

}  // namespace

StoredGroups group_stored(std::span<const GroupColumn> columns, std::uint64_t rows) {
  Numbers all{std::vector<std::uint64_t>(rows, 0), 1};
  StoredGroups groups;
  for (const GroupColumn& column : columns) {
    if (column.data == nullptr) continue;
    const bool references = column.data->type.kind == type::TypeKind::reference;
    groups.by_reference = references && columns.size() == 1;
    Numbers next = std::visit(NumberValues{references}, column.data->storage);
    next.range = std::max({next.range, column.referred_rows, std::uint64_t{1}});
    if (all.range == 1) {
      all = std::move(next);
      continue;
    }
    const auto both = [&](std::uint64_t row) { return all.of[row] * next.range + next.of[row]; };
    // Both ranges are bounded by the rows, or were made so; their product is below 2^64.
    all = number_by_hash<std::uint64_t>(rows, both);
  }
  groups.group.resize(rows);
  for (std::uint64_t row = 0; row < rows; ++row)
    groups.group[row] = static_cast<std::uint32_t>(all.of[row]);
  for (const GroupColumn& column : columns) {
    if (column.data == nullptr) continue;
    for (const auto& [row, fault] : column.data->faults) groups.group[row] = StoredGroups::kNone;
  }
  collect(all.range, &groups);
  return groups;
}

namespace {

/// Calls `use(row)` for each row and says so now and then: who cancels need not wait for the end.
template <typename Use>
void for_rows(std::uint64_t rows, const Use& use) {
  constexpr std::uint64_t kPiece = std::uint64_t{1} << 14, kRowsPerUnit = 8;
  for (std::uint64_t begin = 0; begin < rows; begin += kPiece) {
    const std::uint64_t end = std::min(rows, begin + kPiece);
    base::spend((end - begin) / kRowsPerUnit);
    for (std::uint64_t row = begin; row < end; ++row) use(row);
  }
}

}  // namespace

std::vector<RowNumber> find_rows_like(std::span<const table::ColumnData* const> columns,
                                      std::uint64_t row, std::uint64_t rows) {
  std::vector<RowNumber> found;
  bool is_first = true;
  for (const table::ColumnData* const column : columns) {
    std::visit(
        [&](const auto& values) {
          const auto is_like = [&values, own = values[row]](std::uint64_t other) {
            return values[other] == own;
          };
          if (is_first) {
            for_rows(rows, [&](std::uint64_t other) {
              if (is_like(other)) found.push_back(static_cast<RowNumber>(other));
            });
          } else {
            std::erase_if(found, [&](RowNumber other) { return !is_like(other); });
          }
        },
        column->storage);
    is_first = false;
    leave_out(column->faults, &found);
  }
  return found;
}

std::vector<RowNumber> find_rows_referring(const table::ColumnData& column, std::uint64_t to) {
  std::vector<RowNumber> found;
  const auto look = [&](const auto& values) {
    const auto wanted = static_cast<std::int64_t>(to);
    for_rows(values.size(), [&](std::uint64_t row) {
      if (values[row] == wanted) found.push_back(static_cast<RowNumber>(row));
    });
  };
  if (const auto* const narrow = std::get_if<Buffer<std::int32_t>>(&column.storage))
    look(*narrow);
  else
    look(std::get<Buffer<std::int64_t>>(column.storage));
  leave_out(column.faults, &found);
  return found;
}

std::vector<std::uint64_t> faulted_rows(std::span<const table::Faults* const> faults) {
  std::vector<std::uint64_t> rows;
  for (const table::Faults* const list : faults) {
    if (list == nullptr) continue;
    for (const auto& [row, fault] : *list) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::vector<std::int64_t> stored_sort_codes(const table::ColumnData& column, bool descending) {
  std::vector<std::int64_t> codes = std::visit(SortCodes{}, column.storage);
  if (descending) {
    for (std::int64_t& code : codes) code = ~code;
  }
  return codes;
}

}  // namespace remit::row

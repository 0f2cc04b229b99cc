#include "row/ties.h"

#include <algorithm>

namespace remit::row {
namespace {

/// The first of `rows` at which `is_before` does not hold any more.
template <typename IsBefore>
std::size_t first_not(std::span<const RowNumber> rows, const IsBefore& is_before) {
  const auto found = std::partition_point(rows.begin(), rows.end(), is_before);
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace

std::size_t equal_keys(const Sortable& a, const Sortable& b) {
  std::size_t equal = 0;
  while (equal < a.keys.size() && compare(a.keys[equal], b.keys[equal]) == 0) ++equal;
  return equal;
}

void note_tie(const Sortable& own, const Sortable& other, std::span<const plan::SortKey> keys,
              std::size_t kept, TieTrace* tie) {
  const std::size_t equal = equal_keys(own, other);
  const bool of_table = equal == keys.size();
  if (!of_table && (keys.size() < 2 || equal + 1 != keys.size())) return;
  if (!of_table && tie->count > 0 && tie->decided_by == plan::kNoColumn) return;
  if (of_table && tie->decided_by != plan::kNoColumn) *tie = TieTrace();
  if (!of_table) tie->decided_by = keys.back().value;
  ++tie->count;
  if (tie->rows.size() < kept) tie->rows.push_back(other.row);
}

Places equal_places(Cells& cells, std::span<const RowNumber> rows, const Sortable& own,
                    std::span<const plan::SortKey> keys) {
  const auto order = [&](RowNumber row) {
    Sortable other{row, {}};
    read_keys(cells, keys, &other);
    return compare(other, own, keys);
  };
  return {first_not(rows, [&](RowNumber row) { return order(row) < 0; }),
          first_not(rows, [&](RowNumber row) { return order(row) <= 0; })};
}

TieTrace find_tie(Cells& cells, const Sortable& own, const TieSearch& search) {
  TieTrace tie;
  const Places equal = equal_places(cells, search.rows, own, search.keys);
  Places beside = equal;
  const bool is_of_table = search.of_table && equal.size() > 1;
  if (!is_of_table) {
    if (search.keys.size() < 2) return tie;
    beside = equal_places(cells, search.rows, own, search.keys.first(search.keys.size() - 1));
    if (beside.size() == equal.size()) return tie;
    tie.decided_by = search.keys.back().value;
  }
  tie.count = is_of_table ? equal.size() - 1 : beside.size() - equal.size();
  std::vector<std::uint64_t> named;
  for (std::size_t i = beside.begin; i < beside.end; ++i) {
    const bool is_other =
        is_of_table ? search.rows[i] != own.row : i < equal.begin || i >= equal.end;
    if (!is_other) continue;
    if (!search.as_in_table && named.size() == search.kept) break;
    named.push_back(search.rows[i]);
  }
  const std::size_t kept = std::min(search.kept, named.size());
  if (search.as_in_table) {
    const auto middle = named.begin() + static_cast<std::ptrdiff_t>(kept);
    std::partial_sort(named.begin(), middle, named.end());
  }
  named.resize(kept);
  tie.rows = std::move(named);
  return tie;
}

}  // namespace remit::row

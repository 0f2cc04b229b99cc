// What the rows of a stretch come to that have a smaller place than the row that asks.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "column/nodes/order.h"
#include "column/nodes/range_fold.h"
#include "column/nodes/window_search.h"

namespace remit::column {

/// For each result what `join` makes of the items within `asked` whose rows have a smaller place
/// than the result's own. `items` and `rows` by position, `places` and `asked` by row: results and
/// rows are those of one entity. `join` is associative and commutative, a default Item joined with
/// another is that other. n log n: the rows are taken in the order of their places into a tree over
/// the positions.
template <typename Item, typename Join>
std::vector<Item> join_smaller_places(const std::vector<Item>& items,
                                      const std::vector<std::uint64_t>& rows,
                                      const std::vector<std::int64_t>& places,
                                      const std::vector<Positions>& asked, const Join& join) {
  const std::size_t leaves = items.size();
  constexpr auto kNowhere = static_cast<std::size_t>(-1);
  std::vector<std::size_t> position(asked.size(), kNowhere);
  for (std::size_t i = 0; i < leaves; ++i) position[static_cast<std::size_t>(rows[i])] = i;
  std::vector<std::uint64_t> order(asked.size());
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  sort_rows(&order, {places});
  std::vector<Item> tree(2 * leaves), results(asked.size());
  const auto joined = [&](Positions at) {
    Item all{};
    std::size_t begin = at.begin + leaves, end = at.end + leaves;
    for (; begin < end; begin /= 2, end /= 2) {
      if (begin % 2 == 1) all = join(all, tree[begin++]);
      if (end % 2 == 1) all = join(all, tree[--end]);
    }
    return all;
  };
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    const std::int64_t place = places[static_cast<std::size_t>(order[first])];
    for (; last < order.size() && places[static_cast<std::size_t>(order[last])] == place; ++last) {
      const auto row = static_cast<std::size_t>(order[last]);
      if (!asked[row].is_empty()) results[row] = joined(asked[row]);
    }
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t at = position[static_cast<std::size_t>(order[i])];
      if (at == kNowhere) continue;
      tree[leaves + at] = items[at];
      for (std::size_t node = (leaves + at) / 2; node > 0; node /= 2)
        tree[node] = join(tree[2 * node], tree[2 * node + 1]);
    }
  }
  return results;
}

/// The fold of a window with places: `places` and `asked` by result, all at once. A sum, a count,
/// any, all, minimum, maximum.
std::unique_ptr<RangeFold> fold_smaller_places(const Environment& environment,
                                               const plan::Fold& node, const SortedRows& rows,
                                               const std::vector<std::int64_t>& places,
                                               const std::vector<Positions>& asked);

}  // namespace remit::column

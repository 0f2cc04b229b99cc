// What the values of any stretch of sorted rows come to, by an operation that joins two of them.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "column/nodes/range_fold.h"
#include "column/nodes/window_search.h"

namespace remit::column {

/// `Join` is associative; a default Item joined with another is that other. Memory linear in the
/// rows; a question takes one step where the stretches are prefixes, suffixes or groups, log n
/// steps otherwise.
template <typename Item, typename Join>
class JoinOfRange {
 public:
  /// `items` by position; `begins[g]` is where group g begins.
  JoinOfRange(std::vector<Item> items, const std::vector<std::size_t>& begins, Stretch stretch,
              Join join)
      : stretch_(stretch), join_(std::move(join)), items_(std::move(items)) {
    if (stretch == Stretch::any) {
      grow_tree();
    } else if (stretch == Stretch::suffix) {
      grow_suffixes(begins);
    } else {
      grow_prefixes(begins);
    }
  }

  /// `at` is not empty, and is what the constructor was told of.
  Item of(Positions at) const {
    if (stretch_ == Stretch::suffix) return items_[at.begin];
    if (stretch_ != Stretch::any) return items_[at.end - 1];
    Item first, last;
    const std::size_t leaves = items_.size() / 2;
    std::size_t begin = at.begin + leaves, end = at.end + leaves;
    for (; begin < end; begin /= 2, end /= 2) {
      if (begin % 2 == 1) first = join_(first, items_[begin++]);
      if (end % 2 == 1) last = join_(items_[--end], last);
    }
    return join_(first, last);
  }

 private:
  void grow_prefixes(const std::vector<std::size_t>& begins) {
    for (std::size_t group = 0; group + 1 < begins.size(); ++group) {
      for (std::size_t i = begins[group] + 1; i < begins[group + 1]; ++i) {
        items_[i] = join_(items_[i - 1], items_[i]);
        if (stretch_ == Stretch::group) items_[i - 1] = {};
      }
    }
  }

  void grow_suffixes(const std::vector<std::size_t>& begins) {
    for (std::size_t group = 0; group + 1 < begins.size(); ++group) {
      for (std::size_t i = begins[group + 1]; i-- > begins[group] + 1;)
        items_[i - 1] = join_(items_[i - 1], items_[i]);
    }
  }

  /// Node i stands for nodes 2 i and 2 i + 1; the leaves are nodes n to 2 n - 1.
  void grow_tree() {
    const std::size_t leaves = items_.size();
    items_.resize(2 * leaves);
    for (std::size_t i = leaves; i-- > 0;) items_[leaves + i] = std::move(items_[i]);
    for (std::size_t i = leaves; i-- > 1;) items_[i] = join_(items_[2 * i], items_[2 * i + 1]);
  }

  Stretch stretch_;
  Join join_;
  /// By position: of all from the group's beginning (of a whole group only the last one is held),
  /// or to its end; or a tree whose leaves are the last half.
  std::vector<Item> items_;
};

}  // namespace remit::column

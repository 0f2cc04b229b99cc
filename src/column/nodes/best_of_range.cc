#include "column/nodes/best_of_range.h"

#include <algorithm>

#include "column/nodes/range_fold.h"

namespace remit::column {

BestOfRange::BestOfRange(const SortedRows& rows, const std::vector<std::int64_t>& places,
                         Stretch stretch, const Same& same)
    : stretch_(stretch), same_(same), begins_(rows.begins) {
  best_.reserve(rows.rows.size() * (stretch == Stretch::any ? 2 : 1));
  for (const std::uint64_t row : rows.rows) best_.push_back({places[row], row, false});
  if (stretch == Stretch::any) {
    grow_tree();
  } else if (stretch == Stretch::suffix) {
    grow_suffixes();
  } else {
    grow_prefixes();
  }
}

BestOfRange::Best BestOfRange::better(const Best& a, const Best& b) const {
  if (a.row == kNone) return b;
  if (b.row == kNone) return a;
  if (a.place != b.place) return a.place < b.place ? a : b;
  return {a.place, std::min(a.row, b.row), a.open || b.open || !same_(a.row, b.row)};
}

void BestOfRange::grow_prefixes() {
  for (std::size_t group = 0; group + 1 < begins_.size(); ++group) {
    for (std::size_t i = begins_[group] + 1; i < begins_[group + 1]; ++i)
      best_[i] = better(best_[i - 1], best_[i]);
  }
}

void BestOfRange::grow_suffixes() {
  for (std::size_t group = 0; group + 1 < begins_.size(); ++group) {
    for (std::size_t i = begins_[group + 1]; i-- > begins_[group] + 1;)
      best_[i - 1] = better(best_[i - 1], best_[i]);
  }
}

/// Node i stands for nodes 2 i and 2 i + 1; the leaves are nodes n to 2 n - 1.
void BestOfRange::grow_tree() {
  const std::size_t leaves = best_.size();
  best_.resize(2 * leaves);
  for (std::size_t i = leaves; i-- > 0;) best_[leaves + i] = best_[i];
  for (std::size_t i = leaves; i-- > 1;) best_[i] = better(best_[2 * i], best_[2 * i + 1]);
}

BestOfRange::Best BestOfRange::of(Positions at) const {
  if (stretch_ == Stretch::suffix) return best_[at.begin];
  if (stretch_ != Stretch::any) return best_[at.end - 1];
  Best first, last;
  const std::size_t leaves = best_.size() / 2;
  std::size_t begin = at.begin + leaves, end = at.end + leaves;
  for (; begin < end; begin /= 2, end /= 2) {
    if (begin % 2 == 1) first = better(first, best_[begin++]);
    if (end % 2 == 1) last = better(best_[--end], last);
  }
  return better(first, last);
}

}  // namespace remit::column

#include "column/nodes/best_of_range.h"

#include <algorithm>

namespace remit::column {
namespace {

std::vector<BestOfRange::Best> each_alone(const SortedRows& rows,
                                          const std::vector<std::int64_t>& places) {
  std::vector<BestOfRange::Best> all;
  all.reserve(rows.rows.size());
  for (const std::uint64_t row : rows.rows) all.push_back({places[row], row, false});
  return all;
}

}  // namespace

BestOfRange::BestOfRange(const SortedRows& rows, const std::vector<std::int64_t>& places,
                         Stretch stretch, const Same& same)
    : best_(each_alone(rows, places), rows.begins, stretch, Better{same}) {}

BestOfRange::Best BestOfRange::Better::operator()(const Best& a, const Best& b) const {
  if (a.row == kNone) return b;
  if (b.row == kNone) return a;
  if (a.place != b.place) return a.place < b.place ? a : b;
  return {a.place, std::min(a.row, b.row), a.open || b.open || !same(a.row, b.row)};
}

}  // namespace remit::column

#include "column/stream/advanced.h"

#include "column/stream/kept_column.h"

namespace remit::column {

std::uint64_t Advanced::row_count() const {
  std::uint64_t count = 0;
  for (const auto& [shard, each] : rows) count += each;
  return count;
}

Advanced Advanced::part_of(ShardId shard) const {
  if (part) return *this;
  Advanced made{traversals, rows, folds, {}, {}, shard};
  const FaultMap same = [](const type::Fault& fault) { return fault; };
  const std::uint64_t first = rows_before(rows, shard);
  for (const auto& [id, column] : whole) {
    made.whole[id] = slice(column, first, rows.at(shard), same);
  }
  return made;
}

}  // namespace remit::column

// What shards send each other, in parts: each fold, each kept piece of a shard by itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "column/stream/advanced.h"
#include "column/stream/gathered.h"

namespace remit::column {

struct StatePart {
  enum class Kind : std::uint8_t {
    fold,  ///< a sum that goes on, of `column`
    rows,  ///< how many rows `shard` has, and which are in error as a whole
    kept,  ///< `column` of the rows of `shard`
    step,  ///< traversals that are over, the rows of each shard, and of which this is the part
    fold_column,  ///< a finished fold
    whole,        ///< a column that took all rows, for the rows of a part, or all
    kept_column,  ///< a kept column of all rows
  };
  Kind kind = Kind::fold;
  plan::ColumnId column = plan::kNoColumn;
  ShardId shard = 0;
  std::string bytes;
};

/// Equal states give equal parts, but for sums of ratios, whose terms depend on the order in which
/// they were added.
std::vector<StatePart> parts_of(const Gathered& gathered);
std::vector<StatePart> parts_of(const Advanced& advanced);

/// Nothing where a part cannot be read, lacks its place or stands twice.
std::optional<Gathered> gathered_of(const std::vector<StatePart>& parts);
std::optional<Advanced> advanced_of(const std::vector<StatePart>& parts);

}  // namespace remit::column

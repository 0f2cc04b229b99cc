// What stands behind a ShardState.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "column/stream/advanced.h"
#include "column/stream/gathered.h"
#include "remit/shards.h"
#include "report/totals.h"
#include "table/key_prints.h"

namespace remit {
namespace shard {

/// Of which run a state is.
struct About {
  std::string policy;  ///< its canonical hash
  std::string plan;    ///< a hash of the steps in which this release computes it
  std::string tables;  ///< a hash of the other tables
  std::string entity;
  std::string day;  ///< ISO, or empty
  std::uint32_t outputs = 0;
  int traversal = 0;  ///< that was gathered, or is over
  /// A digest of the advanced state that a traversal began with; of one that is over, of what it
  /// came to. Empty for the first one. Rows of one reading never meet sums of another.
  std::string basis;
};

/// What else than columns is gathered; of an advanced state, the order alone.
struct Reported {
  std::vector<report::TotalsOfParts::Share> totals;
  std::vector<bool> due;  ///< by payment
  std::map<column::ShardId, std::shared_ptr<const table::KeyPrints>> keys;
  /// Of the keys of each shard: rows that are read again must be the same.
  std::map<column::ShardId, table::KeyPrints::Print> order;
};

/// The version of the bytes that are written and read.
inline constexpr std::uint32_t kStateVersion = 2;

}  // namespace shard

struct ShardState::Impl {
  shard::About about;
  std::variant<column::Gathered, column::Advanced> state;
  shard::Reported reported;

  const column::Gathered* gathered() const { return std::get_if<column::Gathered>(&state); }
  const column::Advanced* advanced() const { return std::get_if<column::Advanced>(&state); }
};

}  // namespace remit

// What a run that divided an amount among rows knew about it, for who explains a share afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/int128.h"
#include "number/rational.h"

namespace remit::table {

/// The rows of one group that took part in a division without a fault. Some four bytes a row.
struct DividedGroup {
  /// Rows whose parts are added up as one.
  static constexpr std::uint64_t kBlock = 512;
  /// Of a group of fewer rows nothing is kept: a pass over the table tells as quickly.
  static constexpr std::uint64_t kLeastRows = 4096;

  /// How a total was divided by weight, or among equals, whose weight is one.
  struct ByWeight {
    /// Steps of the grid that a weight of one comes to, between its bounds; nothing: everybody with
    /// a weight stands at the cap.
    std::optional<number::Rational> rate;
    number::Rational weights;   ///< of all rows
    number::Rational heaviest;  ///< no weight is larger
  };

  std::vector<std::uint32_t> rows;  ///< in the order of the rule
  /// What the rows before each block of them got, and at last what all did: coefficients of the
  /// column of the parts.
  std::vector<Int128> before;
  std::optional<ByWeight> by_weight;  ///< nothing where machine integers do not tell it
};

}  // namespace remit::table

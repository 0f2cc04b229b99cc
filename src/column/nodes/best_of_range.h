// The best row of any stretch of sorted rows.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "column/nodes/join_of_range.h"

namespace remit::column {

/// The row with the least place, by JoinOfRange.
class BestOfRange {
 public:
  struct Best {
    std::int64_t place = 0;
    std::uint64_t row = kNone;
    bool open = false;  ///< another row has that place, and not the same value
  };
  using Same = std::function<bool(std::uint64_t row, std::uint64_t other)>;

  /// `places` has an entry for each row of the entity. `same` is asked of rows of one place.
  BestOfRange(const SortedRows& rows, const std::vector<std::int64_t>& places, Stretch stretch,
              const Same& same);

  /// `at` is not empty, and is what the constructor was told of.
  Best of(Positions at) const { return best_.of(at); }

 private:
  static constexpr std::uint64_t kNone = static_cast<std::uint64_t>(-1);

  struct Better {
    Same same;
    Best operator()(const Best& a, const Best& b) const;
  };

  JoinOfRange<Best, Better> best_;
};

}  // namespace remit::column

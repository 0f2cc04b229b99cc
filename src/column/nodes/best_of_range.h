// The best row of any stretch of sorted rows.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "column/nodes/window_search.h"

namespace remit::column {

enum class Stretch : std::uint8_t;

/// The row with the least place. Memory linear in the rows; a question takes one step where the
/// stretches are prefixes, suffixes or groups, log n steps otherwise.
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
  Best of(Positions at) const;

 private:
  static constexpr std::uint64_t kNone = static_cast<std::uint64_t>(-1);

  Best better(const Best& a, const Best& b) const;
  void grow_prefixes();
  void grow_suffixes();
  void grow_tree();

  Stretch stretch_;
  Same same_;
  std::vector<std::size_t> begins_;
  /// By position: of all from the group's beginning, or to its end; or a tree whose leaves are the
  /// last half.
  std::vector<Best> best_;
};

}  // namespace remit::column

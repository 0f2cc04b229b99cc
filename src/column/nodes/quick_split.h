// Shares without caps or floors in machine integers: what number::apportion gives for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/int128.h"
#include "column/bind/column_store.h"
#include "number/apportion.h"

namespace remit::column {

/// How a decimal becomes steps of a rounding grid and steps become a column's coefficients.
class StepGrid {
 public:
  /// Wholes are coefficients at `whole_scale`, parts at `part_scale`; nullopt where that cannot be
  /// done in machine integers.
  static std::optional<StepGrid> make(const number::Decimal& increment, int whole_scale,
                                      int part_scale);

  /// |whole| in steps, cut; nullopt beyond 64 bits.
  std::optional<std::int64_t> steps(std::int64_t whole) const;
  /// The coefficient of so many steps; nullopt beyond 64 bits.
  std::optional<std::int64_t> part(std::int64_t steps) const;

 private:
  std::int64_t up_ = 1;  ///< steps = |whole| * up_ / down_
  std::int64_t down_ = 1;
  std::int64_t part_ = 1;  ///< a step as a coefficient
};

/// Divides whole steps among weights. Keeps its memory between calls; not thread-safe.
class QuickSplit {
 public:
  /// `taker` is the recipient of RemainderRule::named and last.
  QuickSplit(number::RemainderRule rule, std::size_t taker, number::RoundingMode mode)
      : rule_(rule), taker_(taker), mode_(mode) {}

  /// `parts[i]` becomes the steps of recipient i, of `steps` >= 0 in all; `refund` says that the
  /// whole is negative, which turns ceiling and floor around. False, and `parts` of no meaning,
  /// where the long way has to decide: a negative weight, no weight at all, a taker that would fall
  /// below zero, sums beyond 64 bits.
  bool divide(std::int64_t steps, bool refund, std::span<const std::int64_t> weights,
              std::span<std::int64_t> parts);

 private:
  void give_missing(std::int64_t missing, std::span<std::int64_t> parts);

  number::RemainderRule rule_;
  std::size_t taker_;
  number::RoundingMode mode_;
  std::vector<std::int64_t> tails_;
  std::vector<std::size_t> order_;
};

}  // namespace remit::column

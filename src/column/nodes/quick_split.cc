#include "column/nodes/quick_split.h"

#include <algorithm>
#include <numeric>

#include "number/rounding.h"

namespace remit::column {
namespace {

using number::RemainderRule;
using number::RoundingMode;

std::optional<std::int64_t> narrow(const Integer& x) {
  if (!x.fits_int64()) return std::nullopt;
  return x.to_int64();
}

std::optional<std::int64_t> narrow(Int128 x) {
  if (!fits_int64(x)) return std::nullopt;
  return static_cast<std::int64_t>(x);
}

struct Quotient {
  std::int64_t whole;
  std::int64_t rest;
};

/// a * b / d of non-negative numbers, a <= d or b <= d, so that the quotient fits.
Quotient multiply_divide(std::int64_t a, std::int64_t b, std::int64_t d) {
  const UInt128 product = static_cast<UInt128>(a) * static_cast<UInt128>(b);
  const auto divisor = static_cast<std::uint64_t>(d);
  if (product >> 64 == 0) {
    const auto low = static_cast<std::uint64_t>(product);
    return {static_cast<std::int64_t>(low / divisor), static_cast<std::int64_t>(low % divisor)};
  }
  return {static_cast<std::int64_t>(product / divisor),
          static_cast<std::int64_t>(product % divisor)};
}

/// The share rounded by the mode; shares are not negative.
std::int64_t rounded(const Quotient& share, std::int64_t total, RoundingMode mode) {
  if (share.rest == 0) return share.whole;
  const auto tail =
      2 * static_cast<std::uint64_t>(share.rest) <=> static_cast<std::uint64_t>(total);
  return share.whole + (number::rounds_away(mode, false, share.whole % 2 != 0, tail) ? 1 : 0);
}

}  // namespace

std::optional<StepGrid> StepGrid::make(const number::Decimal& increment, int whole_scale,
                                       int part_scale) {
  if (part_scale < increment.scale) return std::nullopt;
  const Integer step = increment.coefficient;
  const int finer = increment.scale - whole_scale;
  const auto up = narrow(Integer::pow10(std::max(finer, 0)));
  const auto down = narrow(step * Integer::pow10(std::max(-finer, 0)));
  const auto part = narrow(step * Integer::pow10(part_scale - increment.scale));
  if (!up || !down || !part) return std::nullopt;
  StepGrid grid;
  grid.up_ = *up;
  grid.down_ = *down;
  grid.part_ = *part;
  return grid;
}

std::optional<std::int64_t> StepGrid::steps(std::int64_t whole) const {
  const UInt128 scaled = static_cast<UInt128>(unsigned_abs(whole)) * static_cast<UInt128>(up_);
  const auto down = static_cast<std::uint64_t>(down_);
  const UInt128 steps =
      scaled >> 64 == 0 ? UInt128{static_cast<std::uint64_t>(scaled) / down} : scaled / down;
  if (steps > static_cast<UInt128>(INT64_MAX)) return std::nullopt;
  return static_cast<std::int64_t>(steps);
}

std::optional<std::int64_t> StepGrid::part(std::int64_t steps) const {
  return narrow(static_cast<Int128>(steps) * part_);
}

bool QuickSplit::divide(std::int64_t steps, bool refund, std::span<const std::int64_t> weights,
                        std::span<std::int64_t> parts) {
  Int128 sum = 0;
  for (const std::int64_t weight : weights) {
    if (weight < 0) return false;
    sum += weight;
  }
  if (sum == 0 || !fits_int64(sum)) return false;
  const auto total = static_cast<std::int64_t>(sum);
  const bool takes = rule_ == RemainderRule::named || rule_ == RemainderRule::last;
  const RoundingMode mode = refund ? number::mirrored(mode_) : mode_;
  tails_.resize(weights.size());
  std::int64_t missing = steps;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (takes && i == taker_) continue;
    const Quotient share = multiply_divide(steps, weights[i], total);
    parts[i] = takes ? rounded(share, total, mode) : share.whole;
    tails_[i] = share.rest;
    missing -= parts[i];
  }
  if (takes) {
    parts[taker_] = missing;
    return missing >= 0;
  }
  give_missing(missing, parts);
  return true;
}

void QuickSplit::give_missing(std::int64_t missing, std::span<std::int64_t> parts) {
  if (missing == 0) return;
  order_.resize(parts.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  if (rule_ == RemainderRule::largest_remainder) {
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return tails_[a] > tails_[b]; });
  }
  for (const std::size_t i : order_) {
    if (missing == 0) return;
    if (tails_[i] == 0) continue;
    ++parts[i];
    --missing;
  }
}

}  // namespace remit::column

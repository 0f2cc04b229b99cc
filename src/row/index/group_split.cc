#include "row/index/group_split.h"

#include <algorithm>
#include <bit>

#include "row/index/run_index.h"

namespace remit::row {
namespace {

using number::Integer;
using number::Rational;
using number::ShareBound;

constexpr int kMostBits = 126;
constexpr int kRoomyBits = 90;
constexpr int kMostPasses = 40;

int bits_of(Int128 value) {
  const UInt128 size = unsigned_abs(value);
  const auto high = static_cast<std::uint64_t>(size >> 64);
  const std::uint64_t digits = high != 0 ? high : static_cast<std::uint64_t>(size);
  return static_cast<int>(std::bit_width(digits)) + (high != 0 ? 64 : 0);
}

/// What the rows of a division add up to at some rate.
struct Held {
  Int128 steps = 0;   ///< by those at a bound
  Int128 moving = 0;  ///< weight of the others
};

/// The largest that one pass meets.
struct Sizes {
  Int128 weight = 0;
  Int128 steps = 0;
};

Int128 gcd_of(Int128 a, Int128 b) { return gcd(Integer(a), Integer(b)).to_int128(); }

}  // namespace

std::optional<Coefficients> Coefficients::of(RunIndex& index, plan::ColumnId column,
                                             plan::EntityId rows_of) {
  const table::ColumnData* const data = index.stored(column);
  if (data == nullptr) return std::nullopt;
  Coefficients result;
  if (const auto* values = std::get_if<table::Buffer<std::int64_t>>(&data->storage)) {
    result.values_ = values->data();
  } else if (const auto* narrow = std::get_if<table::Buffer<std::int32_t>>(&data->storage);
             narrow != nullptr && data->type.is_numeric()) {
    result.narrow_ = narrow->data();
  } else if (const auto* wide = std::get_if<table::Buffer<Int128>>(&data->storage)) {
    if (!index.fits_bits(column, kRoomyBits)) return std::nullopt;
    result.wide_ = wide->data();
  } else {
    return std::nullopt;
  }
  result.of_whole_ = rows_of != plan::kWhole && index.is_of(column, plan::kWhole);
  result.decimals_ = data->type.is_numeric() ? data->decimals : 0;
  return result;
}

int Coefficients::bits() const {
  if (wide_ != nullptr) return kRoomyBits;
  return narrow_ != nullptr ? 8 * int{sizeof(std::int32_t)} : 8 * int{sizeof(std::int64_t)};
}

std::optional<Steps> Steps::make(const number::Decimal& increment, int decimals) {
  const int finer = increment.scale - decimals;
  const Integer up = Integer::pow10(std::max(finer, 0));
  const Integer down = increment.coefficient * Integer::pow10(std::max(-finer, 0));
  // A coefficient times `up` stays within 128 bits.
  if (bits_of(up.fits_int128() ? up.to_int128() : kInt128Max) + kRoomyBits > kMostBits ||
      !down.fits_int64()) {
    return std::nullopt;
  }
  Steps steps;
  steps.up_ = up.to_int64();
  steps.down_ = down.to_int64();
  return steps;
}

int Steps::bits(int of_coefficient) const { return of_coefficient + bits_of(up_); }

int Claims::bits_of_bounds() const {
  return std::max(cap_ ? cap_steps_.bits(cap_->bits()) : 0,
                  floor_ ? floor_steps_.bits(floor_->bits()) : 0);
}

std::optional<Claims> Claims::of(RunIndex& index, plan::EntityId entity,
                                 const plan::Apportion& node, plan::ColumnId parts) {
  Claims claims;
  const auto read = [&](plan::ColumnId column, std::optional<Coefficients>* to, Steps* steps) {
    if (column == plan::kNoColumn) return true;
    *to = Coefficients::of(index, column, entity);
    if (!*to) return false;
    if (steps == nullptr) return true;
    const auto made = Steps::make(node.rounding->increment, (*to)->decimals());
    if (made) *steps = *made;
    return made.has_value();
  };
  const bool weighs = node.method == number::ShareMethod::pro_rata;
  const bool ok = read(weighs ? node.weight : plan::kNoColumn, &claims.weight_, nullptr) &&
                  read(node.cap, &claims.cap_, &claims.cap_steps_) &&
                  read(node.floor, &claims.floor_, &claims.floor_steps_) &&
                  read(parts, &claims.parts_, &claims.part_steps_);
  if (!ok) return std::nullopt;
  return claims;
}

GroupSplit::Exact GroupSplit::exact(const Claims& claims, std::uint64_t row) const {
  const Int128 weight = claims.weight(row), floor = claims.floor(row);
  const std::optional<Int128> cap = claims.cap(row);
  const bool takes = weight != 0;
  if (is_full && takes) return {*cap, 1, ShareBound::cap};
  if (is_full) return {floor, 1, floor != 0 ? ShareBound::floor : ShareBound::none};
  if (weight * top < floor * bottom) return {floor, 1, ShareBound::floor};
  if (cap && weight * top > *cap * bottom) return {*cap, 1, ShareBound::cap};
  return {weight * top, bottom, ShareBound::none};
}

std::optional<GroupSplit> split_as_kept(const Claims& claims,
                                        const table::DividedGroup::ByWeight& kept,
                                        int weight_decimals) {
  const Rational scale(Integer::pow10(weight_decimals));
  const Integer weights = (kept.weights * scale).trunc();
  const Integer heaviest = (kept.heaviest * scale).trunc();
  if (!weights.fits_int128() || !heaviest.fits_int128()) return std::nullopt;
  GroupSplit split;
  split.weights = weights.to_int128();
  split.heaviest = heaviest.to_int128();
  split.is_full = !kept.rate.has_value();
  if (split.is_full) return split;
  const Rational rate = *kept.rate / scale;
  if (!rate.numerator().fits_int128() || !rate.denominator().fits_int128()) return std::nullopt;
  split.top = rate.numerator().to_int128();
  split.bottom = rate.denominator().to_int128();
  if (bits_of(split.heaviest) + bits_of(split.top) > kMostBits ||
      claims.bits_of_bounds() + bits_of(split.bottom) > kMostBits) {
    return std::nullopt;
  }
  return split;
}

std::optional<GroupSplit> find_split(const Claims& claims, std::span<const RowNumber> rows,
                                     Int128 steps) {
  GroupSplit split;
  Held held;
  Sizes sizes{0, steps};
  Int128 capacity = 0;
  bool limited = true;
  for (const std::uint64_t row : rows) {
    const Int128 weight = claims.weight(row), floor = claims.floor(row), part = claims.part(row);
    const std::optional<Int128> cap = claims.cap(row);
    split.weights += weight;
    sizes.weight = split.heaviest = std::max(sizes.weight, weight);
    sizes.steps = std::max({sizes.steps, floor, cap.value_or(0)});
    limited = limited && (weight == 0 || cap.has_value());
    capacity += weight == 0 ? floor : cap.value_or(0);
    const bool stands = weight == 0 || (cap && part == *cap) || (floor != 0 && part == floor);
    (stands ? held.steps : held.moving) += stands ? (weight == 0 ? floor : part) : weight;
  }
  if (limited && steps >= capacity) {
    split.is_full = true;
    return split;
  }
  for (int pass = 0; pass < kMostPasses; ++pass) {
    if (held.moving == 0 || held.steps > steps) return std::nullopt;
    const Int128 common = gcd_of(steps - held.steps, held.moving);
    split.top = (steps - held.steps) / common;
    split.bottom = held.moving / common;
    if (bits_of(sizes.weight) + bits_of(split.top) > kMostBits ||
        bits_of(sizes.steps) + bits_of(split.bottom) > kMostBits) {
      return std::nullopt;
    }
    Held now;
    for (const std::uint64_t row : rows) {
      const GroupSplit::Exact exact = split.exact(claims, row);
      if (exact.bound == ShareBound::none) {
        now.moving += claims.weight(row);
      } else {
        now.steps += exact.top;
      }
    }
    // The sum at this rate is steps again: the one rate at which it is.
    const Integer sum =
        Integer(now.steps) * Integer(split.bottom) + Integer(now.moving) * Integer(split.top);
    if (sum == Integer(steps) * Integer(split.bottom)) return split;
    held = now;
  }
  return std::nullopt;
}

}  // namespace remit::row

// Rounding: the seven modes, decided in one function, at once from the exact value.
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/int128.h"
#include "number/decimal.h"
#include "number/integer.h"
#include "number/rational.h"

namespace remit::number {

// Names and meaning as in the General Decimal Arithmetic specification (Cowlishaw), whose
// round-half-up is "half away from zero".
enum class RoundingMode {
  half_up,    // to the nearest; a tie goes away from zero
  half_even,  // to the nearest; a tie goes to the even neighbour
  half_down,  // to the nearest; a tie goes towards zero
  up,         // away from zero
  down,       // towards zero
  ceiling,    // towards plus infinity
  floor,      // towards minus infinity
};

// The spelling used in policies, "half_up"; and back.
std::string_view to_string(RoundingMode mode);
std::optional<RoundingMode> parse_rounding_mode(std::string_view name);

// The mode under which -round(-x) gives what `mode` gives for x: ceiling and floor change places.
constexpr RoundingMode mirrored(RoundingMode mode) {
  if (mode == RoundingMode::ceiling) return RoundingMode::floor;
  if (mode == RoundingMode::floor) return RoundingMode::ceiling;
  return mode;
}

// The one place where rounding is decided: whether the truncated quotient of an inexact division
// has to be moved one step away from zero.
//   negative:  the exact value is below zero
//   odd:       the truncated quotient is odd
//   tail:      what truncation cut off, compared with one half step (it is not zero)
constexpr bool rounds_away(RoundingMode mode, bool negative, bool odd, std::strong_ordering tail) {
  switch (mode) {
    case RoundingMode::half_up:
      return tail >= 0;
    case RoundingMode::half_even:
      return tail > 0 || (tail == 0 && odd);
    case RoundingMode::half_down:
      return tail > 0;
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
    case RoundingMode::ceiling:
      return !negative;
    case RoundingMode::floor:
      return negative;
  }
  return false;
}

namespace internal {

template <typename Signed, typename Unsigned>
constexpr Signed divide_round_machine(Signed n, Signed d, RoundingMode mode) {
  assert(d != 0);
  const Signed quotient = n / d;
  const Signed remainder = n % d;
  if (remainder == 0) return quotient;
  // |remainder| < |d| <= 2^(bits - 1), so doubling stays inside the unsigned type.
  const Unsigned twice = static_cast<Unsigned>(unsigned_abs(remainder)) * 2;
  const Unsigned divisor = unsigned_abs(d);
  const std::strong_ordering tail = twice < divisor   ? std::strong_ordering::less
                                    : twice > divisor ? std::strong_ordering::greater
                                                      : std::strong_ordering::equal;
  const bool negative = (n < 0) != (d < 0);
  if (!rounds_away(mode, negative, quotient % 2 != 0, tail)) return quotient;
  return negative ? quotient - 1 : quotient + 1;
}

}  // namespace internal

// n / d rounded to an integer, once. d is not zero. The quotient must fit: everything does except
// the smallest number divided by -1.
constexpr std::int64_t divide_round(std::int64_t n, std::int64_t d, RoundingMode mode) {
  return internal::divide_round_machine<std::int64_t, std::uint64_t>(n, d, mode);
}
constexpr Int128 divide_round(Int128 n, Int128 d, RoundingMode mode) {
  return internal::divide_round_machine<Int128, UInt128>(n, d, mode);
}
Integer divide_round(const Integer& n, const Integer& d, RoundingMode mode);

// A mode and the grid: results are whole multiples of `increment`, a positive decimal. 0.01 is the
// fen, 10000 ten thousand yuan, 0.05 a five-fen step.
struct Rounding {
  RoundingMode mode = RoundingMode::half_up;
  Decimal increment{1, 0};

  friend bool operator==(const Rounding&, const Rounding&) = default;
};

// The multiple of the increment that the mode picks, in one step from the exact value.
Rational round(const Rational& value, const Rounding& rounding);

// The same as a count of increments: round(value) == steps * increment.
Integer round_to_steps(const Rational& value, const Rounding& rounding);

}  // namespace remit::number

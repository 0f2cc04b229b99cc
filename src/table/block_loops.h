// Loops over a block of values that a compiler turns into vectors: no branches, no early ends. What
// does not fit is gathered in one word, and asked once a block.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "base/int128.h"
#include "table/unaligned.h"

namespace remit::table {

/// Whether all of them fit 64 bits. What does not leaves anything.
template <typename From>
bool narrow(const void* values, std::int64_t from, std::int64_t count, std::int64_t* to) {
  if constexpr (std::is_same_v<From, Int128>) {
    const auto* const digits = static_cast<const char*>(values) + from * 16;
    // The upper half is 0, or -1 above a lower one below zero: a sum with its sign, since older
    // processors have no arithmetic shift of 64 bits.
    std::uint64_t wrong = 0;
    for (std::int64_t i = 0; i < count; ++i) {
      const auto low = load<std::uint64_t>(digits, 2 * i);
      wrong |= (low >> 63) + load<std::uint64_t>(digits, 2 * i + 1);
      to[i] = static_cast<std::int64_t>(low);
    }
    return wrong == 0;
  } else {
    std::int64_t wrong = 0;
    for (std::int64_t i = 0; i < count; ++i) {
      to[i] = static_cast<std::int64_t>(load<From>(values, from + i));  // NOLINT: int8 is no char
      if constexpr (std::is_same_v<From, std::uint64_t>) wrong |= to[i];
    }
    return wrong >= 0;
  }
}

/// Whether all of them have at most 38 digits.
template <typename From>
bool widen(const void* values, std::int64_t from, std::int64_t count, Int128* to) {
  constexpr Int128 kMost = [] {
    Int128 power = 1;
    for (int i = 0; i < 38; ++i) power *= 10;
    return power - 1;
  }();
  bool wrong = false;
  for (std::int64_t i = 0; i < count; ++i) {
    to[i] = load<From>(values, from + i);  // NOLINT: int8 is no char
    wrong |= to[i] > kMost || to[i] < -kMost;
  }
  return !wrong;
}

/// Multiplies by 10^`shift`, or divides where it is negative; whether all products fit 64 bits and
/// all quotients are whole.
inline bool rescale_block(int shift, std::int64_t count, std::int64_t* values) {
  constexpr int kMost = 18;  // 10^18 fits 64 bits
  if (shift == 0) return true;
  if (shift > kMost || shift < -kMost) return false;
  std::int64_t power = 1;
  for (int i = 0; i < std::abs(shift); ++i) power *= 10;
  bool wrong = false;
  if (shift > 0) {
    const std::int64_t most = std::numeric_limits<std::int64_t>::max() / power;
    const auto up = static_cast<std::uint64_t>(most);
    for (std::int64_t i = 0; i < count; ++i) {
      const auto bits = static_cast<std::uint64_t>(values[i]);
      wrong |= bits + up > 2 * up;
      values[i] = static_cast<std::int64_t>(bits * static_cast<std::uint64_t>(power));
    }
  } else {
    for (std::int64_t i = 0; i < count; ++i) {
      const std::int64_t quotient = values[i] / power;
      wrong |= quotient * power != values[i];
      values[i] = quotient;
    }
  }
  return !wrong;
}

/// Doubles v as c = v * 10^shift, where c is whole, of at most 15 digits, and c / 10^shift rounded
/// to nearest is v again; whether that holds of all. Then c is what the shortest decimal that reads
/// as v says: that has no more digits than c, hence at most 15, and of two different decimals of at
/// most 15 digits no two read as the same double. Both c and 10^shift are exact as doubles, so the
/// division rounds once.
inline bool exact_decimals(const void* values, std::int64_t from, std::int64_t count, int shift,
                           std::int64_t* to) {
  constexpr int kExactPowers = 22;
  constexpr double kMost = 1e15;
  // Added to a double below 2^51 and taken away again, it rounds to a whole number.
  constexpr double kRound = 6755399441055744.0;
  if (shift < 0 || shift > kExactPowers) return false;
  double power = 1;
  for (int i = 0; i < shift; ++i) power *= 10;
  bool wrong = false;
  for (std::int64_t i = 0; i < count; ++i) {
    const double value = load<double>(values, from + i);
    const double whole = value * power + kRound - kRound;
    const bool good = whole < kMost && whole > -kMost && whole / power == value;
    wrong |= !good;
    to[i] = static_cast<std::int64_t>(good ? whole : 0.0);
  }
  return !wrong;
}

/// Ticks as days; whether all are whole days from `least` to `most`.
template <typename From>
bool days(const void* values, std::int64_t from, std::int64_t count, std::int64_t ticks_per_day,
          std::int32_t least, std::int32_t most, std::int32_t* to) {
  bool wrong = false;
  for (std::int64_t i = 0; i < count; ++i) {
    const From ticks = load<From>(values, from + i);
    From day = ticks;
    if constexpr (sizeof(From) == 8) {
      day = ticks / ticks_per_day;
      wrong |= day * ticks_per_day != ticks;
    }
    wrong |= day < least || day > most;
    to[i] = static_cast<std::int32_t>(day);
  }
  return !wrong;
}

/// Bits as bytes of 0 or 1.
inline void spread(const void* bits, std::int64_t from, std::int64_t count, std::uint8_t* to) {
  std::int64_t i = 0;
  for (; i + 64 <= count; i += 64) {
    const std::uint64_t word = load_bits(bits, from + i, 64);
    for (int byte = 0; byte < 8; ++byte) {
      const std::uint64_t eight = spread_bits(word >> (8 * byte) & 0xFF);
      std::memcpy(to + i + 8 * byte, &eight, 8);
    }
  }
  for (; i < count; ++i) to[i] = static_cast<std::uint8_t>(load_bits(bits, from + i, 1));
}

/// The words that indices name; whether all name one.
template <typename Index, typename Cell>
bool look_up(const void* indices, std::int64_t from, std::int64_t count, const Cell* words,
             std::uint64_t count_of_words, Cell* to) {
  bool wrong = count_of_words == 0;
  if (wrong) return count == 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto index =
        static_cast<std::uint64_t>(static_cast<std::int64_t>(load<Index>(indices, from + i)));
    const bool good = index < count_of_words;
    wrong |= !good;
    to[i] = words[good ? index : 0];
  }
  return !wrong;
}

}  // namespace remit::table

// Numbers as they nearly always stand in a table: figures with as many decimals as the column
// keeps.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace remit::table {

/// What eight digits say, the first of them in the lowest byte; false where one is no digit. Pairs,
/// fours and all eight are put together by one multiplication each (Johnny Lee's method, as told by
/// Lemire in 2018).
inline bool eight_digits(std::uint64_t eight, std::uint64_t& value) {
  constexpr std::uint64_t kZeros = 0x3030303030303030, kUpper = 0xF0F0F0F0F0F0F0F0;
  const std::uint64_t beyond = eight + 0x0606060606060606;  // leaves the row of digits after 9
  if ((((eight & kUpper) ^ kZeros) | ((beyond & kUpper) ^ kZeros)) != 0) return false;
  eight -= kZeros;
  eight = eight * 10 + (eight >> 8);
  const std::uint64_t low = (eight & 0x000000FF000000FF) * 0x000F424000000064;
  const std::uint64_t high = (eight >> 16 & 0x000000FF000000FF) * 0x0000271000000001;
  value = (low + high) >> 32 & 0xFFFFFFFF;
  return true;
}

/// Reads `-?digits[.digits]` with exactly so many digits behind the point, and without a point
/// where there are none, of at most 18 digits, which 64 bits hold whatever they are. Some forty
/// instructions; no byte outside the text is looked at.
class PlainNumber {
 public:
  /// Below zero, or more than 8, `behind` has no number read so.
  PlainNumber(int behind, std::size_t most_digits)
      : behind_(behind < 0 || behind > 8 || std::endian::native != std::endian::little
                    ? kNever
                    : static_cast<std::size_t>(behind)),
        point_(behind_ > 0 ? 1 : 0),
        most_(most_digits) {}

  /// False, and `value` is anything, where the text is something else: right or wrong.
  bool read(std::string_view text, std::int64_t& value) const {
    const bool negative = !text.empty() && text.front() == '-';
    const char* at = text.data() + (negative ? 1 : 0);
    const std::size_t size = text.size() - (negative ? 1 : 0);
    // The point counts as a digit here: longer numbers are read otherwise.
    if (size <= behind_ + point_ || size > kMostDigits || size > most_) return false;
    const std::size_t before = size - behind_ - point_;
    std::uint64_t digits = 0;
    if (before > 8) {
      std::uint64_t first = 0, last = 0;
      if (!few_digits(at, before - 8, first) || !eight_digits(load(at + before - 8), last))
        return false;
      digits = first * 100'000'000 + last;
    } else if (!few_digits(at, before, digits)) {
      return false;
    }
    if (point_ != 0) {
      if (at[before] != '.') return false;
      for (const char* digit = at + before + 1; digit != at + size; ++digit) {
        const unsigned figure = static_cast<unsigned char>(*digit) - unsigned{'0'};
        if (figure > 9) return false;
        digits = digits * 10 + figure;
      }
    }
    value = negative ? -static_cast<std::int64_t>(digits) : static_cast<std::int64_t>(digits);
    return true;
  }

 private:
  static constexpr std::size_t kMostDigits = 17, kNever = 64;

  static std::uint64_t load(const char* from) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, from, sizeof(eight));
    return eight;
  }

  /// One to eight digits; false of more.
  static bool few_digits(const char* at, std::size_t count, std::uint64_t& value) {
    if (count == 8) return eight_digits(load(at), value);
    if (count > 8) return false;
    if (count >= 4) {
      // The last four and the first four, which may be the same in part, behind zeros.
      std::uint32_t first = 0, last = 0;
      std::memcpy(&first, at, sizeof(first));
      std::memcpy(&last, at + count - 4, sizeof(last));
      return eight_digits(std::uint64_t{last} << 32 | std::uint64_t{first} << (64 - 8 * count) |
                              0x3030303030303030 >> (8 * count),
                          value);
    }
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const unsigned figure = static_cast<unsigned char>(at[i]) - unsigned{'0'};
      if (figure > 9) return false;
      value = value * 10 + figure;
    }
    return true;
  }

  std::size_t behind_;
  std::size_t point_;  ///< 1: there is one
  std::size_t most_;
};

}  // namespace remit::table

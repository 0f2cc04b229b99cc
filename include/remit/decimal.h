#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit {

/// An exact decimal, coefficient * 10^-scale, the coefficient a 128-bit two's complement integer in
/// two halves. Every figure that crosses the API is one of these, or its text; never a double.
struct Decimal {
  std::int64_t high = 0;
  std::uint64_t low = 0;
  std::int32_t scale = 0;

  static Decimal from_int64(std::int64_t coefficient, std::int32_t scale = 0) {
    return {coefficient < 0 ? -1 : 0, static_cast<std::uint64_t>(coefficient), scale};
  }
  /// Reads `-1234.50`: sign, digits, a point. Nothing when the text is anything else or has more
  /// than 38 digits.
  static std::optional<Decimal> parse(std::string_view text);

  /// The coefficient, when it fits 64 bits.
  std::optional<std::int64_t> to_int64() const;
  /// With exactly `scale` digits after the point: "500000.00".
  std::string to_string() const;

  /// Same coefficient and scale; 1.0 and 1.00 differ.
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

}  // namespace remit

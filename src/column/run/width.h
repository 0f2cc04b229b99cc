// How the values of a vector are held.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/int128.h"
#include "column/bind/interval.h"

namespace remit::column {

/// mask: uint8, 0 or 1. code: int32 (categories and dates as tables hold them). The others are
/// integers of rising width; `integer` knows no limit.
enum class Width : std::uint8_t { mask, code, int64, int128, integer };

template <typename T>
inline constexpr Width kWidthOf = Width::integer;
template <>
inline constexpr Width kWidthOf<std::uint8_t> = Width::mask;
template <>
inline constexpr Width kWidthOf<std::int32_t> = Width::code;
template <>
inline constexpr Width kWidthOf<std::int64_t> = Width::int64;
template <>
inline constexpr Width kWidthOf<Int128> = Width::int128;

inline std::size_t size_of(Width width) {
  constexpr std::size_t kSizes[] = {sizeof(std::uint8_t), sizeof(std::int32_t),
                                    sizeof(std::int64_t), sizeof(Int128), sizeof(Integer)};
  return kSizes[static_cast<std::size_t>(width)];
}

/// The narrowest of the integer widths that holds every value of the interval.
inline Width width_for(const Interval& range) {
  if (range.fits_int64()) return Width::int64;
  return range.fits_int128() ? Width::int128 : Width::integer;
}

/// Calls `body` with a value of the type that holds `width`.
template <typename Body>
void with_type(Width width, const Body& body) {
  switch (width) {
    case Width::mask:
      return body(std::uint8_t{});
    case Width::code:
      return body(std::int32_t{});
    case Width::int64:
      return body(std::int64_t{});
    case Width::int128:
      return body(Int128{});
    case Width::integer:
      return body(Integer{});
  }
}

/// A value of one width as another that is known to hold it.
template <typename To, typename From>
To convert(const From& x) {
  if constexpr (std::is_same_v<To, From>) {
    return x;
  } else if constexpr (std::is_same_v<To, Integer>) {
    return Integer(x);
  } else if constexpr (std::is_same_v<From, Integer>) {
    return static_cast<To>(x.to_int128());
  } else {
    return static_cast<To>(x);
  }
}

}  // namespace remit::column

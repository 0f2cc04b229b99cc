// How the values of a vector and of a column are held: the one table of widths.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "base/int128.h"
#include "column/bind/interval.h"
#include "type/type.h"

namespace remit::column {

/// mask: uint8, 0 or 1. The others are integers of rising width; `integer` knows no limit.
///
/// A vector of a batch is as wide as its type asks for (vector_width). A column in memory may be
/// narrower, as narrow as its values: reading it is what a run waits for, and widening it on the
/// way into the first cache costs next to nothing. No base is taken off the values: days from 1880
/// to 2059 and years fit 16 bits as they are, and amounts seldom lie close together far from zero.
enum class Width : std::uint8_t { mask, int8, int16, int32, int64, int128, integer };

template <typename T>
inline constexpr Width kWidthOf = Width::integer;
template <>
inline constexpr Width kWidthOf<std::uint8_t> = Width::mask;
template <>
inline constexpr Width kWidthOf<std::int8_t> = Width::int8;
template <>
inline constexpr Width kWidthOf<std::int16_t> = Width::int16;
template <>
inline constexpr Width kWidthOf<std::int32_t> = Width::int32;
template <>
inline constexpr Width kWidthOf<std::int64_t> = Width::int64;
template <>
inline constexpr Width kWidthOf<Int128> = Width::int128;

inline std::size_t size_of(Width width) {
  constexpr std::size_t kSizes[] = {
      sizeof(std::uint8_t), sizeof(std::int8_t), sizeof(std::int16_t), sizeof(std::int32_t),
      sizeof(std::int64_t), sizeof(Int128),      sizeof(Integer)};
  return kSizes[static_cast<std::size_t>(width)];
}

/// The narrowest of the integer widths that holds every value of the interval.
inline Width width_for(const Interval& range) {
  if (range.fits_int64()) return Width::int64;
  return range.fits_int128() ? Width::int128 : Width::integer;
}

/// The narrowest width in which a column can hold every number of the interval.
inline Width narrowest_for(const Interval& range) {
  const auto within = [&range](std::int64_t least, std::int64_t most) {
    return Integer(least) <= range.lo && range.hi <= Integer(most);
  };
  if (within(INT8_MIN, INT8_MAX)) return Width::int8;
  if (within(INT16_MIN, INT16_MAX)) return Width::int16;
  if (within(INT32_MIN, INT32_MAX)) return Width::int32;
  return width_for(range);
}

/// The width of a vector into which a column's values are read.
inline Width vector_width(const type::Type& type, Width stored) {
  switch (type.kind) {
    case type::TypeKind::boolean:
      return Width::mask;
    case type::TypeKind::date:
    case type::TypeKind::category:
    case type::TypeKind::text:
      return std::max(stored, Width::int32);
    case type::TypeKind::unknown:
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
    case type::TypeKind::reference:
      break;
  }
  return std::max(stored, Width::int64);
}

/// Calls `body` with a value of the type that holds a vector of `width`.
template <typename Body>
void with_type(Width width, const Body& body) {
  switch (width) {
    case Width::mask:
      return body(std::uint8_t{});
    case Width::int8:
    case Width::int16:  // columns alone are that narrow
      break;
    case Width::int32:
      return body(std::int32_t{});
    case Width::int64:
      return body(std::int64_t{});
    case Width::int128:
      return body(Int128{});
    case Width::integer:
      return body(Integer{});
  }
  assert(false);
}

/// The same for a column.
template <typename Body>
void with_stored_type(Width width, const Body& body) {
  if (width == Width::int8) return body(std::int8_t{});
  if (width == Width::int16) return body(std::int16_t{});
  with_type(width, body);
}

/// Calls `body` with a value of a column's type and one of a vector's that holds it.
template <typename Body>
void with_widening(Width stored, Width vector, const Body& body) {
  const auto into = [&](auto from) {
    if (vector == Width::int32) return body(from, std::int32_t{});
    assert(vector == Width::int64);
    return body(from, std::int64_t{});
  };
  if (stored == vector) return with_type(stored, [&](auto zero) { body(zero, zero); });
  if (stored == Width::int8) return into(std::int8_t{});
  if (stored == Width::int16) return into(std::int16_t{});
  assert(stored == Width::int32);
  body(std::int32_t{}, std::int64_t{});
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

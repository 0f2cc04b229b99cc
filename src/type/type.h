#pragma once

#include <cstdint>

namespace remit::type {

/// What a column or an expression holds. Percent, per mille, units and magnitudes are ways to
/// write a number, not kinds of their own.
enum class TypeKind : std::uint8_t {
  unknown,  ///< the checker already reported why; it silences follow-up errors
  boolean,
  number,    ///< an exact number; counts, percentages and ranks too
  money,     ///< an exact number in a currency; two currencies never mix
  date,      ///< a civil day, proleptic Gregorian
  duration,  ///< a whole number of days, workdays, months or years
  text,
  category,   ///< one of a closed list of words
  reference,  ///< a row of an entity, or none
};

enum class DurationUnit : std::uint32_t { days, workdays, months, years };

/// A type is its kind and, where the kind needs it, which one: the index of the currency, the
/// category set or the entity in the policy's own list, or the duration's unit.
struct Type {
  TypeKind kind = TypeKind::unknown;
  std::uint32_t ref = 0;

  friend bool operator==(const Type&, const Type&) = default;
  bool is_numeric() const { return kind == TypeKind::number || kind == TypeKind::money; }
};

inline constexpr Type kUnknown{};
inline constexpr Type kBoolean{TypeKind::boolean};
inline constexpr Type kNumber{TypeKind::number};
inline constexpr Type kDate{TypeKind::date};
inline constexpr Type kText{TypeKind::text};
constexpr Type money(std::uint32_t currency) { return {TypeKind::money, currency}; }
constexpr Type category(std::uint32_t set) { return {TypeKind::category, set}; }
constexpr Type reference(std::uint32_t entity) { return {TypeKind::reference, entity}; }
constexpr Type duration(DurationUnit unit) {
  return {TypeKind::duration, static_cast<std::uint32_t>(unit)};
}

/// How an exact number is held: as a decimal of that many digits after the point (an
/// integer count of 10^-decimals), or as a ratio of two integers, which only division brings about.
struct NumberForm {
  bool ratio = false;
  int decimals = 0;

  friend bool operator==(const NumberForm&, const NumberForm&) = default;
};

}  // namespace remit::type

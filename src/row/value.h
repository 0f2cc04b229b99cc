#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "number/rational.h"
#include "type/cell.h"

namespace remit::row {

struct Date {
  std::int32_t days = 0;  ///< since 1970-01-01
  friend auto operator<=>(const Date&, const Date&) = default;
};

struct Category {
  std::int32_t code = 0;
  friend auto operator<=>(const Category&, const Category&) = default;
};

struct Reference {
  std::uint64_t row = 0;
  friend auto operator<=>(const Reference&, const Reference&) = default;
};

/// What one cell holds, or why it holds nothing. Numbers, money and durations are rationals. A text
/// belongs to the plan, the dataset or, where it was put together, to the evaluator (Cells::keep).
using Value =
    std::variant<type::Fault, number::Rational, bool, Date, std::string_view, Category, Reference>;

inline bool is_fault(const Value& value) { return std::holds_alternative<type::Fault>(value); }
inline const type::Fault& fault_of(const Value& value) { return std::get<type::Fault>(value); }
inline bool is_blank(const Value& value) {
  const type::Fault* fault = std::get_if<type::Fault>(&value);
  return fault != nullptr && fault->code == type::CellFault::blank;
}

inline const number::Rational& number_of(const Value& value) {
  return std::get<number::Rational>(value);
}
inline bool truth_of(const Value& value) { return std::get<bool>(value); }

/// What becomes of a fault where a value was needed: a blank is CellFault::missing, every other
/// fault stays what it is.
inline type::Fault fault_where_needed(const type::Fault& fault) {
  if (fault.code != type::CellFault::blank) return fault;
  return {type::CellFault::missing, fault.column, fault.row};
}

/// Order of two values of one kind, neither a fault: false before true, texts by code points.
std::strong_ordering compare(const Value& a, const Value& b);

/// Hash of the values a group is known by; no faults among them.
struct KeyHash {
  std::size_t operator()(const std::vector<Value>& key) const;
};

}  // namespace remit::row

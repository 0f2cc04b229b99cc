#pragma once

#include <cstdint>

namespace remit::type {

/// Why a cell has no value. Numbers are stable: they cross the C ABI.
enum class CellFault : std::uint8_t {
  none = 0,
  blank = 1,     ///< nothing there: a state, not an error; `is given` asks for it
  missing = 2,   ///< an operand was blank
  bad_cell = 3,  ///< the input text is not a value of the field's type
  division_by_zero = 4,
  overflow = 5,       ///< more than 38 digits in a column
  bad_reference = 6,  ///< no row has that key
  duplicate_key = 7,
  out_of_bounds = 8,   ///< a decision outside its stated bounds
  check_failed = 9,    ///< the row does not pass a check of its entity
  hole = 10,           ///< a typed hole that nobody filled
  no_quotation = 11,   ///< no rate for that day, and no earlier one where that is the fall-back
  out_of_period = 12,  ///< before the first day of a dated parameter
  no_band = 13,        ///< a value that no band of a scale covers
  cannot_share = 14,   ///< nothing to share by (all weights zero), or a total that cannot be met
  negative_weight = 15,
  no_holidays = 16,  ///< workdays asked for days that the calendar does not cover
  circular = 17,     ///< a reference of a tree that leads back to its own row
  left_out = 18,     ///< names no row that is known, and the policy leaves such rows out
  edges_not_ascending =
      19,               ///< brackets with edges of the row, of which one is below the one before
  none_found = 20,      ///< one row must fit, and none does
  several_found = 21,   ///< one row must fit, and several do
  not_applicable = 22,  ///< the data say that there is none, and that it is not forgotten
};

/// Whether a row with that among the values of its group or reference belongs to none, so that what
/// is computed of a group is none of its business. Any other fault leaves open where it belongs.
constexpr bool belongs_nowhere(CellFault fault) {
  return fault == CellFault::blank || fault == CellFault::left_out ||
         fault == CellFault::not_applicable;
}

/// A cell without a value: why, and in which cell of the plan the trouble began: an input, or the
/// column whose formula it is. Errors travel unchanged through everything that depends on them, so
/// the first cause is always at hand.
struct Fault {
  CellFault code = CellFault::none;
  std::uint32_t column = 0;  ///< plan::ColumnId where it began
  std::uint64_t row = 0;     ///< row of that column's entity

  friend bool operator==(const Fault&, const Fault&) = default;
};

}  // namespace remit::type

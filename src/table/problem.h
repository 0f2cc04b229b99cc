#pragma once

#include <cstdint>
#include <string>

#include "type/cell.h"

namespace remit::table {

/// What is wrong with a cell of an input table, finer than the fault that it becomes.
enum class ProblemKind : std::uint8_t {
  bad_value,          ///< `text` is no value of the field's type
  percent_twice,      ///< a sign of percent under a header that says so already
  misplaced_percent,  ///< a percentage in a field of amounts or counts
  beyond_whole,       ///< a share outside 0..100%; `text` is the number, `hint` the percentage
  spreadsheet_error,  ///< `#N/A` and its like
  lost_digits,        ///< `1.1E+17`
  day_number,         ///< a date as a spreadsheet counts it; `hint` is the date
  grouped_number,     ///< with thousands separators
  wide_digits,        ///< in full-width letters; `hint` is the same in ordinary ones
  formula,            ///< `="001"`
  unit_in_cell,       ///< a number with a unit or a currency; `hint` is the number
  total_row,          ///< the key says that the row adds up the others
  note_row,           ///< the key is a note under the table
  total_word,         ///< another cell, of the column `hint`, says that the row adds up the others
  accounting_sign,    ///< `(5)`, `5-`; `hint` is the number
  text_mark,          ///< `'001`; `hint` is the text
  word_for_nothing,   ///< `NULL`, `-` where something is needed
  covered,            ///< no value, because the merged cells `text` cover it
  too_many_decimals,  ///< more decimals than the field keeps
  inexact_float,      ///< a binary float whose shortest decimal does not fit the field
  misplaced_float,    ///< a binary float in a field that takes none: a text, a key, a reference ...
  large_float,        ///< a binary float that neighbouring values of the field read as too
  too_large,          ///< more than 38 digits
  bad_text,           ///< not UTF-8, with a NUL, or longer than the limit
  blank,              ///< nothing where something is required
  blank_key,          ///< a row without a key
  duplicate_key,      ///< `other_row` has the same key, or `hint`, which looks the same
  unknown_reference,  ///< no row of the entity referred to has the key `text`; `hint` looks alike
  missing_column,     ///< no cell of a required field was given; `row` means nothing
  not_applicable,     ///< no problem: the cell says that there is no value, and may say so
  circular_reference,  ///< the row refers to itself, perhaps through other rows
};

/// One cell (or column) that is not as the policy needs it: data, worded by whoever shows it.
/// `entity` and `field` index the schemas that the table was built with.
struct InputProblem {
  ProblemKind kind = ProblemKind::bad_value;
  type::CellFault code = type::CellFault::bad_cell;  ///< the fault that stands in the cell
  std::uint32_t entity = 0;
  std::uint32_t field = 0;
  std::uint64_t row = 0;  ///< from 0
  std::uint64_t other_row = 0;
  std::string key;               ///< key of the row as text; empty if it has none
  std::string text;              ///< the cell as it was given
  std::string hint;              ///< what else is to be said, by kind; empty: nothing
  std::uint64_t line = 0;        ///< of the file, at which the row begins; 0: not known
  std::uint64_t other_line = 0;  ///< of `other_row`
  std::string place{};           ///< of the field in its spreadsheet: `sheet!C`; empty: in none

  friend bool operator==(const InputProblem&, const InputProblem&) = default;
};

}  // namespace remit::table

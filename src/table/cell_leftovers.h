#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What spreadsheets and writers of figures leave in a cell in place of the value that was meant.

namespace remit::table {

/// What a spreadsheet leaves in a cell instead of a value, whatever the field.
enum class Leftover : std::uint8_t {
  none,
  error,        ///< `#N/A`, `#REF!`, `####`
  lost_digits,  ///< `1.1E+17`, `110101199003071000.0`: a long number of which 15 digits are left
  formula,      ///< `="001"`, `=A1+B1`
};
Leftover leftover_of(std::string_view text);

/// Why `text` is no number, as far as it shows what was meant.
struct NumberTrouble {
  enum class Kind : std::uint8_t { unknown, grouped, wide, unit, other_way };
  Kind kind = Kind::unknown;
  std::string meant;  ///< `1234.50` for `1,234.50`, `12` for `１２` and `12万`
};
NumberTrouble why_no_number(std::string_view text);

/// `text` with its full-width letters and digits in ordinary ones; nothing if it has none.
std::optional<std::string> narrow_twin(std::string_view text);

/// The day that is meant where it is written in another way and certain: `20240105`, `25/1/2024`,
/// `5-Jan-2024`, `2024-01-05 00:00:00`. Nothing for `5/1/2024`, which has two readings.
std::optional<std::int32_t> day_in_other_order(std::string_view text);

/// The day that a spreadsheet means by `45292`, if it is one of 1950 to 2099.
std::optional<std::int32_t> spreadsheet_day(std::string_view text);

/// `'001`: digits behind the mark by which a spreadsheet keeps them as a text.
bool is_marked_as_text(std::string_view text);

/// `110101199003071000`: whether the digits are more than a spreadsheet keeps (is_long), and
/// whether zeros stand for those that it does not keep.
struct LongNumber {
  bool is_long = false;
  bool is_rounded = false;
};
LongNumber long_number(std::string_view text);

}  // namespace remit::table

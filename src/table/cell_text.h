#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/int128.h"

// Reading one cell of a table from its text.

namespace remit::table {

/// Without the blanks at both ends: ASCII white space, no-break and ideographic spaces.
std::string_view trim(std::string_view text);
/// Whether a text that is not empty has nothing that anybody could see on paper.
bool leaves_no_trace(std::string_view text);

enum class NumberStatus : std::uint8_t {
  ok,
  not_a_number,
  too_many_decimals,
  too_large,
  misplaced_percent,  ///< a sign of percent where none is meant
  percent_twice,      ///< one beside the unit of the column
};

/// How the numbers of a column are written.
struct NumberSyntax {
  /// Power of ten of the column's unit: 4 for a column in 万元, -2 for one in percent.
  int exponent = 0;
  /// "1,234,567.89" is accepted.
  bool thousands = false;
  /// "12.5%" and "5‰" are accepted.
  bool percent = false;

  friend bool operator==(const NumberSyntax&, const NumberSyntax&) = default;
};

/// Reads `[+-]digits[.digits]`, followed by `%` or `‰` where `syntax` has it, as a count of
/// 10^-decimals.
/// Digits beyond these must be zero: nothing is rounded. At most 38 digits result. What has more
/// than `most_digits` as written is not read.
NumberStatus read_number(std::string_view text, int decimals, NumberSyntax syntax,
                         std::size_t most_digits, Int128& coefficient);

/// The same for a number that is already a coefficient and its decimals.
NumberStatus rescale(Int128 coefficient, int from_scale, int to_scale, Int128& result);

/// true false yes no y n (any case), 1 0, 是 否.
std::optional<bool> read_boolean(std::string_view text);

/// Days since 1970-01-01 of `2010-01-31`, `2010/1/31`, `2010.1.31` or `2010年1月31日`: year first,
/// so that no form can be misread.
std::optional<std::int32_t> read_date(std::string_view text);

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
  enum class Kind : std::uint8_t { unknown, grouped, wide, unit, negative };
  Kind kind = Kind::unknown;
  std::string meant;  ///< `1234.50` for `1,234.50`, `12` for `１２` and `12万`
};
NumberTrouble why_no_number(std::string_view text);

/// The day that a spreadsheet means by `45292`, if it is one of 1950 to 2099.
std::optional<std::int32_t> spreadsheet_day(std::string_view text);

/// Whether a key says that its row adds up the others: 合计, total and their like.
bool names_totals(std::string_view text);

/// Whether a cell that is no key says so, as nothing else would: 合计, 全县合计, total.
bool says_totals(std::string_view text);

/// A text that a program, or a person, writes where there is nothing.
enum class Nothing : std::uint8_t {
  none,
  of_program,  ///< `NULL`, `NaN`, `\N`: nobody means it
  no_name,     ///< `-`, `/`, `None`: in a text it may be an answer, but nothing is called so
  of_person,   ///< `无`, `N/A`: a group may be called so, but nobody who pays or is paid
};
Nothing stands_for_nothing(std::string_view text);

/// `'001`: digits behind the mark by which a spreadsheet keeps them as a text.
bool is_marked_as_text(std::string_view text);

/// `110101199003071000`: whether the digits are more than a spreadsheet keeps (is_long), and
/// whether zeros stand for those that it does not keep.
struct LongNumber {
  bool is_long = false;
  bool is_rounded = false;
};
LongNumber long_number(std::string_view text);

/// Whether a key is what stands under a table: 备注：..., 填表人：..., 以下空白, Note: ...
bool names_note(std::string_view text);

/// Whether `text` may stand in a text cell: UTF-8, no NUL, at most `limit` bytes.
bool is_good_text(std::string_view text, std::size_t limit);

}  // namespace remit::table

#pragma once

#include <cstdint>
#include <optional>
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

/// Whether `text` may stand in a text cell: UTF-8, no NUL, at most `limit` bytes.
bool is_good_text(std::string_view text, std::size_t limit);

}  // namespace remit::table

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "type/opcode.h"
#include "type/vocabulary.h"

namespace remit::type {

/// How the arguments of a function are read.
enum class FunctionKind : std::uint8_t {
  row,       ///< an operation on values of one row
  extreme,   ///< min, max: over rows with one argument, of the arguments with several
  fold,      ///< over rows
  rank,      ///< the place among rows
  share,     ///< an apportionment among rows
  rounding,  ///< round
};

/// What a function takes and gives, for `row` functions.
enum class Signature : std::uint8_t {
  none,
  numeric_same,  ///< a number or money gives the same
  date_to_number,
  date_to_date,
  date_to_weekday,  ///< 1 (Monday) to 7
  next_weekday,     ///< a date and a weekday: the first such day on or after the date
  moved_date,       ///< a date and a number of days
};

/// One built-in function. The parser reads any name before a parenthesis; the checker, the manual
/// and the suggestions read this table.
struct Function {
  std::string_view en;
  std::string_view zh;
  FunctionKind kind;
  Signature signature;
  Opcode op;     ///< for `row`; for `extreme` the operation on several arguments
  FoldOp fold;   ///< for `fold` and `extreme`
  bool average;  ///< the sum divided by the count
  int least;     ///< arguments
  int most;
  std::string_view says_en;
  std::string_view says_zh;
};

std::span<const Function> functions();

/// The function of that name in either language, or nullptr.
const Function* find_function(std::string_view name);

}  // namespace remit::type

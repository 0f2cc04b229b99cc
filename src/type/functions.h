#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "type/opcode.h"
#include "type/vocabulary.h"

namespace remit::type {

/// How the arguments of a function are read.
enum class FunctionKind : std::uint8_t {
  row,       ///< an operation on values of one row, which says what it takes and gives
  extreme,   ///< min, max: over rows with one argument, of the arguments with several
  fold,      ///< over rows
  pick,      ///< the value of one of the rows
  rank,      ///< the place among rows
  share,     ///< an apportionment among rows
  rounding,  ///< round
  derived,   ///< a formula of other operations
};

/// What a derived function stands for.
enum class Derived : std::uint8_t {
  none,
  modulo,
  power,
  date,
  days_in_month,
  days_in_year,
  next_workday,
  previous_workday,
  prorated,
  prorated_by_month,
};

/// `Function::most` of one that takes any number of values of one kind.
inline constexpr int kManyArguments = 64;

/// One built-in function. The parser reads any name before a parenthesis; the checker, the manual
/// and the suggestions read this table. How a call reads in an explanation is the business of the
/// operation that it becomes.
struct Function {
  std::string_view en;
  std::string_view zh;
  FunctionKind kind;
  Opcode op;     ///< for `row` and `rounding`; for `extreme` the operation on several arguments
  FoldOp fold;   ///< for `fold`, `pick` and `extreme`
  bool average;  ///< the sum divided by the count
  int least;     ///< arguments
  int most;
  std::string_view says_en;
  std::string_view says_zh;
  Derived derived = Derived::none;
};

std::span<const Function> functions();

/// What may stand in a call beside its values.
enum class CallPart : std::uint8_t {
  direction,  ///< asc, desc
  grid,       ///< to
  mode,       ///< a way of rounding
  weight,     ///< by
  most,       ///< at most
  least,      ///< at least
  via,
  within,
  where,
  by_day,  ///< as of
  ties,
  remainder,
  order,    ///< by, of rows
  top,      ///< top
  without,  ///< without
};

/// What a call may say: how many values, and which parts beside them, each once (a direction once a
/// value). Everything else is refused at its place.
struct CallShape {
  int values;  ///< most
  std::span<const CallPart> parts;

  bool knows(CallPart part) const;
};

/// Of a function called with so many values; with one value `min` and `max` go over rows.
CallShape shape_of(const Function& function, int values);

/// The function of that name in either language, or nullptr.
const Function* find_function(std::string_view name);

}  // namespace remit::type

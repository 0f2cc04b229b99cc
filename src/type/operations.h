#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "type/opcode.h"

// What all rooms know of an operation: the rows of operations.def as data.

namespace remit::type {

/// What the payload of an operation is: a value, or an index into the list named.
enum class Payload : std::uint8_t {
  none,
  number,    ///< numbers
  truth,     ///< 0 or 1
  day,       ///< days since 1970-01-01, as int32
  text,      ///< texts
  code,      ///< of the type's category set
  column,    ///< columns
  fault,     ///< a CellFault
  rounding,  ///< roundings
  count,     ///< a number: of operands, of times, of bytes
  scale,     ///< scales
  matrix,    ///< matrices
  dated,     ///< dated values
  calendar,  ///< calendars
};

/// Which operands count, and what a blank or an error among them does.
enum class Evaluation : std::uint8_t {
  strict,       ///< all; the first blank or error decides
  until_false,  ///< one that is false decides; else the first fault
  until_true,   ///< one that is true decides; else the first fault
  counted,      ///< so many that are true, or so many that are false, decide; else the first fault
  branch,       ///< the first, and of the others the one it chooses
  given,        ///< a state of the cell is an answer; other errors stay errors
  fallback,     ///< the second, where the first is blank
  certain,      ///< a blank and an error are answers
};

/// What an operand or a result may be.
enum class OperandKind : std::uint8_t {
  any,           ///< anything
  same,          ///< as the operands before it that are `same`; money, numbers, durations are alike
  numeric,       ///< a number, money or duration
  whole_number,  ///< numeric without digits after the point
  boolean,
  date,
  category,
  text,
  written,  ///< a text, a category, a date or a whole number: what a cell has one way to write
};

/// Where the number form of a result comes from.
enum class Digits : std::uint8_t {
  none,            ///< a whole number
  widest,          ///< the widest of the operands
  widest_of_rest,  ///< the same without the first operand
  product,         ///< the digits of the operands together
  power,           ///< those of the first operand, as many times as the payload says at most
  quotient,        ///< a decimal only where the divisor's inverse is one
  grid,            ///< of the rounding
  of_number,
  of_column,
  of_scale,
  of_values,  ///< the widest of the table's values
};

/// What there is to tell of an operation besides its figure.
enum class Told : std::uint8_t { nothing, band, rounding, limit, dated };

/// How tightly an operation binds as a reader sees it; an operand that binds less stands in
/// parentheses.
enum class Binding : std::uint8_t {
  choice,
  disjunction,
  conjunction,
  negation,
  comparison,
  sum,
  product,
  sign,
  atom,
};

/// How an operation reads in a formula, in both languages.
struct Reading {
  enum class Shape : std::uint8_t {
    none,
    phrase,          ///< a template: the operands, then the words of the payload
    joined,          ///< the operands with the text between them
    call,            ///< the text is the name of a function
    list,            ///< a template: the list of operands, then the words of the payload
    first_and_list,  ///< a template: the first operand, the list of the others
  };
  static constexpr std::size_t kOperands = 3;

  Shape shape = Shape::none;
  Binding binding = Binding::atom;
  /// How tightly the operands must bind. Those in a list need not.
  std::array<Binding, kOperands> least{};
  std::string_view en;
  std::string_view zh;
  /// The template under a negation, where that has words of its own.
  std::string_view not_en;
  std::string_view not_zh;
  /// The template where the second operand is a negative count, which then stands without its sign.
  std::string_view back_en;
  std::string_view back_zh;
  /// The unit of the second operand, unless it says its unit itself.
  std::string_view unit_en;
  std::string_view unit_zh;
};

/// For which orders of its two operands a comparison holds.
struct Comparison {
  bool less = false;
  bool equal = false;
  bool greater = false;

  bool holds(std::strong_ordering order) const {
    return order < 0 ? less : order > 0 ? greater : equal;
  }
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// Whether an operand may stand on either side.
enum class Side : std::uint8_t { either, right };

/// A number that as an operand leaves the other operand as it is.
struct Neutral {
  int value = 0;
  Side side = Side::either;
};

/// One row of operations.def.
struct OperationInfo {
  static constexpr std::uint32_t kMany = std::numeric_limits<std::uint32_t>::max();

  std::string_view name;
  bool leaf = false;      ///< without operands
  bool constant = false;  ///< a leaf that is a value
  std::uint32_t least = 0;
  std::uint32_t most = 0;  ///< operands; kMany: any number
  OperandKind first = OperandKind::any;
  OperandKind rest = OperandKind::any;
  OperandKind result = OperandKind::any;
  Evaluation evaluation = Evaluation::strict;
  Payload payload = Payload::none;
  Digits digits = Digits::none;
  bool folds = false;          ///< computed by the compiler where all operands are constants
  bool undoes_itself = false;  ///< twice is not at all
  bool alone = false;          ///< with one operand, it is that operand
  bool edges = false;          ///< where a constant stands beside it, formulas change course
  std::optional<Neutral> neutral;
  std::optional<Comparison> comparison;
  std::optional<std::int32_t> at_least;  ///< no result is less
  std::optional<std::int32_t> at_most;
  Told told = Told::nothing;
  Reading reading;

  OperandKind operand(std::size_t index) const { return index == 0 ? first : rest; }
  bool is_junction() const {
    return evaluation == Evaluation::until_false || evaluation == Evaluation::until_true;
  }
};

/// All of them, by Opcode.
std::span<const OperationInfo> operations();

/// O(1).
const OperationInfo& operation(Opcode op);

inline bool is_leaf(Opcode op) { return operation(op).leaf; }
inline bool is_constant(Opcode op) { return operation(op).constant; }
inline bool is_comparison(Opcode op) { return operation(op).comparison.has_value(); }

/// The comparison that holds exactly where this one does not; nothing for other operations.
std::optional<Opcode> opposite(Opcode comparison);

// The words of operations.def for dumps and for the table as JSON.
std::string_view name(Opcode op);
std::string_view name(Payload payload);
std::string_view name(Evaluation evaluation);
std::string_view name(OperandKind kind);
std::string_view name(Digits digits);

}  // namespace remit::type

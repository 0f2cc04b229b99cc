#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/types/span.h"
#include "type/opcode.h"

namespace remit::type {

/// The operators of expressions. What each means for which types is the checker's duty.
enum class OperatorId : std::uint8_t {
  disjunction,
  conjunction,
  negation,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  is,
  is_not,
  in_set,
  not_in_set,
  is_given,
  is_not_given,
  is_applicable,
  is_not_applicable,
  add,
  subtract,
  multiply,
  divide,
  negate,
  convert,
  otherwise,
  on,
  in_year,
  of_days,
  of_workdays,
  of_months,
  of_years,
};

/// Where the operands of an operator stand.
enum class OperatorShape : std::uint8_t {
  infix,       ///< left op right
  prefix,      ///< op operand
  postfix,     ///< operand op
  set,         ///< operand op { member, member }
  conversion,  ///< operand op CURRENCY, perhaps `on` a date
  measure,     ///< operand op, a unit on the line of the operand; its words may be names elsewhere
};

/// Precedences, the weaker the smaller. `operand` in the grammar begins at `kArithmetic`, so that
/// it stops before comparisons and logic.
enum Precedence : std::uint8_t {
  kDisjunction = 1,
  kConjunction,
  kNegation,
  kComparison,  ///< does not associate: `a < b < c` is an error
  kArithmetic,
  kProduct,
  kSign,
  kConversion,
  kFallback,
  kDated,
};

struct OperatorInfo {
  OperatorId id;
  std::string_view name;     ///< of the enumerator
  std::string_view symbol;   ///< "<=", or empty
  std::string_view english;  ///< the word in English, or empty where only the symbol is used
  std::string_view chinese;  ///< the word in Chinese, or empty
  std::string_view aliases;  ///< further words, separated by '|'
  Precedence precedence;
  OperatorShape shape;
  /// The operation that two operands become whose types are known to fit; none: that depends on
  /// more.
  std::optional<Opcode> op = std::nullopt;
};

/// The operator table, in the order of `OperatorId`.
absl::Span<const OperatorInfo> operators();

/// The entry of `id`. O(1).
const OperatorInfo& operator_info(OperatorId id);

}  // namespace remit::type

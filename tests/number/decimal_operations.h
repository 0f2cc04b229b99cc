// What Remit answers to one case of the General Decimal Arithmetic Testcases.
#pragma once

#include <string>
#include <string_view>

#include "decimal_cases.h"

namespace remit::number {

enum class Applies {
  yes,
  other_operation,
  special_value,
  format_encoding,
  other_rounding,
  exponent_limit,
  context_limit,
  division_by_zero,
  long_exponent,
  bare_point,
};

// Why cases of this kind do not apply, in a sentence.
std::string_view reason(Applies applies);

struct CaseOutcome {
  Applies applies = Applies::yes;
  bool passed = false;
  std::string message;  // what came out instead, when not passed
};

// A case that does not apply still fails where it says what Remit must refuse.
CaseOutcome run_decimal_case(const DecimalCase& decimal_case);

}  // namespace remit::number

// Reads test cases in the format of the General Decimal Arithmetic Testcases (M. Cowlishaw).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "number/rounding.h"

namespace remit::number {

// What the directives before a case say.
struct DecimalContext {
  int precision = 9;
  int min_exponent = -999999999;
  std::string rounding = "half_up";
};

struct DecimalCase {
  std::string id;
  std::string operation;  // in lower case, as is `conditions`
  std::vector<std::string> operands;
  std::string result;
  std::vector<std::string> conditions;
  DecimalContext context;

  bool has_condition(std::string_view name) const;
};

// All cases of one file in order. A line that is neither blank, comment, directive nor case ends up
// in `unread`, so that nothing is skipped in silence.
struct DecimalCaseFile {
  std::vector<DecimalCase> cases;
  std::vector<std::string> unread;
};
DecimalCaseFile read_decimal_cases(const std::filesystem::path& path);

}  // namespace remit::number

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "remit/policy.h"

namespace remit::tools {

/// What a figure comes to in one row of one of the policy's own tests.
struct TestValue {
  std::string test;  ///< its title
  std::string row;   ///< its key; empty: the policy as a whole
  std::string text;  ///< as Table::text has it, or the error in the language asked; may be empty
};

/// What a defined column comes to in the policy's own tests, test by test and row by row, the first
/// `most`. `column` is what EntityInfo::find_column takes; empty for one that the entity, or the
/// policy, does not have. Costs a run of each test until there are enough.
std::vector<TestValue> values_in_tests(const Policy& policy, std::string_view entity,
                                       std::string_view column, std::size_t most,
                                       const TestOptions& options = {});

}  // namespace remit::tools

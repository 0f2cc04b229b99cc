#pragma once

#include <vector>

#include "absl/status/status.h"
#include "plan/plan.h"

namespace remit::plan {

/// What an expression reads, its operands included.
struct Reach {
  EntityId entity = kWhole;  ///< of the rows it stands on; kWhole fits every entity
  ColumnId columns = 0;      ///< one more than the last column read; 0: none
};

/// Checks all expressions and the lists they point into; fills in what each one reads.
absl::Status verify_expressions(const Plan& plan, std::vector<Reach>* reach);

/// kInternal with the parts put together.
absl::Status broken(const std::string& what);

}  // namespace remit::plan

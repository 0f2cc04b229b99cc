#pragma once

#include <vector>

#include "plan/plan.h"

namespace remit::needs {

/// What depends on cells that are not known.
struct Touched {
  std::vector<bool> columns;
  std::vector<bool> rows;  ///< by entity: of a made table, which rows there are
};

/// `unknown`: columns with such cells. Linear in the plan, a few times over.
Touched touched_by(const plan::Plan& plan, const std::vector<plan::ColumnId>& unknown);

}  // namespace remit::needs

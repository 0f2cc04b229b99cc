#pragma once

#include <vector>

#include "plan/plan.h"

namespace remit::compare {

/// What a column is computed from: the columns of its own row (and of the whole), and those of
/// other rows. Each once, ascending.
struct Reads {
  std::vector<plan::ColumnId> own;
  std::vector<plan::ColumnId> others;
};

Reads reads_of(const plan::Plan& plan, plan::ColumnId column);

}  // namespace remit::compare

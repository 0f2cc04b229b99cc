#pragma once

#include <string>

#include "plan/plan.h"

namespace remit::report {

/// A field or a figure as one writes it, through references with a dot: `town.county.code`. Empty
/// for what has no such name.
std::string path_of(const plan::Plan& plan, plan::ColumnId column);

}  // namespace remit::report

#pragma once

#include <string_view>

#include "base/language.h"
#include "report/computed_run.h"
#include "type/cell.h"

namespace remit::report {

/// Why a cell has no value, in words: "division by zero". Lives as long as the program.
std::string_view fault_text(type::CellFault fault, base::Language language);
/// The same of one fault: a key that stands twice is told from rows that match equally well.
std::string_view fault_text(const ComputedRun& run, const type::Fault& fault,
                            base::Language language);

}  // namespace remit::report

#pragma once

#include <string>
#include <string_view>

#include "base/language.h"
#include "report/computed_run.h"
#include "type/cell.h"

namespace remit::report {

/// Why a cell has no value, in words: "division by zero". Lives as long as the program.
std::string_view fault_text(type::CellFault fault, base::Language language);
/// Whether a column is the day of the run, which is no figure of the policy or its data.
bool is_day_of_run(const plan::Plan& plan, plan::ColumnId column);
/// The same of one fault: a key that stands twice is told from rows that match equally well, and a
/// day of the run that is not given from a hole of the document.
std::string fault_text(const ComputedRun& run, const type::Fault& fault, base::Language language);

/// Adds to a list on one line: "a; b", "a；b".
void append_item(std::string& list, std::string_view item, base::Language language);

}  // namespace remit::report

#pragma once

#include <cstdint>
#include <string>

#include "api/results_impl.h"
#include "remit/results.h"

namespace remit::api {

/// The explanation of any column of the plan, one without a name too.
std::string explain_cell(const Results::Impl& results, plan::ColumnId column, std::uint64_t row,
                         Language language);

}  // namespace remit::api

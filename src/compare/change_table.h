#pragma once

#include <cstdint>
#include <vector>

#include "compare/comparison_impl.h"
#include "remit/results.h"

namespace remit::compare {

/// The columns of Comparison::changes for these changes.
Result<Table> change_table(const Comparison::Impl& comparison, const std::vector<Change>& changes,
                           base::Language language);

/// The changes whose amounts differ most, the largest first; equal ones as they stand.
std::vector<Change> largest_changes(const Comparison::Impl& comparison, std::uint64_t most);

}  // namespace remit::compare

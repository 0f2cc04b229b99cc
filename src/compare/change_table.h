#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "compare/comparison_impl.h"
#include "remit/results.h"

namespace remit::compare {

/// The columns of Comparison::changes for these changes, in tables of at most `part` lines (at
/// least one table) to `take`, whose error ends the work.
Status change_tables(const Comparison::Impl& comparison, const std::vector<Change>& changes,
                     std::uint64_t part, const std::function<Status(const Table&)>& take,
                     base::Language language);

/// All of them in one table.
Result<Table> change_table(const Comparison::Impl& comparison, const std::vector<Change>& changes,
                           base::Language language);

/// The changes whose amounts differ most, the largest first; equal ones as they stand.
std::vector<Change> largest_changes(const Comparison::Impl& comparison, std::uint64_t most);

}  // namespace remit::compare

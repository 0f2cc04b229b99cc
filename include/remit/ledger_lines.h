#pragma once

#include <cstdint>

#include "remit/results.h"

namespace remit {

/// How many lines Results::ledger has; none where the run was not asked for it. Takes no time that
/// grows with them, but for rewards that name their rows by a condition.
std::uint64_t ledger_line_count(const Results& results);

/// The lines `from` to `from + count` of Results::ledger, or those of them that there are, as a
/// table of their own: a ledger of millions of lines is read without ever being held.
Table ledger_lines(const Results& results, std::uint64_t from, std::uint64_t count,
                   Language language);

}  // namespace remit

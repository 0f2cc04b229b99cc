#pragma once

#include <cstdint>

#include "remit/results.h"

namespace remit {

/// How many lines Results::ledger has; none where the run was not asked for it. Whoever first asks
/// for this or for a piece waits until the rows are looked through of what has lines for some rows
/// alone (what is clawed back, left over of a split); then the results know them, and it takes no
/// time that grows with them. Safe on any thread.
std::uint64_t ledger_line_count(const Results& results);

/// The lines `from` to `from + count` of Results::ledger, or those of them that there are, as a
/// table of their own: a ledger of millions of lines is read without ever being held. Takes what
/// those lines take, wherever they stand.
Table ledger_lines(const Results& results, std::uint64_t from, std::uint64_t count,
                   Language language);

}  // namespace remit

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// The tables whose rows a `summary` of the policy makes, by number.
std::vector<std::size_t> summaries_of(const Policy& policy);

/// What stands over one: "Fees beyond the card, by authority".
const std::string& summary_title(const Policy& policy, std::size_t entity);

/// All of them for a terminal, of each at most `lines` rows, 0 for all. Empty without any.
std::string summaries_text(const Policy& policy, const Results& results, std::uint64_t lines,
                           const Console& console);

}  // namespace remit::cli

#pragma once

#include <cstdint>
#include <string>

#include "remit/policy.h"

namespace remit::cli {

/// Fills every table with made-up rows that fit its fields: the same rows for the same policy and
/// number on every machine. Entities that others refer to get a hundredth of `rows`, at least one.
/// Says why, in `language`, when a table is refused.
std::optional<std::string> fill_with_sample_rows(const Policy& policy, std::uint64_t rows,
                                                 Language language, Data& data);

}  // namespace remit::cli

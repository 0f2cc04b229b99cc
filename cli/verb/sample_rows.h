#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "remit/remit.h"

namespace remit::cli {

/// Fills every table with `rows` rows (a hundredth of that where other tables refer to it), the
/// same ones each time, such as a clerk might have entered: amounts and dates lie between the
/// edges that the policy names, and on them and beside them; words and references occur alike
/// often. A small part is evaluated first, and rows with errors are made anew, so that the rows
/// pass the policy's checks as far as chance can find any that do. The other rows repeat that part
/// under keys of their own. What was wrong, in the language asked, if anything was.
std::optional<std::string> fill_with_sample_rows(const Policy& policy, std::uint64_t rows,
                                                 const std::optional<Date>& as_of,
                                                 Language language, Data& data);

}  // namespace remit::cli

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/verb/sample_tables.h"
#include "remit/remit.h"

namespace remit::cli {

/// Fills every table, the same way each time, with rows such as a clerk might have entered: amounts
/// and dates lie between the edges that the policy names, and on them and beside them; words and
/// references occur alike often; optional cells are blank now and then; holidays lie in all years
/// that the dates do. A small part is evaluated first: where an error begins, the row is drawn
/// anew, so that the rows pass the policy's checks as far as chance can find any that do. The other
/// rows repeat that part under keys of their own.
///
/// Without `as_of`, a policy that asks for today gets the last day of the tables, which is put
/// there. What was wrong, in the language asked, if anything was.
std::optional<std::string> fill_with_sample_rows(const Policy& policy, const SampleSize& size,
                                                 Language language, std::optional<Date>& as_of,
                                                 Data& data);

}  // namespace remit::cli

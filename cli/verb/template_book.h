#pragma once

#include <functional>
#include <string_view>

#include "absl/status/status.h"
#include "cli/text/console.h"
#include "remit/policy.h"

namespace remit::cli {

/// An empty workbook for a policy: a sheet that explains, then one for each table to be filled in,
/// with the names and units of its columns, what may stand in them, and the clause that asks for
/// it. What is filled in is read by --data as it is. Its bytes go to `take`.
absl::Status template_book(const Policy& policy, const Console& console,
                           const std::function<absl::Status(std::string_view)>& take);

}  // namespace remit::cli

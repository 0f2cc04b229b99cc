#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "cli/verb/payment_pages.h"

namespace remit::cli {

/// Payment lists as a workbook, a sheet for each, to be checked, printed, signed and filed; its
/// bytes go to `take`.
absl::Status payment_book(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                          const Console& console,
                          const std::function<absl::Status(std::string_view)>& take);

}  // namespace remit::cli

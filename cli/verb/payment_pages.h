#pragma once

#include <string>
#include <vector>

#include "cli/text/console.h"
#include "remit/payment_list.h"

namespace remit::cli {

/// What stands over all lists: the policy's title, and the day of the run if there is one.
struct PaymentHeading {
  std::string title;
  std::string day;
};

/// Payment lists for a terminal: lines, sums by reward and by payee, the total in figures and in
/// capital numerals, and who signs.
std::string payment_text(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                         const Console& console);

/// The same as one page that needs nothing else; on paper each list begins a sheet.
std::string payment_html(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                         const Console& console);

}  // namespace remit::cli

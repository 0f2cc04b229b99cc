#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "cli/verb/shown_table.h"
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

/// Who pays, or is paid back, and in what currency.
std::string payment_title(const PaymentList& list, const Console& console);

/// What people see of a list's lines.
ShownTable payment_lines(const PaymentList& list, const Console& console);
/// Sums by payee say nothing where every payee has one line.
bool sums_payees(const PaymentList& list);
/// The total in words: figures, capital numerals.
std::vector<std::string> payment_totals(const PaymentList& list, const Console& console);
/// Who signs.
inline constexpr Text kPaymentSignatures[] = {Text::list_made_by, Text::list_checked_by,
                                              Text::list_approved_by, Text::list_date};

/// One list as a part of a page: its lines (at most `most`, 0 for all), sums, the total in figures
/// and in capital numerals, and who signs.
std::string payment_list_html(const PaymentList& list, std::uint64_t most, const Console& console);

}  // namespace remit::cli

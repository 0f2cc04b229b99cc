#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "remit/results.h"
#include "report/computed_run.h"
#include "report/line_words.h"

namespace remit::report {

/// What is paid to one group in one currency.
struct GroupTotal {
  std::vector<std::string> group;  ///< one text for each of the words asked by
  type::Type type;                 ///< money in its currency, or number
  int decimals = 0;
  number::Rational amount;         ///< of the lines that could be determined
  number::Rational repay;          ///< what is to be paid back
  std::uint64_t payments = 0;      ///< lines with an amount other than zero
  std::uint64_t undetermined = 0;  ///< lines that are in error: the total is incomplete
};

/// The lines of a ledger by what one asks by (line_words.h). Rows of a table without such a column,
/// and those where it is blank or in error, are the group of the blank text: no line is lost.
class GroupTotals {
 public:
  GroupTotals(const ComputedRun& run, std::vector<std::string> by)
      : run_(run), words_(run, std::move(by)) {}

  /// The word that nothing paid has; nothing if there is none.
  const std::optional<std::string>& unknown() const { return words_.unknown(); }
  /// By group and currency, in the order of first occurrence. Linear in the ledger, with some texts
  /// a line.
  std::vector<GroupTotal> totals() const;
  /// The same with the columns of Results::totals, those of the groups in the place of the payer.
  Table table() const;

 private:
  const ComputedRun& run_;
  LineWords words_;
};

}  // namespace remit::report

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
#include "report/ledger.h"

namespace remit::report {

struct LineWord;

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

/// The lines of a ledger by what one asks by: `payer`, `payee`, `reward`, `clause` (or the words of
/// the ledger in Chinese), a field or computed column of the rows that are paid, or one of a row
/// that they refer to (`unit.region`). Rows of a table without such a column, and those where it is
/// blank or in error, are the group of the blank text: no line is lost.
class GroupTotals {
 public:
  GroupTotals(const ComputedRun& run, std::vector<std::string> by);

  /// The word that nothing paid has; nothing if there is none.
  const std::optional<std::string>& unknown() const { return unknown_; }
  /// By group and currency, in the order of first occurrence. Linear in the ledger, with some texts
  /// a line.
  std::vector<GroupTotal> totals() const;
  /// The same with the columns of Results::totals, those of the groups in the place of the payer.
  Table table() const;

 private:
  struct Part {
    const LineWord* of_line = nullptr;
    /// For each payment of the plan: from its rows along references to the column; empty: it has
    /// none.
    std::vector<std::vector<plan::ColumnId>> paths;
  };

  Part part_named(const std::string& word) const;
  std::vector<plan::ColumnId> path_of(plan::EntityId entity, std::string_view word) const;
  std::string text(const Part& part, const LedgerLine& line) const;

  const ComputedRun& run_;
  std::vector<std::string> by_;
  std::vector<Part> parts_;
  std::optional<std::string> unknown_;
};

}  // namespace remit::report

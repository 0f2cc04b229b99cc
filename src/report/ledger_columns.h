#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "report/cell_writer.h"
#include "report/computed_run.h"

// The columns of the ledger, and how the lines of a payment get into them: column by column, as
// most of what a line says is the same for many lines, or stands in a column of the run already.

namespace remit::report {

/// In the order of the ledger.
enum class LedgerColumn : std::uint8_t {
  reward,
  entity,
  key,
  payer,
  payee,
  amount,
  currency,
  clause,
  status,
  reason,
  honour,
  account,
  purpose,
};
inline constexpr std::size_t kLedgerColumns = 13;

/// Some lines of the ledger, while they are written.
class LedgerColumns {
 public:
  /// `wanted`: by number; the others stay empty.
  LedgerColumns(int decimals, const std::array<bool, kLedgerColumns>& wanted)
      : amount(type::kNumber, decimals), decimals_(decimals), wanted_(wanted) {}

  NumberCells amount;
  /// The column of texts; null if it is not wanted.
  TextCells* texts(LedgerColumn column) {
    return wants(column) ? &texts_[static_cast<std::size_t>(column)] : nullptr;
  }
  bool wants(LedgerColumn column) const { return wanted_[static_cast<std::size_t>(column)]; }
  int decimals() const { return decimals_; }

 private:
  std::array<TextCells, kLedgerColumns> texts_;  // of the amount unused
  int decimals_;
  std::array<bool, kLedgerColumns> wanted_;
};

/// Appends the lines of a payment of these rows, as ledger_line() and status_text() have them. What
/// holds of all of them is found once; of rows in which nothing is in error a line is told by its
/// reason and by whether anything is paid, and each such case is worded once. The others go line by
/// line.
void add_lines(const ComputedRun& run, const plan::Payment& payment,
               std::span<const std::uint64_t> rows, base::Language language, LedgerColumns& to);

}  // namespace remit::report

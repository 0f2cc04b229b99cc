#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compare/row_matches.h"
#include "number/rational.h"
#include "report/computed_run.h"
#include "report/ledger.h"

namespace remit::compare {

/// A payment of the policies: that of both of the same reward, entity, kind, column
/// and currency, or of one.
struct PaymentPair {
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint32_t before = kNone;  ///< index in Plan::payments
  std::uint32_t after = kNone;
};

/// Payments of both plans but those that only attribute: in the order of the earlier plan, then
/// those of the later one alone.
std::vector<PaymentPair> pair_payments(const plan::Plan& before, const plan::Plan& after);

/// One payment or title to one row that is not the same on both sides.
struct Change {
  std::uint32_t pair = 0;
  /// Whether `more` is the difference; else it is to be worked out from the two lines.
  bool known = false;
  std::int64_t more = 0;  ///< in steps of PairSum::decimals
  std::uint64_t row_before = kNoRow;
  std::uint64_t row_after = kNoRow;
};

/// What becomes of lines, each counted once. Lines that neither side has are none.
struct Counts {
  std::uint64_t gain = 0;          ///< more, or a title newly given
  std::uint64_t lose = 0;          ///< less, or a title no longer given
  std::uint64_t stay = 0;          ///< the same, which is something
  std::uint64_t nothing = 0;       ///< nothing on either side
  std::uint64_t undetermined = 0;  ///< in error on one side or both

  void add(const Counts& other);
  std::uint64_t sum() const { return gain + lose + stay + nothing + undetermined; }
};

/// What all rows of a payment come to.
struct PairSum {
  std::string currency;  ///< code; empty for plain numbers and for titles
  int decimals = 0;
  number::Rational before;  ///< of the lines that are determined; what is paid back is below zero
  number::Rational after;
  number::Rational gained;  ///< sum of the differences above zero
  number::Rational lost;    ///< and of those below, as a number below zero
  Counts counts;
};

struct PaymentComparison {
  std::vector<PaymentPair> pairs;
  std::vector<Change> changes;  ///< by pair, then by row: those of before, then those after alone
  std::vector<PairSum> sums;    ///< by pair
};

/// Goes through all lines once: some nanoseconds for one without errors, a microsecond for others.
PaymentComparison compare_payments(const report::ComputedRun& before,
                                   const report::ComputedRun& after, const RowMatches& rows);

/// One side of a change, as the ledger has it.
struct Line {
  std::optional<report::LedgerLine> ledger;  ///< none: the side has no such line
  bool is_error() const { return ledger && ledger->status == report::PaymentStatus::error; }
  /// Zero where there is no line. The line must be determined.
  number::Rational amount() const;
  bool honoured() const { return ledger && ledger->honoured; }
};

/// The line of a payment (or kNone) for a row (or kNoRow), if there is one.
Line line_of(const report::ComputedRun& run, std::uint32_t payment, std::uint64_t row);

/// What the later side has more; nothing where one of them is undetermined.
std::optional<number::Rational> difference(const Line& before, const Line& after);

/// Counts a line that has this on the two sides.
void count(const Line& before, const Line& after, Counts& counts);

}  // namespace remit::compare

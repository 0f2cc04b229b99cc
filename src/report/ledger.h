#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "diagnostic/messages.h"
#include "report/computed_run.h"
#include "report/list.h"
#include "report/row_set.h"
#include "report/stacked.h"

namespace remit::report {

enum class PaymentStatus : std::uint8_t {
  due,      ///< something is paid (or, if negative, paid back)
  nothing,  ///< nothing is paid; `reason` says why
  back,     ///< something is to be paid back
  error,  ///< the amount, whether anything is due, or of a due one by or to whom is not determined
};

/// One line of the ledger: one reward of one row, paid or not.
struct LedgerLine {
  const plan::Payment* payment = nullptr;
  std::uint64_t row = 0;
  PaymentStatus status = PaymentStatus::nothing;
  row::Value amount;               ///< a number, or the fault of an error
  row::Value reason;               ///< a category of the reason column; true if there is none
  std::optional<type::Fault> who;  ///< why it is not known who pays or who is paid
  std::string payer;  ///< name of the party, or the cell's text; empty if that is in error
  std::string payee;
  std::string account;    ///< to which it is paid; empty if nobody says
  std::string purpose;    ///< what an expense is for; likewise
  bool honoured = false;  ///< the title that goes with the reward is given
};

/// One line per payment of the plan and row of its entity, payment after payment; of a payment with
/// `where`, for the rows that it names. Lines are made when asked for: having a ledger costs a look
/// at each row of a payment with `where` and a bit for it, and nothing for the others. Immutable;
/// any number of threads may read it.
class Ledger {
 public:
  /// What a ledger has lines of: what is paid, or what is attributed to somebody without being
  /// paid.
  enum class Of : std::uint8_t { payments, attributions };

  explicit Ledger(const ComputedRun& run, Of of = Of::payments);

  const ComputedRun& run() const { return run_; }
  std::uint64_t size() const { return lines_.size(); }
  /// `index` < size(). O(log payments) and the texts.
  LedgerLine line(std::uint64_t index) const;
  /// The payment that the lines from `lines.from` < size() on are of, by number; `rows` becomes the
  /// rows of its lines from there on, at most `lines.count`.
  std::size_t rows(LineRange lines, std::vector<std::uint64_t>& rows) const;

 private:
  ComputedRun run_;
  Stacked lines_;             // by payment
  std::vector<RowSet> rows_;  // of payments with `where`: their lines' rows
};

/// What a line has of the payment's amount: all of it; the same below zero where it is paid back; 0
/// where the line tells what nobody takes, as that stands in the lines of those who take it.
int sign_of(const plan::Payment& payment);

/// Whether a payment has a line for that row: always, or where its amount is not zero. What is left
/// over has none where the amount itself is in error, and its own line says so.
bool has_line(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row);

/// The line of a payment for a row that has one. Its texts, and nothing else, take time.
LedgerLine ledger_line(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row);

/// What programs call it: "due", "nothing", "repay", "error". Lives as long as the program.
const char* status_name(PaymentStatus status);

/// Why this line is as it is, for a reader: "due", "not a city department", "fund exhausted",
/// "not determined: division by zero".
std::string status_text(const ComputedRun& run, const LedgerLine& line, base::Language language);

/// What lines of the policy name beside payer and payee; lists have a column of it then.
struct NamedBeside {
  bool accounts = false;
  bool purposes = false;
  bool expenses = false;  ///< not all that is paid are rewards
};
NamedBeside named_beside(const plan::Plan& plan);
/// What the column of rewards is headed by.
diagnostic::Text heading_of_rewards(const plan::Plan& plan);

/// The clause of a payment: that of its amount's declaration.
const std::string& clause_of(const plan::Plan& plan, const plan::Payment& payment);

/// Why the cell that says who pays or is paid names nobody: a blank is CellFault::missing.
std::optional<type::Fault> payer_fault(const ComputedRun& run, const plan::Payer& payer,
                                       std::uint64_t row);

/// Who pays or is paid, as the ledger writes it: the name of the party, or the cell's text; the
/// row's key for the row itself. Empty if nobody is named, or that cell is blank or in error.
std::string payer_text(const ComputedRun& run, const plan::Payer& payer, plan::EntityId entity,
                       std::uint64_t row);

}  // namespace remit::report

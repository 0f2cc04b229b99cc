#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "report/computed_run.h"

namespace remit::report {

/// What one payer owes in one currency.
struct Total {
  std::string
      payer;  ///< empty: nobody is named, or the cell that names the payer is blank or in error
  type::Type type;                 ///< money in its currency, or number
  int decimals = 0;                ///< of the amount
  number::Rational amount;         ///< of the rows that could be determined
  number::Rational repay;          ///< what is to be paid back to the payer
  std::uint64_t payments = 0;      ///< rows with an amount other than zero
  std::uint64_t undetermined = 0;  ///< rows whose amount is in error: the total is incomplete
};

/// Whether the amounts of a payment can be added up.
bool is_paid_money(const ComputedRun& run, const plan::Payment& payment);
/// What is left over is paid to nobody and adds to no total; that it is not known concerns the
/// payer.
inline bool is_left_over(const plan::Payment& payment) {
  return payment.kind == plan::Payment::Kind::left;
}
/// The code of a currency; empty for plain numbers.
std::string currency_of(const plan::Plan& plan, type::Type type);
/// Whether anything may have to be paid back.
bool claws_back(const plan::Plan& plan);

/// Totals of a run whose rows come in parts, each a ComputedRun of its own: those of the whole run,
/// in whatever order the parts come.
class TotalsOfParts {
 public:
  /// What one payer owes by one payment, to be sent elsewhere.
  struct Share {
    std::uint32_t payment = 0;  ///< of Plan::payments
    std::string payer;
    std::uint64_t place = 0;  ///< where the payer first occurs: of the part, and in it
    std::uint64_t nth = 0;
    number::Integer sum;  ///< of coefficients
    std::uint64_t payments = 0;
    std::uint64_t undetermined = 0;
  };

  TotalsOfParts();
  TotalsOfParts(const TotalsOfParts&);
  ~TotalsOfParts();
  TotalsOfParts& operator=(const TotalsOfParts&) = delete;

  /// `place` says where the rows of the part stand among those of all parts.
  void add(const ComputedRun& part, std::uint64_t place = 0);
  /// What other parts came to. False: not of this plan.
  bool add(const plan::Plan& plan, const Share& share);
  std::vector<Share> shares() const;
  std::vector<Total> totals() const;
  /// Who pays by that payment (of Plan::payments), in the order in which they first occur; the
  /// empty name stands for nobody.
  std::vector<std::string> payers_of(std::size_t payment) const;

 private:
  struct Accounts;
  std::vector<Accounts> payments_;  ///< by Plan::payments
};

/// All payments of the run, by payer and currency; payers in the order in which they first occur.
/// Exact. Linear, without a rational per row.
std::vector<Total> totals(const ComputedRun& run);

}  // namespace remit::report

#pragma once

#include <cstdint>
#include <string>

#include "remit/results.h"

namespace remit {

/// What an office files to have money paid: all that one payer owes in one currency, line by line;
/// or what is to be paid back to it.
/// Immutable; keeps its results alive.
struct PaymentList {
  std::string payer;     ///< empty: nobody is named, or what names the payer is blank or in error
  std::string currency;  ///< code, "CNY"; empty for plain numbers
  bool repay = false;    ///< the payees pay back: lines below zero, what they come to above
  /// number (from 1), payer, payee, account and purpose (where the policy names any), further
  /// columns, reward, entity, key, clause, asked (before funds and joint limits), cut, amount,
  /// currency, status (due, repay, nothing, error), reason (in words). Lines of zero are listed
  /// where something was asked for.
  Table lines;
  Table by_reward;                 ///< reward, payments, asked, cut, amount
  Table by_payee;                  ///< payee, and the same
  std::string asked, cut, amount;  ///< sums of the lines that are determined, as decimals
  std::string in_capitals;         ///< the amount in Chinese capital numerals; empty: it has none
  std::uint64_t payments = 0;      ///< lines with an amount other than zero
  std::uint64_t undetermined = 0;  ///< lines in error: the list is incomplete
  std::string payer_label;         ///< what the policy calls that party for people; else as `payer`
};

}  // namespace remit

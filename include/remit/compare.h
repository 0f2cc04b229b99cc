#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "remit/language.h"
#include "remit/options.h"
#include "remit/policy.h"
#include "remit/results.h"
#include "remit/status.h"

namespace remit {

/// Two runs held against each other, payment by payment: two policies over one set of tables, one
/// policy over two, or both. Rows are matched by key, entities, fields and rewards by name. A line
/// is one reward and one row, as in the ledger; a side that has no such line has nothing there.
/// Immutable, a cheap handle that keeps both runs alive; any number of threads may read.
class Comparison {
 public:
  struct Impl;
  explicit Comparison(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  /// Lines that differ: in amount, status, title, payer or payee.
  std::uint64_t change_count() const;
  /// One row for each of them: reward, entity, key, payer_before, payer_after, payee_before,
  /// payee_after, before, after, difference, currency, status_before, status_after, reason_before,
  /// reason_after, honour_before, honour_after; and where the two ways part, the first figure on
  /// the way to them that differs although all that it is made of is the same: parts_by (`clause`,
  /// `input`, `place`: other rows, `row`: it is in one of the runs only), parts_at (the figure),
  /// parts_before, parts_after (of a clause its texts, else the values), parts (a sentence). What
  /// the results do not keep is computed again for it: about the time of both runs on the threads
  /// that were asked for.
  Result<Table> changes(Language language = Language::en) const;
  /// The same part by part, each a table of some 16 000 lines (at least one), for lines that are
  /// written down at once. An error of `take` ends the work and is what it answers.
  Status changes(const std::function<Status(const Table& part)>& take,
                 Language language = Language::en) const;
  /// The same of the `most` lines whose amounts differ most, the largest first.
  Result<Table> largest(std::uint64_t most, Language language = Language::en) const;

  /// By payer: payer, currency, before, after, difference (and, where a policy claims anything
  /// back, repay_before, repay_after), gain, lose, undetermined_before, undetermined_after: lines.
  /// Who pays somebody else's line from now on has one more to pay.
  Table totals() const;
  /// By reward: reward, currency, before, after, difference, gain, lose, stay, nothing,
  /// undetermined. What is paid back counts as an amount below zero.
  Table rewards() const;
  /// By words as Results::totals_by takes them: one column for each, then those of `totals`.
  /// StatusCode::not_found for a word that no paid row of one of the runs has.
  Result<Table> groups(std::span<const std::string> by) const;
  /// By currency: currency, lines, gain, lose, stay (the same, which is something), nothing (on
  /// either side), undetermined; gained and lost together, difference.
  Table counts() const;
  /// How the differences other than zero are spread, by currency: currency, share (0, 0.01, 0.05,
  /// 0.10, 0.25, 0.50, ... 1), difference: the least that so many of the lines do not exceed.
  Table distribution() const;
  /// Rows that only one of the runs has: entity, key, only (`before`, `after`).
  Table rows() const;
  /// Findings, sanctions, titles and duties (Results::findings) that do not hold of the same rows
  /// on both sides: finding, form, entity, key, before, after (whether it holds; blank where that
  /// side has no such finding or row), reason_before, reason_after.
  Table findings(Language language = Language::en) const;

  const std::shared_ptr<const Impl>& impl() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Compares two runs. Linear in their lines, some nanoseconds each; 32 bytes for one that differs.
/// `options` say how what is to be computed again is (threads, instruction set, limits, cancel).
/// StatusCode::unsupported for a run whose rows came in batches.
Result<Comparison> compare_runs(const Results& before, const Results& after,
                                const RunOptions& options = {});

/// What changed in the text, declaration by declaration and clause by clause; layout, comments, the
/// language of keywords and the way numbers are written count for nothing: form, name, change
/// (`added`, `removed`, `changed`), before, after (as written; of what was added or removed as a
/// whole its head), place_before, place_after (`policy.remit:12`).
Table compare_texts(const Policy& before, const Policy& after);

}  // namespace remit

#pragma once

#include <memory>
#include <vector>

#include "api/results_impl.h"
#include "compare/payments.h"
#include "compare/row_matches.h"
#include "number/rational.h"
#include "remit/compare.h"
#include "report/computed_run.h"

namespace remit {

/// Two runs, and where their payments differ. Immutable.
struct Comparison::Impl {
  Impl(std::shared_ptr<const Results::Impl> ours, std::shared_ptr<const Results::Impl> theirs,
       RunOptions options)
      : before(std::move(ours)),
        after(std::move(theirs)),
        how(std::move(options)),
        run_before(api::run_of(*before)),
        run_after(api::run_of(*after)),
        rows(run_before, run_after),
        payments(compare::compare_payments(run_before, run_after, rows)) {}

  std::shared_ptr<const Results::Impl> before, after;
  RunOptions how;  ///< of what is computed again
  report::ComputedRun run_before, run_after;
  compare::RowMatches rows;
  compare::PaymentComparison payments;

  compare::Line line_before(const compare::Change& change) const {
    return compare::line_of(run_before, payments.pairs[change.pair].before, change.row_before);
  }
  compare::Line line_after(const compare::Change& change) const {
    return compare::line_of(run_after, payments.pairs[change.pair].after, change.row_after);
  }
  /// What the later side has more; nothing where that is not determined.
  std::optional<number::Rational> more(const compare::Change& change) const {
    if (!change.known) return compare::difference(line_before(change), line_after(change));
    return number::Rational::from_decimal(number::Integer(change.more),
                                          payments.sums[change.pair].decimals);
  }
  /// A payment of the pair, for what both have in common.
  const plan::Payment& payment(std::uint32_t pair) const {
    const compare::PaymentPair& of = payments.pairs[pair];
    return of.before != compare::PaymentPair::kNone ? run_before.plan().payments[of.before]
                                                    : run_after.plan().payments[of.after];
  }
};

}  // namespace remit

#pragma once

#include <memory>
#include <vector>

#include "check/context.h"
#include "check/forms/reward_maker.h"

// The parts of a reward beside what it entitles to (reward_maker.h).

namespace remit::check {

/// One reward as its parts see it.
struct RewardParts {
  ProvisionId id = 0;
  std::uint32_t reward = 0;  ///< index in Rewards
  ColumnId eligible = kNone;
  ColumnId reason = kNone;    ///< of the row
  ColumnId standing = kNone;  ///< of its line in the ledger
  ColumnId repay = kNone;     ///< with a claw-back
  std::shared_ptr<RewardMaker> maker;
};

/// Who pays it to whom.
void add_payment(Context& context, const RewardParts& parts);

/// Says in a line of the ledger why an amount is to be paid back. `clause`: the claw-back.
void tell_back(type::Payment& payment, NodeView clause);

/// The rows among which it is shared: each gets its part, and each is a payment. `payment`: as if
/// it were the reward's own.
void add_sharers(Context& context, const RewardParts& parts, NodeView to, type::Payment payment);

/// What the sharers' parts come to, for the row whose reward they share. `part`: of their columns.
ExprId sum_of_parts(Context& context, const RewardStages& reward, ColumnId part, base::Span span);

/// The part of an instalment plan that is due, less what has been paid: the reward's `due` and its
/// `standing`.
void add_instalments(Context& context, const RewardParts& parts, NodeView clause);

/// What has to be paid back: all of it, a share, or the part by which a target was missed.
void add_claw_back(Context& context, const RewardParts& parts, NodeView clause);

}  // namespace remit::check

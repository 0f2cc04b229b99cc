#pragma once

#include <functional>
#include <memory>
#include <optional>
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
  RewardColumns columns = {};
  base::Span span = {};  ///< of the declaration
  /// Makes the payments of those who share it (add_sharers).
  std::function<void(type::Payment)> pay_sharers = {};
};

/// Who pays it and who is paid, read once; of one that is shared, who pays its row.
Parties& read_parties(Context& context, const RewardParts& parts);

/// To which account it is paid and for what, read once.
LineWords& read_words(Context& context, const RewardParts& parts);

/// Whether these can be read without asking for what is paid.
bool words_over_fields(Context& context, const RewardParts& parts);

/// The amount, an error where it is not known between whom it is paid, or what must be said of it.
ExprId paid_to_somebody(Context& context, const RewardParts& parts, ExprId amount, base::Span span);

/// Who pays it to whom. `pay_sharers`: what add_sharers gave.
void add_payment(Context& context, const RewardParts& parts,
                 const std::function<void(type::Payment)>& pay_sharers);

/// Says in a line of the ledger why an amount is to be paid back. `clause`: the claw-back.
void tell_back(type::Payment& payment, NodeView clause);

/// The rows among which it is shared, if it is: each gets its part. What comes back makes a payment
/// of each part, of what would be the reward's own payment; nothing where there are none.
std::function<void(type::Payment)> add_sharers(Context& context, const RewardParts& parts);

/// What the sharers' parts come to, for the row whose reward they share. `part`: of their columns.
ExprId sum_of_parts(Context& context, const RewardStages& reward, ColumnId part, base::Span span);

/// The part of an instalment plan that is due, less what has been paid: the reward's `due` and its
/// `standing`.
void add_instalments(Context& context, const RewardParts& parts, NodeView clause);

/// What has to be paid back: all of it, a share, or the part by which a target was missed.
void add_claw_back(Context& context, const RewardParts& parts, NodeView clause);

}  // namespace remit::check

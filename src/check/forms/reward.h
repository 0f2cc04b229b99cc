#pragma once

#include "check/context.h"

// The parts of a reward beside what it entitles to (reward_maker.h).

namespace remit::check {

struct RewardResults {
  ColumnId eligible = kNone;
  ColumnId payable = kNone;
  ColumnId reason = kNone;
};

/// Who pays it to whom.
void add_payment(Context& context, ProvisionId id, const RewardResults& results);

/// The part of an instalment plan that is due, less what has been paid.
void add_instalments(Context& context, ProvisionId id, NodeView clause, ColumnId amount,
                     ColumnId payable);

/// What has to be paid back: all of it, a share, or the part by which a target was missed.
void add_claw_back(Context& context, ProvisionId id, NodeView clause, ColumnId amount,
                   ColumnId repay);

}  // namespace remit::check

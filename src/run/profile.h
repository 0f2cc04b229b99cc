#pragma once

#include "column/run/profile.h"
#include "plan/plan.h"
#include "remit/profile.h"

namespace remit::run {

/// Adds stages and rules, told by the names of the policy. A column belongs to the declaration that
/// it comes from.
void describe(const plan::Plan& plan, const column::Profile& measured, Profile* profile);

}  // namespace remit::run

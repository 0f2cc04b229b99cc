#pragma once

#include <vector>

#include "plan/plan.h"

namespace remit::sweep {

inline constexpr plan::EntityId kNoEntity = type::kNone;

/// By expression of the plan, whether several formulas of the columns that are `needed` have it in
/// common, and it is worth a column of its own: then the entity of whose rows it speaks, else
/// kNoEntity. Linear in the plan.
std::vector<plan::EntityId> common_formulas(const plan::Plan& plan,
                                            const std::vector<bool>& needed);

}  // namespace remit::sweep

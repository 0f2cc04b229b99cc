#pragma once

#include <memory>
#include <vector>

#include "api/policy_impl.h"
#include "plan/plan.h"
#include "remit/outputs.h"
#include "table/dataset.h"

namespace remit::api {

/// The plan of a policy with the outputs alone that a run is asked for: columns and their numbers
/// are those of the policy's plan. Made when first asked for, and kept with the policy.
std::shared_ptr<const plan::Plan> plan_for(const Policy::Impl& policy, Outputs asked);

/// The outputs of that plan of which totals need no more than the sum: what is paid by one party,
/// and nobody asks for line by line. Nothing where a cell of this dataset that says who is paid
/// names nobody: then it matters in which row.
std::vector<bool> tallied_for(const Policy::Impl& policy, Outputs asked,
                              const table::Dataset& dataset);

}  // namespace remit::api

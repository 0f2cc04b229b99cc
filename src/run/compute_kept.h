#pragma once

#include <memory>

#include "run/compute.h"

namespace remit::row {
class Formulas;
}

namespace remit::run {

/// run::compute of a policy that is run again and again: where a run has so few cells that they are
/// computed one by one, `formulas` of its plan serve, which were made ready for the runs before.
Result<table::Results> compute(const BoundInput& bound,
                               const std::shared_ptr<const plan::Plan>& plan,
                               const column::Tallied& tallied, const row::Formulas& formulas,
                               const RunOptions& options, RunControl::Clock::time_point since);

/// Whether a run over these tables, its preparation included, needs so little that no limit can
/// stop it but that of time; a run that needs more may be within the limits too. O(columns) where
/// limits are set.
bool is_far_within(const Limits& limits, const plan::Plan& plan, const table::Dataset& dataset);

}  // namespace remit::run

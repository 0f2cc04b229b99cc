#pragma once

#include "api/policy_impl.h"
#include "remit/results.h"

namespace remit::compare {

/// What compare_texts answers.
Table text_table(const Policy::Impl& before, const Policy::Impl& after);

}  // namespace remit::compare

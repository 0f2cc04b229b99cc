#pragma once

#include "base/language.h"
#include "compare/comparison_impl.h"
#include "remit/results.h"

namespace remit::compare {

/// The columns of Comparison::findings.
Table finding_changes(const Comparison::Impl& comparison, base::Language language);

}  // namespace remit::compare

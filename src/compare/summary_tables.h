#pragma once

#include <string>
#include <vector>

#include "compare/comparison_impl.h"
#include "remit/results.h"

// The tables of Comparison; what their columns are is said there.

namespace remit::compare {

Table payer_table(const Comparison::Impl& comparison);
Table reward_table(const Comparison::Impl& comparison);
/// Every word is one that paid rows of both runs have.
Table group_table(const Comparison::Impl& comparison, const std::vector<std::string>& by);
Table count_table(const Comparison::Impl& comparison);
Table distribution_table(const Comparison::Impl& comparison);
Table row_table(const Comparison::Impl& comparison);

}  // namespace remit::compare

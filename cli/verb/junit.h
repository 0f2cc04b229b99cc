#pragma once

#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit::cli {

/// Outcomes as JUnit XML, which build servers read: one suite, named after the policy.
std::string junit_xml(const std::string& suite, const std::vector<TestOutcome>& outcomes);

}  // namespace remit::cli

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/date.h"
#include "remit/policy.h"

namespace remit {

/// A policy, or an amendment of it, and its first and last day in force, as far as it says so.
struct Version {
  std::string name;
  std::optional<Date> from;
  std::optional<Date> to;
};

/// The version that the policy goes by, and the amendments of the same texts that it leaves out, in
/// the order of the texts. Compiled for the first of all days, a policy leaves out all that ever
/// come into force.
std::vector<Version> versions_of(const Policy& policy);

}  // namespace remit

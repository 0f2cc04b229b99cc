#include "api/policy_impl.h"
#include "base/civil_date.h"
#include "remit/versions.h"

namespace remit {
namespace {

std::optional<Date> date_of(const std::optional<std::int32_t>& day) {
  if (!day) return std::nullopt;
  const base::CivilDate date = base::civil_from_days(*day);
  return Date{date.year, date.month, date.day};
}

Version version_of(const Policy::Impl::Force& force) {
  return {force.name, date_of(force.from), date_of(force.to)};
}

}  // namespace

std::vector<Version> versions_of(const Policy& policy) {
  std::vector<Version> versions{version_of(policy.impl()->force)};
  for (const Policy::Impl::Force& amendment : policy.impl()->left_out)
    versions.push_back(version_of(amendment));
  return versions;
}

}  // namespace remit

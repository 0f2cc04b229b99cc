#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/policy_impl.h"
#include "check/model.h"
#include "diagnostic/codes.h"
#include "diagnostic/diagnostic.h"
#include "remit/policy.h"

// Which of the policies of a set a run goes by, and what is to be said of the others.

namespace remit::api {

using Models = std::vector<std::unique_ptr<check::Model>>;

/// When a version holds: not before all that it amends does, whose changes it has.
Policy::Impl::Force force_in(const Models& models, std::size_t chosen);

/// The version in force on that day, the later in the text where several are. When none is: the
/// one that was in force last, before all of them the one that begins first. Without a day, the
/// last of the text. `models` is not empty.
std::size_t choose_version(const Models& models, std::optional<std::int32_t> day);

/// The versions that amend the chosen one, directly or by way of each other.
std::vector<Policy::Impl::Force> amendments_of(const Models& models, std::size_t chosen);

/// The versions that neither amend the chosen one nor are amended by it, but amend the same.
std::vector<Policy::Impl::PassedOver> passed_over_of(const Models& models, std::size_t chosen);

/// Whether on some day another version would be chosen than that one.
bool depends_on_day(const Models& models, std::size_t chosen);

/// The policies that have nothing to do with the chosen one: neither its base nor an amendment.
std::vector<std::string> others_of(const Models& models, std::size_t chosen);

/// Days since 1970-01-01.
std::optional<std::int32_t> day_number(const std::optional<Date>& date);

/// A note on a run, worded by the catalogue.
RunNote run_note(diagnostic::Code code, std::vector<diagnostic::Argument> arguments,
                 Language language);

/// What is to be said of a run on that day: that the policy does not hold then, which amendments
/// have no effect yet, or have none although they hold, because the policy was compiled for another
/// day or another amendment stands in their place. Without a day, that it was needed to know which
/// version holds.
std::vector<RunNote> notes_on_force(const Policy::Impl& policy, std::optional<std::int32_t> day,
                                    Language language);

}  // namespace remit::api

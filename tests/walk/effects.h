#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dice.h"
#include "parts.h"

namespace remit::walk {

/// Accepted means effective: leaves one part out of a policy without errors, and puts a name that
/// nothing has in the place of another. What it means must change, or something be complained of.
void try_effects(const std::string& text, Dice& dice, std::vector<std::string>& complaints);

/// Why leaving that part out of the policy, of that meaning, is a fault: nothing changes. Nothing
/// if something does, or if the part says in so many words what holds without it.
std::optional<std::string> without_effect(const std::string& text, const LoosePart& part,
                                          const std::string& whole);

/// The codes of everything that is said of a policy, errors, warnings and notes, in order.
std::vector<std::string> codes_of(const std::string& text);

/// What a policy means as far as anything shows it: plan, schema and tests, and the codes of what
/// is said of it.
std::string meaning(const std::string& text);

}  // namespace remit::walk

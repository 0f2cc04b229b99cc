#pragma once

#include <string_view>

#include "base/language.h"
#include "type/vocabulary.h"

namespace remit::type {

/// What reports call a column of that role.
std::string_view role_word(Role role, base::Language language);

/// The role that a word after a dot asks for, in either language; nullptr if it is no attribute.
const Role* find_attribute(std::string_view word);

}  // namespace remit::type

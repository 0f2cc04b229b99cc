#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/language.h"
#include "type/vocabulary.h"

namespace remit::type {

/// What a form gives besides its main value, written after a dot: `招商.达标`, `tax_bonus.capped`.
/// One table for the checker, the formatter and the manual.
struct Attribute {
  Role role;
  std::string_view en;
  std::string_view zh;
};

std::span<const Attribute> attributes();

/// The attribute of that name in either language.
const Attribute* find_attribute(std::string_view name);

/// The name of a role's attribute in one language; empty if the role has none.
std::string_view attribute_name(Role role, base::Language language);

}  // namespace remit::type

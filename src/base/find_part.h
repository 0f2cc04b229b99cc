#pragma once

#include <string_view>

namespace remit::base {

/// Whether `part` stands somewhere in `text`. Linear in both together, whatever they are; long
/// texts are said to the budget of the call.
bool has_part(std::string_view text, std::string_view part);

}  // namespace remit::base

#pragma once

#include <optional>
#include <string_view>

#include "diagnostic/format.h"

namespace remit::check {

/// How a function that spreadsheets or databases know under that name is written here, in quotes;
/// nothing for others. Case does not matter.
std::optional<diagnostic::Argument> written_here(std::string_view foreign);

}  // namespace remit::check

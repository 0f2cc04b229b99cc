#pragma once

#include <optional>
#include <string_view>

namespace remit::cli {

/// The binary number of 64 bits nearest to a decimal, with an exponent or without; nothing for any
/// other text, and for what is beyond all such numbers. The same in every locale.
std::optional<double> double_of(std::string_view decimal);

}  // namespace remit::cli

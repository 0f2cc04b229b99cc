#pragma once

#include <string>
#include <string_view>

#include "cli/text/console.h"

namespace remit::cli {

/// What the command line parser found wrong, in the language of the console. The parser words its
/// errors in English only; those that its sources have for our options are known by their shape,
/// any other stays as it is.
std::string parse_message(std::string_view what, const Console& console);

}  // namespace remit::cli

#pragma once

#include <string>

#include "cli/text/console.h"
#include "cli/text/texts.h"
#include "remit/results.h"

namespace remit::cli {

/// How the figures of a column are spread: how many lie between edges of 1, 2, 5, 10 ..., below
/// zero too, by currency; as pictures under a heading. Zeros are left out. Empty without figures.
std::string spread_html(const Table& table, const char* column, Text heading,
                        const Console& console);

}  // namespace remit::cli

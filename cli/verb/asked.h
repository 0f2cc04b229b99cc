#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/text/command_line.h"
#include "cli/text/console.h"
#include "remit/outputs.h"

namespace remit::cli {

/// Adds `--only`; `words` are for read_asked.
void add_asked_option(VerbOptions& verb, std::vector<std::string>& words);

/// `totals,targets` as a set, without words everything; nothing, with a complaint, for a word that
/// names no output or is said twice.
std::optional<Outputs> read_asked(const std::vector<std::string>& words, const Console& console);

/// The words of a set; none for everything.
std::vector<std::string> words_of(Outputs asked);

}  // namespace remit::cli

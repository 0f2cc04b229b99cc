#pragma once

#include <string>
#include <vector>

#include "cli/text/console.h"
#include "remit/results.h"

namespace remit::cli {

/// `--by payee,reward` in a file's name: totals-payee-reward; what no file can be called by is a
/// dash as well.
std::string totals_name(const std::string& by);

/// "Totals by payee": what the totals by these words are called, which are the first columns of
/// `totals`, each by its caption in the reader's language.
std::string totals_title(const std::string& by, const Table& totals, const Console& console);

/// Says that a list of words, or one of the words in it, stands twice among those of --by; empty if
/// not.
std::string words_said_twice(const std::vector<std::string>& by, const Console& console);

}  // namespace remit::cli

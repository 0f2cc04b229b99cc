#pragma once

#include <string>
#include <vector>

#include "cli/text/console.h"
#include "nlohmann/json_fwd.hpp"
#include "remit/coverage.h"

namespace remit::cli {

/// How many places of each kind the tests reach, and each place that they do not, by file and line.
std::string coverage_text(const std::vector<CoverageItem>& items, const Console& console);

/// The same with every place, for programs; words in it are stable English.
nlohmann::ordered_json coverage_json(const std::vector<CoverageItem>& items);

}  // namespace remit::cli

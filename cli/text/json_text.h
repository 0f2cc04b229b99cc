#pragma once

#include <string>

#include "nlohmann/json_fwd.hpp"
#include "remit/results.h"

namespace remit::cli {

/// A table as an array of objects, one per row, with the columns' names. Figures are texts, so that
/// no reader turns them into binary floats; booleans are booleans; a blank cell is null, an error
/// {"error": its stable name}.
nlohmann::ordered_json json_rows(const Table& table);

/// As text with a line end, every byte valid UTF-8.
std::string json_text(const nlohmann::ordered_json& value);

}  // namespace remit::cli

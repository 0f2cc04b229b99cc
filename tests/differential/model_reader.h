#pragma once

#include <nlohmann/json.hpp>

#include "check/model.h"

namespace remit::differential {

/// The model that docs/model-json.md describes; spans, labels and tests stay empty. Malformed JSON
/// throws (nlohmann::json::exception or std::runtime_error).
check::Model read_model(const nlohmann::json& json);

}  // namespace remit::differential

#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "check/model.h"

namespace remit::differential {

/// The model of a policy text. False if it has errors: then `reply` has them as "diagnostics", each
/// its code and message.
bool compile(const std::string& text, check::Model& model, nlohmann::json& reply);

}  // namespace remit::differential

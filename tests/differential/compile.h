#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "check/model.h"

namespace remit::differential {

/// The model of a policy text. False if it has errors: then `reply` has them as "diagnostics", each
/// its code and message.
bool compile(const std::string& text, check::Model& model, nlohmann::json& reply);

/// What formatting does to a policy that compiles to `model`: nothing if it is as it should be, in
/// every spelling of the keywords. A formatted text must not change by formatting it again, and
/// must compile to the same model.
std::optional<std::string> format_fault(const std::string& text, const nlohmann::json& model);

}  // namespace remit::differential

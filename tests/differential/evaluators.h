#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "check/model.h"

namespace remit::differential {

/// Lowers the model, fills the tables and runs every evaluator over them; adds "cells" to `reply`,
/// or "failure" with what an internal check said.
void evaluate(const check::Model& model, const nlohmann::json& tables, nlohmann::json& reply);

}  // namespace remit::differential

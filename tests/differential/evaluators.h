#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "check/model.h"

namespace remit::differential {

/// Lowers the model, fills the tables and runs every evaluator over them; adds "cells" to `reply`,
/// or "failure" with what an internal check said. In shards too where that is asked for: half of
/// the time.
void evaluate(const check::Model& model, const nlohmann::json& tables, bool in_shards,
              nlohmann::json& reply);

}  // namespace remit::differential

#pragma once

#include <string>

#include "check/model.h"

namespace remit::check {

/// The model as JSON, complete enough to be evaluated by a stranger: docs/model-json.md is the
/// schema. All numbers are exact texts ("0.2", "1/3"), all days are ISO dates. Lists keep their
/// order, so equal models give equal bytes.
std::string model_json(const Model& model);

}  // namespace remit::check

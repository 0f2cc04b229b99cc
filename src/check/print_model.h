#pragma once

#include <string>

#include "check/model.h"

namespace remit::check {

/// The model as text for a person and for golden files: entities with their fields, tables, then
/// every column with its formula. Stable: depends on the model only, spans are left out. Columns
/// are written entity.name (.name for those of the whole), nameless ones #number.
std::string print_model(const Model& model);

}  // namespace remit::check

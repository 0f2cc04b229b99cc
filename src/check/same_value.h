#pragma once

#include "check/model.h"

namespace remit::check {

/// Whether two expressions of the same rows are one value however the data are: written the same,
/// or reached by the same steps. False where that is not certain.
bool same_value(const Model& model, ExprId a, ExprId b);

}  // namespace remit::check

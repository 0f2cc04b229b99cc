#pragma once

#include <optional>
#include <set>
#include <string>

#include "check/model.h"

namespace remit::check {

/// The texts that an expression can give, where the policy writes all of them; nothing where data
/// have a say. Columns that it reads must be defined.
std::optional<std::set<std::string>> texts_given(const Model& model, ExprId expr);

}  // namespace remit::check

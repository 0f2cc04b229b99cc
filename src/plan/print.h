#pragma once

#include <string>

#include "plan/plan.h"

namespace remit::plan {

/// The plan as text, for `remit dump --stage plan` and golden tests: entities with their fields,
/// the tables, then one line per expression and one per column. Equal plans print alike; nothing
/// depends on addresses or hashing.
///
///     e7 = multiply(e5, e6) : money CNY .4
///     c3 project.tax_bonus.amount = map e7 : money CNY .2   output, reward tax_bonus III(3)2
///     amount
///
/// After the type, `.2` is a decimal of that scale and `n/d` a ratio.
std::string print(const Plan& plan);

/// "c12 project.tax_bonus.amount", "c13 project" for a helper.
std::string column_title(const Plan& plan, ColumnId id);

/// "money CNY", "one of #2", "project" (a reference) ...
std::string type_title(const Plan& plan, type::Type type);

}  // namespace remit::plan

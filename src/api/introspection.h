#pragma once

#include "api/policy_impl.h"

namespace remit::api {

/// A plan's type as the public interface says it. `form` gives the scale of a number.
ValueType value_type(const plan::Plan& plan, type::Type type, type::NumberForm form);

/// What the builders of tables must know.
table::Schemas make_schemas(const plan::Plan& plan, const Limits& limits);

/// Fills entities, columns, fields, clauses, holes and tests from the plan and the model.
void describe(Policy::Impl& policy);

}  // namespace remit::api

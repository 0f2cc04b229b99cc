#pragma once

#include "plan/builder.h"
#include "plan/node.h"
#include "plan/plan.h"

// Lowering speaks of the plan that it makes without a prefix, and of the model with `check::`.

namespace remit::lowering {

using plan::Apportion;
using plan::Builder;
using plan::Column;
using plan::ColumnId;
using plan::Entity;
using plan::EntityId;
using plan::Expression;
using plan::ExpressionId;
using plan::Field;
using plan::Fold;
using plan::Input;
using plan::kNoColumn;
using plan::kWhole;
using plan::Lookup;
using plan::Map;
using plan::Match;
using plan::Node;
using plan::Opcode;
using plan::PartyShare;
using plan::PartySplit;
using plan::Plan;
using plan::Rank;
using plan::Role;
using plan::SortKey;
using plan::Window;

}  // namespace remit::lowering

#pragma once

#include <string_view>

#include "number/apportion.h"
#include "type/cell.h"
#include "type/made_rows.h"
#include "type/operations.h"
#include "type/type.h"
#include "type/vocabulary.h"

// The enumerators as text, for dumps, golden files and JSON: the English word as in the header,
// stable, never empty.

namespace remit::type {

std::string_view name(TypeKind kind);
std::string_view name(DurationUnit unit);
std::string_view name(FoldOp op);
std::string_view name(RankOutput output);
std::string_view name(ScaleKind kind);
std::string_view name(Role role);
std::string_view name(CalendarUnit unit);
std::string_view name(MadeField field);
std::string_view name(CellFault fault);
std::string_view name(number::ShareMethod method);
std::string_view name(number::RemainderRule rule);

}  // namespace remit::type

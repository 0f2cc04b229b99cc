#pragma once

#include <cstdint>

#include "base/span.h"

namespace remit::check {

/// What a name stands for.
enum class SymbolKind : std::uint8_t {
  column,      ///< a field; index: ColumnId
  provision,   ///< a declaration that gives columns; index: ProvisionId
  entity,      ///< index: EntityId
  party,       ///< index: into Model::parties
  constant,    ///< an event or a parameter of one value; index: ExprId
  dated,       ///< a dated parameter; index: into Model::dated
  chart,       ///< a parameter by the values of its axes; index: into Charts
  scale,       ///< index: into Model::scales
  calendar,    ///< index: into Model::calendars
  open_scale,  ///< brackets that differ from row to row; index: Tables::open_scale
  formula,     ///< one with arguments; index: into Formulas
};

struct Symbol {
  SymbolKind kind = SymbolKind::column;
  std::uint32_t index = 0;
  base::Span span;
  std::uint32_t number = 0;  ///< Names::declare fills it in
};

}  // namespace remit::check

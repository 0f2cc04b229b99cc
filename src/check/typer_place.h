#pragma once

#include <string_view>

#include "check/provision.h"
#include "check/typer.h"

namespace remit::check {

/// How far a path has come: at rows (`value` and `provision` unset), at a provision, or at a value.
struct Typer::Place {
  EntityId entity = kWhole;  ///< whose names the next step is looked up in
  ExprId reference = kNone;  ///< how to get from the scope's row to that entity's row; none: is it
  ExprId value = kNone;
  const Provision* provision = nullptr;
  const Symbol* symbol = nullptr;  ///< a name that is no value by itself
  EntityId begun = kWhole;         ///< the rows of the scope
  base::Span path = {};            ///< all of it
  Fallback fallback = {};          ///< of the path
  bool rows_before = false;        ///< the scope's rows stand before the one that asks

  /// Whether it is at another row of the table that it began in.
  bool at_other_row() const { return reference != kNone && entity != kWhole && entity == begun; }
};

/// The column of a form that a word after a dot asks for, in either language; kNone if it has none
/// of that name.
ColumnId member_of(const Provision& provision, std::string_view name);

}  // namespace remit::check

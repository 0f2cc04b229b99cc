#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "number/rational.h"
#include "report/computed_run.h"
#include "type/cell.h"
#include "type/type.h"

namespace remit::sweep {

/// What a figure comes to in one variant.
struct FigureValue {
  type::Type type;
  int decimals = 0;    ///< of a number
  bool ratio = false;  ///< a quotient, which need not have an end
  /// A number, a truth value, or what else there is as text; or why there is none.
  std::variant<type::Fault, number::Rational, bool, std::string> value;

  bool in_error() const { return std::holds_alternative<type::Fault>(value); }
  /// Whether it certainly holds.
  bool holds() const {
    const bool* truth = std::get_if<bool>(&value);
    return truth != nullptr && *truth;
  }
};

/// The cell of a column that the run computed; of a column of the whole any row will do.
FigureValue figure_value(const report::ComputedRun& run, plan::ColumnId column, std::uint64_t row);

}  // namespace remit::sweep

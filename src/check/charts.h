#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "check/field_type.h"
#include "check/model.h"
#include "syntax/tree.h"

namespace remit::check {

/// A parameter by the values of its axes: fields, definitions and formulas of rows. Over categories
/// it is a matrix, over a whole number brackets, over both brackets for each set of words. Axes may
/// be declared below it, so it is read when it is first used.
struct Chart {
  enum class State : std::uint8_t { waiting, running, read, broken };
  syntax::NodeView item;
  std::string name;
  FieldType declared{type::kUnknown};
  EntityId entity = kWhole;  ///< whose rows all axes are of; the whole: of several
  std::vector<ExprId> axes;  ///< over the rows of that entity
  std::optional<std::size_t> number_axis = {};  ///< `tables` are scales, else one matrix
  /// One scale for each set of words of the other axes, the last axis fastest.
  std::vector<std::uint32_t> tables = {};
  State state = State::waiting;
};

/// The parameters by axes of a policy. They stay in place.
class Charts {
 public:
  std::uint32_t add(Chart chart) {
    all_.push_back(std::move(chart));
    return static_cast<std::uint32_t>(all_.size() - 1);
  }
  Chart& at(std::uint32_t index) { return all_[index]; }

 private:
  std::deque<Chart> all_;
};

}  // namespace remit::check

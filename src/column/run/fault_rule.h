// Which fault a computed row has, as a small tree over the registers that can have one. It is only
// looked at in batches where one of them does.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "column/run/frame.h"
#include "plan/fault_origin.h"

namespace remit::column {

struct FaultRule;
/// Null: the value never lacks.
using FaultRulePtr = std::shared_ptr<const FaultRule>;

/// A condition that a fused kernel checks itself: a mask, or a code.
struct GuardInput {
  RegisterId mask = kNoRegister;
  RegisterId codes = kNoRegister;
  std::int32_t code = 0;

  bool holds(const Frame& frame, std::uint32_t row) const {
    return mask != kNoRegister ? frame.in<std::uint8_t>(mask)[row] != 0
                               : frame.in<std::int32_t>(codes)[row] == code;
  }
};

struct FaultRule {
  enum class Kind : std::uint8_t {
    source,  ///< the fault of `reg`
    always,  ///< `fault`; its row is the row at hand
    fixed,   ///< `fault` as it is
    first,   ///< the first of `parts` that has one
    needed,  ///< the first of `parts` that has one; a blank becomes "missing"
    choose,  ///< parts[0] (as needed), else by `guard` parts[1] or parts[2]
    inside,  ///< that of parts[0] as a cell of column `fault.column` of `columns` has it
  };
  Kind kind = Kind::source;
  RegisterId reg = kNoRegister;
  type::Fault fault;
  std::vector<FaultRulePtr> parts;
  GuardInput guard;
  const std::vector<plan::Column>* columns = nullptr;
};

FaultRulePtr fault_of_register(RegisterId reg);
FaultRulePtr always_fault(type::CellFault code, std::uint32_t column);
FaultRulePtr fixed_fault(const type::Fault& fault);
/// Nulls are left out; null if nothing is left.
FaultRulePtr first_fault(std::vector<FaultRulePtr> parts);
FaultRulePtr needed_fault(std::vector<FaultRulePtr> parts);
FaultRulePtr chosen_fault(FaultRulePtr condition, const GuardInput& guard, FaultRulePtr yes,
                          FaultRulePtr no);
/// plan::fault_in, for a column that is no helper; null if `faults` is. `columns` must live on.
FaultRulePtr fault_inside(FaultRulePtr faults, const std::vector<plan::Column>& columns,
                          plan::ColumnId column);

/// What becomes of a fault where a value was needed.
inline type::Fault as_needed(const type::Fault& fault) {
  if (fault.code != type::CellFault::blank) return fault;
  return {type::CellFault::missing, fault.column, fault.row};
}

/// The faults of the batch under `rule`, into `out`. Costs nothing but a look at each source when
/// none has any.
void find_faults(const FaultRule& rule, const Frame& frame, BatchFaults* out);

}  // namespace remit::column

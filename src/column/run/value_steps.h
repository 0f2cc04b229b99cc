// Steps for single operations. Operands and result have one width (`width`), unless said.
#pragma once

#include <functional>

#include "column/run/selection.h"
#include "column/run/step.h"

namespace remit::column {

/// Points registers into columns, all of a pass in one step.
struct ColumnLoad {
  RegisterId out = kNoRegister;
  Values values;
  std::shared_ptr<const table::Faults> faults;  ///< null when there are none
};
StepPtr load_columns(std::vector<ColumnLoad> loads);
/// The values of a narrow column's part as a vector of 32 or 64 bits.
StepPtr widen_vector(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from);
/// Fills the register, once for each frame where it has memory of its own.
StepPtr constant_vector(RegisterId out, Width width, const Integer& value);

/// The same values at another width, which holds them.
StepPtr copy_vector(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from,
                    const Selected& where);
/// `where` counts beyond 64 bits only: below, a product costs less than a selection.
StepPtr multiply_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, RegisterId b,
                         const Selected& where);
StepPtr minimum_of_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a,
                           RegisterId b);
StepPtr maximum_of_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a,
                           RegisterId b);
StepPtr absolute_vector(RegisterId out, FaultRulePtr rule, Width width, RegisterId a);
/// mask ? yes : no
StepPtr select_vector(RegisterId out, FaultRulePtr rule, Width width, RegisterId mask,
                      RegisterId yes, RegisterId no);
/// numerator / denominator, rounded; the denominator is positive, a faulty row's 1.
StepPtr divide_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId numerator,
                       RegisterId denominator, number::RoundingMode mode, const Selected& where);

enum class Sign : std::uint8_t { negative, not_positive, zero, not_zero };
/// A formula of int64 terms without rounding, compared with zero by one kernel.
StepPtr fused_test(RegisterId out, FaultRulePtr rule, const FusedFormula& formula, Sign sign,
                   bool exact52);
/// Compares a vector of any width with zero.
StepPtr sign_test(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, Sign sign);

// Masks.
StepPtr code_test(RegisterId out, FaultRulePtr rule, RegisterId codes, std::int32_t code);
/// `members` has an entry of 0 or 1 for each code.
StepPtr code_set_test(RegisterId out, FaultRulePtr rule, RegisterId codes,
                      std::vector<std::uint8_t> members);
StepPtr mask_not(RegisterId out, FaultRulePtr rule, RegisterId a);
/// All (or any) of the operands, none of which can have a fault.
StepPtr mask_all(RegisterId out, std::vector<RegisterId> operands);
StepPtr mask_any(RegisterId out, std::vector<RegisterId> operands);
/// The same where operands can lack a value: one that decides beats any fault.
StepPtr mask_settle(RegisterId out, std::vector<RegisterId> operands, bool decisive);
StepPtr mask_at_least(RegisterId out, std::vector<RegisterId> operands, std::uint32_t k);
/// 1 where the register has a value, 0 where it is blank; other faults stay.
StepPtr given_test(RegisterId out, RegisterId a);
/// 0 where the register does not apply, 1 in all other rows; without faults.
StepPtr applicable_test(RegisterId out, RegisterId a);
/// 1 where the mask has a value and it is 0; without faults.
StepPtr failing_test(RegisterId out, RegisterId a);
/// A vector without values of its own: a fault of `code` in every row where `mask` holds.
StepPtr fault_where(RegisterId out, RegisterId mask, type::CellFault code, std::uint32_t column);

// Whole numbers one by one. The functions are called for rows with values only. A fault code that
// they return begins in `column` and its row; a whole fault travels as it is.
struct IntResult {
  std::int64_t value = 0;  ///< also where there is a fault: a value within the result's interval
  type::CellFault code = type::CellFault::none;
  const type::Fault* fault = nullptr;
};
using BinaryFunction = std::function<IntResult(std::int64_t, std::int64_t)>;
/// Rows without a value hold 0.
StepPtr map_vectors(RegisterId out, FaultRulePtr rule, RegisterId a, RegisterId b,
                    BinaryFunction function, std::uint32_t column, SelectionId where);

/// out[i] = table[index[i]]
StepPtr table_lookup(RegisterId out, FaultRulePtr rule, Width width, RegisterId index,
                     std::vector<Integer> table);
/// A vector without values of its own: the fault codes[index[i]], where that is not `none`.
StepPtr table_faults(RegisterId out, RegisterId index, std::vector<type::CellFault> codes,
                     std::uint32_t column);

/// out[i] = values[rows[i]] at width `to`, faults of the target rows included; rows without a value
/// keep the fault of the reference. `placeholder` stands in rows that have no value.
StepPtr gather_column(RegisterId out, Width to, RegisterId rows,
                      std::shared_ptr<const ColumnStore> column, const Values& values,
                      const Integer& placeholder);

}  // namespace remit::column

#pragma once

#include <optional>
#include <set>
#include <span>

#include "plan/plan.h"
#include "row/trace.h"
#include "type/operations.h"

namespace remit::report {

/// What the operations of a formula say to a reader, however it is worded: which of them only carry
/// another one, which decided, which are told by a table. Of a plan, and of a cell that was traced
/// (null: of no cell). Costs a look at some operations each; not for two threads at a time.
class FormulaSense {
 public:
  FormulaSense(const plan::Plan& plan, const row::FormulaTrace* trace)
      : plan_(plan), trace_(trace) {}

  std::span<const plan::ExpressionId> operands(const plan::Expression& e) const;

  const row::FormulaTrace::Step* traced(plan::ExpressionId id) const;

  /// What a fold over the rows before has come to, or what it comes to without any.
  bool is_read_before(const plan::Expression& e) const;

  /// Whether the operation, or one of the same call that it is made of, takes off what was carried
  /// up to a bound.
  bool is_since(plan::ExpressionId id) const;

  /// Of an operation that a form adds to a figure the operand that says it all: of `if x then yes
  /// else no` the condition, of a row found or else an error what is found, of what another figure
  /// takes the place of where it is not known the one that counts.
  std::optional<plan::ExpressionId> all_that_is_said(const plan::Expression& e) const;

  /// A value that the policy lists, not one that is computed.
  static bool gives_by_table(const plan::Expression& e);

  /// `not` of something that is just true or false: with figures, what it comes to.
  bool denies_fact(const plan::Expression& e) const;

  /// The operand of a negation, if being denied has words of its own for it.
  std::optional<plan::ExpressionId> denied(const plan::Expression& e) const;

  /// Whether a condition is more than facts and what they come to together.
  bool compares(plan::ExpressionId root) const;

  /// Whether the operand of a junction is one because of which it holds or fails.
  bool decided(plan::ExpressionId junction, plan::ExpressionId operand) const;

  /// The limit of `max(limit, 0)`: a computed one that leaves nothing where it is below zero.
  std::optional<plan::ExpressionId> not_below_zero(plan::ExpressionId id) const;

  /// Whether the count of a date operation is negative for every row: "30 days before".
  bool counts_back(const plan::Expression& e, const type::Reading& reading) const;

  /// Whether a count is printed with its unit: a length of time, or a choice of some.
  bool says_unit(plan::ExpressionId id) const;

 private:
  bool is_carried_cell(plan::ExpressionId id) const;
  const std::set<plan::ColumnId>& order() const;

  const plan::Plan& plan_;
  const row::FormulaTrace* trace_;
  mutable std::optional<std::set<plan::ColumnId>> order_;  ///< once somebody asks
};

/// Whether an operation is a place in a ranking.
bool is_place(const plan::Plan& plan, plan::ExpressionId id);

/// Whether a condition only asks if something is known, as a form does that counts another figure
/// in the place of one in error: that what is not itself certainly fails.
bool asks_if_known(const plan::Plan& plan, plan::ExpressionId condition);

}  // namespace remit::report

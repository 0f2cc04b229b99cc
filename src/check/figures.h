#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// A policy as a what-if reads it (src/sweep): with other values of its parameters, and asked for
/// figures that its own text does not compute. The nodes are of trees that outlive the check.
struct WhatIf {
  /// Each stands in the place of the parameter of its name, open or not.
  std::vector<NodeView> params;
  /// Definitions of the whole. Their formulas may ask for figures (below).
  std::vector<NodeView> figures;
  /// Rows whose amount is an error, or that do not say who pays or is paid, count as the summary of
  /// a run counts them: not at all. Without it they are in error, which is cheaper to find out.
  bool careful = false;
};

/// The policy with those parameters. Its own tests and lists are of no use to a what-if.
void replace_params(std::vector<NodeView>& items, const WhatIf& what_if);

/// What the formulas of a what-if may ask for beside all that a policy's may, in either language:
///
///   total(NAME)         what is paid by a party, for a reward, or by whom a cell names; total():
///   all count(NAME)         in how many rows a reward is paid, or a condition, finding or title
///   holds undetermined(NAME)  in how many rows it is not known what total(NAME) has of them, or
///   whether the condition holds
///   targets.NAME.met    in how many rows a target is met; `missed`, `undetermined` likewise. In
///                       Chinese 各目标.NAME.达成, as 目标 is a keyword
///
/// They are rewritten into folds over the rows, before the plan.
class Figures {
 public:
  Figures(Context& context, const WhatIf& what_if) : c_(context), what_if_(what_if) {}

  /// Declares and defines the figures: once everything else is defined, as they read the list of
  /// payments.
  void declare();

  /// Whether the node is part of what the what-if asks.
  bool asks(NodeView node) const;
  /// A plain constant beside an amount is meant in its currency: `total(x) <= 2000万`.
  ExprId in_unit_of(ExprId value, ExprId beside);
  /// The figure that a path or a call asks for; kNone where it means what it means in any policy.
  ExprId value(NodeView node);

 private:
  /// What to know of the rows of a payment.
  enum class Ask : std::uint8_t { amount, paid, undetermined };

  ExprId of_call(NodeView node);
  ExprId of_target(NodeView node);
  /// In how many rows the conditions of that name hold, or are not known; kNone: there is none.
  ExprId of_conditions(std::string_view name, bool undetermined, base::Span span);
  ExprId of_payments(NodeView call, Ask ask);
  ExprId of_rows(const Payment& payment, ExprId payer_is, Ask ask, base::Span span);
  /// In which rows it is not known whether or how much is paid.
  ExprId open_rows(const Payment& payment, ExprId payer_is, base::Span span);
  /// Whether the payment counts for that name, row by row; nothing: it never does.
  std::optional<ExprId> concerns(const Payment& payment, std::string_view name, base::Span span);
  ExprId in_how_many(EntityId rows, ExprId condition, base::Span span);
  ExprId add_up(EntityId rows, ExprId value, ExprId where, base::Span span);
  /// True where there is a value, whatever it is, and never an error.
  ExprId is_known(ExprId value, base::Span span);
  ExprId holds(ExprId condition, base::Span span);

  Context& c_;
  const WhatIf& what_if_;
};

}  // namespace remit::check

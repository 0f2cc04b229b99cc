#pragma once

#include <utility>

#include "base/budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/status.h"

namespace remit::api {

/// Why a call whose budget is spent did not come to its end.
inline Error spent_error(const base::BudgetSpent& spent, const Limits& limits) {
  using diagnostic::make_error;
  namespace text = diagnostic::text;
  switch (spent.of()) {
    case base::Shortage::time:
      return make_error(StatusCode::limit_exceeded, text::api_limit_time, {limits.milliseconds});
    case base::Shortage::memory:
      return make_error(StatusCode::limit_exceeded, text::api_limit_memory, {limits.memory_bytes});
    case base::Shortage::stack:
      return make_error(StatusCode::limit_exceeded, text::api_limit_stack);
    case base::Shortage::cancelled:
      break;
  }
  return make_error(StatusCode::cancelled, text::api_cancelled);
}

/// What `work` comes to, a Result, within a budget of its own; the error that the budget is spent
/// where it is. What a host calls and may be dear is called through this.
template <typename Work>
auto within_budget(const Limits& limits, const Cancel& cancel, Work&& work) -> decltype(work()) {
  base::Budget budget(limits, cancel);
  try {
    const base::WithinBudget within(&budget);
    return std::forward<Work>(work)();
  } catch (const base::BudgetSpent& spent) {
    return spent_error(spent, limits);
  }
}

}  // namespace remit::api

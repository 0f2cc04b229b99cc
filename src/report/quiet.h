#pragma once

#include <vector>

#include "report/formula_text.h"

namespace remit::report {

/// Which cells of a trace say nothing of their own: steps of a form that only pass another of its
/// figures on, since the condition holds, the limit is not reached, or there is nothing to round.
class QuietCells {
 public:
  QuietCells(const plan::Plan& plan, const row::Trace& trace);

  /// The cell that speaks for this one; itself if it is not quiet.
  row::TraceId speaker(row::TraceId id) const;
  /// The quiet cells from this one on.
  std::vector<row::TraceId> passed(row::TraceId id) const;
  /// The condition because of which a quiet cell passes on what it does; kNotTraced for none.
  row::TraceId condition(row::TraceId id) const { return conditions_[id]; }
  /// By column, of the row asked about.
  const StandsFor& columns() const { return columns_; }

 private:
  std::vector<row::TraceId> next_;        // kNotTraced: it speaks
  std::vector<row::TraceId> conditions_;  // kNotTraced: none
  StandsFor columns_;
};

/// What a figure of a form was before the form's last step: what was rounded, limited or chosen;
/// and the condition of a choice. kNotTraced where there is no such cell.
struct StepBefore {
  row::TraceId cell = row::kNotTraced;
  row::TraceId condition = row::kNotTraced;
  bool changed = false;  ///< by the step
  bool settled = false;  ///< the condition alone decides: what it chooses is a constant
};
StepBefore step_before(const plan::Plan& plan, const row::Trace& trace, row::TraceId id);

}  // namespace remit::report

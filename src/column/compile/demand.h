// Where a column is looked at: a formula of one reward often counts only in the rows that meet its
// conditions, and what is dear to compute need not be computed in the others.
#pragma once

#include <vector>

#include "plan/plan.h"

namespace remit::column {

struct Schedule;
struct Dependencies;

/// A truth value that decides whether somebody looks: it `holds`, or is false. Where it has no
/// value, somebody may look.
struct Premise {
  plan::ColumnId column = plan::kNoColumn;
  bool holds = true;

  friend bool operator==(const Premise&, const Premise&) = default;
  friend auto operator<=>(const Premise&, const Premise&) = default;
};

/// All of them; sorted. None: in every row.
using Premises = std::vector<Premise>;

/// Sets ColumnTime::where for the columns that are computed by row. `needs` has the dependencies of
/// each needed column, `outputs` says which ones the results keep. Linear in the plan.
void find_premises(const plan::Plan& plan, const std::vector<bool>& outputs,
                   const std::vector<Dependencies>& needs, Schedule* schedule);

}  // namespace remit::column

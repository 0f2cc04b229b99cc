#pragma once

#include <optional>

#include "plan/plan.h"
#include "remit/limits.h"
#include "remit/status.h"
#include "run/run_control.h"
#include "table/dataset.h"

namespace remit::run {

/// Fills the tables whose rows the policy makes (Plan::made), one after the other, so that from
/// there on they are tables like any other: for both evaluators, for batches and for explanations.
/// The columns that say which rows there are, are computed by the columnar evaluator. Linear in the
/// rows made; a summary sorts its groups.
///
/// A source row whose `where` is false makes none. Where `where` or an end of its span is blank or
/// an error, or where it is in error as a whole itself, it makes one row that is in error as a
/// whole, but for the references to its sources: what is counted or added up of it is in error for
/// them, never too low, and for nobody else. The rows stand in the order of the first source,
/// then of the second and so on, then of the calendar. An empty list of any source makes no row;
/// without any source the parts of the calendar are the rows.
///
/// A summary has a row for each combination of values of its groups that occurs, in ascending
/// order: texts by their letters, categories as the policy lists them, references as their table
/// stands. A source row with a fault among them belongs to none of its rows.
///
/// Nothing, or why the run has to be refused: more rows than the limits allow, or `control` stops
/// it, which is asked every few thousand rows.
std::optional<Error> make_tables(const plan::Plan& plan, table::Dataset& dataset,
                                 const Limits& limits, RunControl& control);

/// Whether the tables, which were made before, have no more rows than the limits allow.
bool made_within(const plan::Plan& plan, const table::Dataset& dataset, const Limits& limits);

}  // namespace remit::run

#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "column/evaluate.h"
#include "column/stream/stream.h"
#include "plan/plan.h"
#include "remit/options.h"
#include "remit/status.h"
#include "remit/stream.h"
#include "run/bound_input.h"
#include "run/run_control.h"
#include "table/dataset.h"

namespace remit::run {

/// What the option asks for; automatic is the best there is.
column::Isa instruction_set(Isa asked);

/// Computes every output column of the plan, with the evaluator, instruction set and threads that
/// the options ask for; cancel, progress and limits are observed, the time counted from `since`.
Result<table::Results> compute(const plan::Plan& plan, const table::Dataset& dataset,
                               const RunOptions& options,
                               RunControl::Clock::time_point since = RunControl::Clock::now());

/// The same of tables that are bound, for one run after the other, whose cells may be explained:
/// what an explanation would divide again is kept. `plan` is theirs, or one that differs from it in
/// its outputs alone. Of the outputs in `tallied` no cells are wanted: where the columnar evaluator
/// computes them they may be absent, with their tally in place.
Result<table::Results> compute(const BoundInput& bound,
                               const std::shared_ptr<const plan::Plan>& plan,
                               const column::Tallied& tallied, const RunOptions& options,
                               RunControl::Clock::time_point since = RunControl::Clock::now());

/// The same of some output columns after the others (column::evaluate_parts), by the columnar
/// evaluator unless the row evaluator is asked for.
Result<table::Results> compute_parts(const plan::Plan& plan, const table::Dataset& dataset,
                                     std::span<const std::vector<plan::ColumnId>> parts,
                                     const RunOptions& options);

/// The same while the rows of one entity come in batches. The columnar evaluator does it.
Result<table::Results> compute_stream(
    const plan::Plan& plan, const column::StreamPlan& stream, const table::Dataset& dataset,
    column::RowSource& source, const std::function<absl::Status(const column::StreamBatch&)>& sink,
    const StreamOptions& options);

/// Calls `body` with what the options ask of a run whose rows of `entity` come in batches; cancel
/// and limits are observed. Why it failed, or nothing. kInvalidArgument is told as a state of
/// shards that does not fit.
std::optional<Error> run_streamed(
    const plan::Plan& plan, plan::EntityId entity, const StreamOptions& options,
    const std::function<absl::Status(const column::StreamOptions&)>& body);

}  // namespace remit::run

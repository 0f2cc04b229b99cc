#include "run/compute.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "column/compile/schedule.h"
#include "column/evaluate.h"
#include "column/evaluate_more.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "row/evaluator.h"
#include "run/compute_kept.h"
#include "run/compute_more.h"
#include "run/guarded_executor.h"
#include "run/nearest_rounding.h"
#include "run/profile.h"
#include "run/run_control.h"

namespace remit::run {
namespace {

namespace text = diagnostic::text;

/// Rows between two looks of each evaluator at whether to stop: the unit of progress.
constexpr std::uint64_t kRowsPerLook = 1024;
constexpr std::uint64_t kRowsPerTask = 16 * 1024;

/// Up to so many cells the row evaluator is quicker (0.3 us a cell) than making the columnar one
/// ready (25 us).
constexpr std::uint64_t kFewCells = 64;

/// Bytes that a cell of a result takes at least. A run that these refuse is not begun; what they
/// let pass is counted as it is taken, each column before it is computed (base/budget.h).
std::uint64_t least_bytes(const plan::Column& column) {
  switch (column.type.kind) {
    case type::TypeKind::boolean:
      return sizeof(std::uint8_t);
    case type::TypeKind::date:
    case type::TypeKind::category:
      return sizeof(std::int32_t);
    case type::TypeKind::number:
    case type::TypeKind::money:
      return column.form.ratio ? sizeof(number::Rational) : sizeof(std::int32_t);
    case type::TypeKind::text:
    case type::TypeKind::unknown:
    case type::TypeKind::duration:
    case type::TypeKind::reference:
      break;
  }
  return sizeof(std::int64_t);
}

std::uint64_t steps_of(std::uint64_t rows, std::uint64_t size) { return (rows + size - 1) / size; }

/// The nodes of each column's formula, each once; 1 of any other column that is computed.
std::vector<std::uint64_t> formula_nodes(const plan::Plan& plan) {
  std::vector<std::uint64_t> nodes(plan.columns.size(), 1);
  std::vector<plan::ColumnId> seen(plan.expressions.size(), plan::kNoColumn);
  std::vector<plan::ExpressionId> open;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* map = std::get_if<plan::Map>(&plan.columns[id].node);
    if (map == nullptr) continue;
    std::uint64_t count = 0;
    for (open = {map->expression}; !open.empty();) {
      const plan::ExpressionId next = open.back();
      open.pop_back();
      if (std::exchange(seen[next], id) == id) continue;
      ++count;
      const plan::Expression& expression = plan.expressions[next];
      for (std::uint32_t i = 0; i < expression.operand_count; ++i)
        open.push_back(plan.operands[expression.first_operand + i]);
    }
    nodes[id] = count;
  }
  return nodes;
}

/// The rows that a fold which keeps some picks, or leaves out at an end, in all its results.
std::uint64_t rows_kept(const plan::Fold& fold, std::uint64_t results) {
  if (!fold.kept) return 0;
  const std::uint64_t most = fold.kept->most == type::Kept::kAll ? 0 : fold.kept->most;
  return results * (fold.kept->passed + most + fold.kept->left);
}

/// Limits::steps of a run: every column's rows times the nodes of its formula, and the rows that
/// folds read or keep.
std::uint64_t steps_needed(const plan::Plan& plan, const table::Dataset& dataset) {
  const std::vector<std::uint64_t> nodes = formula_nodes(plan);
  std::uint64_t steps = 0;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    if (std::holds_alternative<plan::Input>(column.node)) continue;
    steps += dataset.tables[column.entity].rows * nodes[id];
    if (const auto* fold = std::get_if<plan::Fold>(&column.node))
      steps +=
          dataset.tables[fold->rows].rows + rows_kept(*fold, dataset.tables[column.entity].rows);
  }
  return steps;
}

/// What a run computes at most.
struct Work {
  std::uint64_t cells = 0;         ///< and rows that are folded into them
  std::uint64_t output_bytes = 0;  ///< this at least
  std::uint64_t row_looks = 0;     ///< looks of the row evaluator
};

Work measure(const plan::Plan& plan, const table::Dataset& dataset) {
  Work work;
  for (const plan::Column& column : plan.columns) {
    if (std::holds_alternative<plan::Input>(column.node)) continue;
    const std::uint64_t rows = dataset.tables[column.entity].rows;
    work.cells += rows;
    if (const auto* fold = std::get_if<plan::Fold>(&column.node))
      work.cells += dataset.tables[fold->rows].rows + rows_kept(*fold, rows);
    work.row_looks += steps_of(rows, kRowsPerLook);
    if (column.output) work.output_bytes += rows * least_bytes(column);
  }
  return work;
}

/// Whether the run is within that many steps even if every formula has all nodes of the plan, so
/// that they need not be counted: of a small run.
bool is_far_below(std::uint64_t steps, const plan::Plan& plan, const Work& work) {
  const std::uint64_t most_nodes = std::max<std::uint64_t>(1, plan.expressions.size());
  return work.cells <= steps / most_nodes;
}

std::optional<Error> check_limits(const plan::Plan& plan, const table::Dataset& dataset,
                                  const Work& work, const Limits& limits) {
  if (limits.steps != 0 && !is_far_below(limits.steps, plan, work) &&
      steps_needed(plan, dataset) > limits.steps) {
    return make_error(StatusCode::limit_exceeded, text::api_limit_steps, {limits.steps});
  }
  if (work.output_bytes > limits.memory_bytes) {
    return make_error(StatusCode::limit_exceeded, text::api_limit_memory, {limits.memory_bytes});
  }
  return std::nullopt;
}

/// Tasks of the columnar evaluator: one pass over an entity for each stage in which it has columns.
std::uint64_t task_count(const plan::Plan& plan, const table::Dataset& dataset) {
  const column::Schedule schedule = column::make_schedule(plan, false);
  std::set<std::pair<plan::EntityId, int>> passes;
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const column::ColumnTime& time = schedule.columns[id];
    if (time.needed && time.by_row) passes.emplace(plan.columns[id].entity, time.local);
  }
  std::uint64_t tasks = 0;
  for (const auto& [entity, stage] : passes) {
    tasks += steps_of(dataset.tables[entity].rows, kRowsPerTask);
  }
  return tasks;
}

Error error_of(const absl::Status& status, const RunControl& control) {
  if (absl::IsCancelled(status)) return control.reason();
  return make_error(StatusCode::internal_error, text::api_internal,
                    {std::string(status.message())});
}

absl::StatusOr<table::Results> compute_rows(const plan::Plan& plan, const table::Dataset& dataset,
                                            const row::Formulas* formulas, RunControl& control) {
  std::uint64_t looks = 0;
  row::Options how;
  how.formulas = formulas;
  how.stop = [&] { return control.should_stop(looks++); };
  return row::Evaluator(plan, dataset, std::move(how)).evaluate();
}

/// A plan over bound tables, of whose outputs some are tallied.
struct Bound {
  const BoundInput& input;
  const std::shared_ptr<const plan::Plan>& plan;
  const column::Tallied& tallied;
  const row::Formulas* formulas = nullptr;  ///< of the plan, if they are kept

  std::shared_ptr<const column::Evaluator> evaluator(const column::Options& options) const {
    return input.evaluator(plan, tallied, options);
  }
};

absl::StatusOr<table::Results> compute_columns(const plan::Plan& plan,
                                               const table::Dataset& dataset,
                                               const RunOptions& options, column::Isa isa,
                                               RunControl& control, const Bound* bound) {
  const NearestRounding nearest;
  GuardedExecutor executor(thread_count(options.threads), options, control);
  column::Options how;
  how.executor = &executor;
  how.batch_rows = options.batch_rows;
  how.isa = isa;
  how.stop = [&] { return executor.stopped(); };
  if (bound == nullptr) return column::evaluate(plan, dataset, how);
  // Of a run without its columns nothing is explained.
  how.keep_divisions = options.only.has(Output::columns);
  if (options.profile == nullptr) return bound->evaluator(how)->evaluate(how);
  column::Stopwatch watch(true);
  const auto evaluator = bound->evaluator(how);
  options.profile->bind_nanoseconds = watch.lap();
  column::Profile measured;
  how.profile = &measured;
  absl::StatusOr<table::Results> results = evaluator->evaluate(how);
  if (results.ok()) describe(plan, measured, options.profile);
  return results;
}

}  // namespace

column::Isa instruction_set(Isa asked) {
  switch (asked) {
    case Isa::portable:
      return column::Isa::portable;
    case Isa::x86_64_v2:
      return column::Isa::v2;
    case Isa::x86_64_v3:
      return column::Isa::v3;
    case Isa::x86_64_v4:
      return column::Isa::v4;
    case Isa::automatic:
      break;
  }
  return column::best_isa();
}

namespace {

Result<table::Results> compute(const plan::Plan& plan, const table::Dataset& dataset,
                               const RunOptions& options, const Bound* bound,
                               RunControl::Clock::time_point since) {
  const column::Isa isa = instruction_set(options.isa);
  if (!column::is_available(isa)) return make_error(StatusCode::unsupported, text::api_no_isa);
  const Work work = measure(plan, dataset);
  if (auto error = check_limits(plan, dataset, work, options.limits)) return *error;

  const bool by_row = options.evaluator == Evaluator::row ||
                      (options.evaluator == Evaluator::automatic && options.profile == nullptr &&
                       work.cells <= kFewCells);
  std::uint64_t total = work.row_looks;
  if (!by_row) total = options.progress ? task_count(plan, dataset) : 0;
  RunControl control(options, total, since);
  if (control.should_stop(0)) return control.reason();
  absl::StatusOr<table::Results> computed =
      by_row ? compute_rows(plan, dataset, bound == nullptr ? nullptr : bound->formulas, control)
             : compute_columns(plan, dataset, options, isa, control, bound);
  if (!computed.ok()) return error_of(computed.status(), control);
  if (!control.finish()) return control.reason();
  return *std::move(computed);
}

}  // namespace

bool is_far_within(const Limits& limits, const plan::Plan& plan, const table::Dataset& dataset) {
  // Making a row ready takes more than running it; of a policy of thousands of columns some MiB.
  constexpr std::uint64_t kRoom = std::uint64_t{64} << 20;
  if (limits.memory_bytes < kRoom) return false;
  if (limits.steps == 0 && limits.memory_bytes == Limits().memory_bytes) return true;
  const Work work = measure(plan, dataset);
  if (limits.steps != 0 && !is_far_below(limits.steps, plan, work)) return false;
  return work.output_bytes <= limits.memory_bytes - kRoom / 2;
}

Result<table::Results> compute(const plan::Plan& plan, const table::Dataset& dataset,
                               const RunOptions& options, RunControl::Clock::time_point since) {
  return compute(plan, dataset, options, nullptr, since);
}

Result<table::Results> compute(const BoundInput& input,
                               const std::shared_ptr<const plan::Plan>& plan,
                               const column::Tallied& tallied, const RunOptions& options,
                               RunControl::Clock::time_point since) {
  const Bound bound{input, plan, tallied};
  return compute(*plan, input.built()->dataset, options, &bound, since);
}

Result<table::Results> compute(const BoundInput& input,
                               const std::shared_ptr<const plan::Plan>& plan,
                               const column::Tallied& tallied, const row::Formulas& formulas,
                               const RunOptions& options, RunControl::Clock::time_point since) {
  const Bound bound{input, plan, tallied, &formulas};
  return compute(*plan, input.built()->dataset, options, &bound, since);
}

namespace {

/// What `evaluate` comes to with the columnar evaluator as the options ask for it; `tasks`: those
/// of the whole, for progress.
template <typename Evaluate>
Result<table::Results> compute_by_columns(const plan::Plan& plan, const table::Dataset& dataset,
                                          const RunOptions& options, std::uint64_t tasks,
                                          const Evaluate& evaluate) {
  const column::Isa isa = instruction_set(options.isa);
  if (!column::is_available(isa)) return make_error(StatusCode::unsupported, text::api_no_isa);
  if (auto error = check_limits(plan, dataset, measure(plan, dataset), options.limits))
    return *error;
  RunControl control(options, tasks, RunControl::Clock::now());
  if (control.should_stop(0)) return control.reason();
  const NearestRounding nearest;
  GuardedExecutor executor(thread_count(options.threads), options, control);
  column::Options how;
  how.executor = &executor;
  how.batch_rows = options.batch_rows;
  how.isa = isa;
  how.stop = [&] { return executor.stopped(); };
  absl::StatusOr<table::Results> computed = evaluate(how);
  if (!computed.ok()) return error_of(computed.status(), control);
  // What is not a run of its own reports no end.
  const bool ends = tasks != 0 || !options.progress;
  if (ends && !control.finish()) return control.reason();
  return *std::move(computed);
}

}  // namespace

Result<table::Results> compute_parts(const plan::Plan& plan, const table::Dataset& dataset,
                                     std::span<const std::vector<plan::ColumnId>> parts,
                                     const RunOptions& options) {
  if (options.evaluator == Evaluator::row) return compute(plan, dataset, options);
  const std::uint64_t tasks = options.progress ? task_count(plan, dataset) * parts.size() : 0;
  return compute_by_columns(plan, dataset, options, tasks, [&](const column::Options& how) {
    return column::evaluate_parts(plan, dataset, parts, how);
  });
}

Result<table::Results> compute_more(const plan::Plan& plan, const table::Dataset& dataset,
                                    const table::Results& known, const std::vector<bool>& wanted,
                                    const RunOptions& options) {
  if (options.evaluator == Evaluator::row) {
    plan::Plan asked = plan;
    for (plan::ColumnId id = 0; id < asked.columns.size(); ++id)
      asked.columns[id].output = wanted[id];
    return compute(asked, dataset, options);
  }
  return compute_by_columns(plan, dataset, options, 0, [&](const column::Options& how) {
    return column::evaluate_more(plan, dataset, known, wanted, how);
  });
}

std::optional<Error> run_streamed(
    const plan::Plan& plan, plan::EntityId entity, const StreamOptions& options,
    const std::function<absl::Status(const column::StreamOptions&)>& body) {
  const column::Isa isa = instruction_set(options.run.isa);
  if (!column::is_available(isa) || options.run.evaluator == Evaluator::row) {
    return make_error(StatusCode::unsupported, text::api_no_isa);
  }
  RunControl control(options.run, 0, RunControl::Clock::now());
  if (control.should_stop(0)) return control.reason();
  const NearestRounding nearest;
  GuardedExecutor executor(thread_count(options.run.threads), options.run, control);
  column::StreamOptions how;
  how.executor = &executor;
  how.batch_rows = options.run.batch_rows;
  how.isa = isa;
  how.stop = [&] { return executor.stopped(); };
  how.kept_bytes = options.kept_bytes;
  column::Profile measured;
  if (options.run.profile != nullptr) how.profile = &measured;
  const absl::Status computed = body(how);
  if (how.profile != nullptr && computed.ok()) {
    describe(plan, measured, options.run.profile);
    options.run.profile->bind_nanoseconds = measured.bind_nanoseconds;
  }
  const std::string& name = plan.entities[entity].name;
  if (absl::IsDataLoss(computed)) {
    return make_error(StatusCode::data_error, text::api_stream_changed, {name});
  }
  if (absl::IsInvalidArgument(computed)) {
    return make_error(StatusCode::data_error, text::api_state_unfit, {name});
  }
  if (absl::IsResourceExhausted(computed)) {
    return make_error(StatusCode::limit_exceeded, text::api_stream_memory,
                      {name, options.kept_bytes});
  }
  if (!computed.ok()) return error_of(computed, control);
  if (!control.finish()) return control.reason();
  return std::nullopt;
}

Result<table::Results> compute_stream(
    const plan::Plan& plan, const column::StreamPlan& stream, const table::Dataset& dataset,
    column::RowSource& source, const std::function<absl::Status(const column::StreamBatch&)>& sink,
    const StreamOptions& options) {
  table::Results results;
  const auto error =
      run_streamed(plan, stream.entity, options, [&](const column::StreamOptions& how) {
        absl::StatusOr<table::Results> computed =
            column::evaluate_stream(plan, stream, dataset, source, sink, how);
        if (computed.ok()) results = *std::move(computed);
        return computed.status();
      });
  if (error) return *error;
  return results;
}

}  // namespace remit::run

#include "sweep/evaluate.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include "column/compile/schedule.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "plan/verify.h"
#include "report/computed_run.h"
#include "run/bound_input.h"
#include "run/compute.h"
#include "run/run_control.h"
#include "sweep/joined_plan.h"

namespace remit::sweep {

using diagnostic::make_error;
using plan::ColumnId;
namespace text = diagnostic::text;

namespace {

/// More at once gain little: what they share is then a small part of the work.
constexpr std::size_t kTogether = 128;
/// Of them, in one pass over the rows: what they compute of a batch is to stay in the nearer
/// caches.
constexpr std::size_t kInOnePass = 32;
/// Rows at once: many small steps, each of which is to be worth its call.
constexpr std::size_t kBatch = 1024;
/// Columns of a joined plan.
constexpr std::size_t kMostColumns = 20'000;
/// What whole columns of the variants may take together.
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kBytesPerCell = 8;
/// Progress is told in parts of this.
constexpr std::uint64_t kProgressUnits = 1000;

/// One call of evaluate().
class Evaluation {
 public:
  Evaluation(const Variants& variants, const Policy::Impl& policy, const Data::Impl& data,
             const RunOptions& options, const FigureSink& sink)
      : variants_(variants),
        policy_(policy),
        options_(options),
        sink_(sink),
        input_(data.input(options)),
        begun_(std::chrono::steady_clock::now()) {}

  std::optional<Error> run(std::span<const std::uint64_t> wanted) {
    if (input_->refusal()) return *input_->refusal();
    all_ = wanted.size();
    while (!wanted.empty()) {
      const std::size_t size = std::min(kTogether, wanted.size());
      const Result<std::size_t> done = compute_some(wanted.subspan(0, size));
      if (!done.ok()) return done.error();
      done_ += *done;
      wanted = wanted.subspan(*done);
    }
    return std::nullopt;
  }

 private:
  /// Variants that are computed together, and their figures in the plan.
  struct Chunk {
    plan::Plan plan;
    std::vector<std::uint64_t> variants;
    std::vector<std::vector<ColumnId>> figures;
    bool makes_rows = false;  ///< its tables are to be made anew
  };

  /// How many of the first were computed.
  Result<std::size_t> compute_some(std::span<const std::uint64_t> wanted) {
    Result<Chunk> chunk = join(wanted);
    if (!chunk.ok()) return chunk.error();
    const std::uint64_t bytes = bytes_kept(chunk->plan);
    const std::size_t joined = chunk->variants.size();
    if (bytes > kMostBytes && joined > 1) {
      const std::uint64_t fit = joined * kMostBytes / bytes;
      chunk = join(wanted.subspan(0, std::max<std::size_t>(static_cast<std::size_t>(fit), 1)));
      if (!chunk.ok()) return chunk.error();
    }
    const Result<bool> clean = compute(*chunk);
    if (!clean.ok()) return clean.error();
    if (*clean) return chunk->variants.size();
    careful_ = true;
    return compute_some(wanted);
  }

  std::optional<Error> stopped() const {
    if (!options_.cancel.requested()) return std::nullopt;
    return make_error(StatusCode::cancelled, text::api_cancelled);
  }

  /// The first of the variants, as many as go together.
  Result<Chunk> join(std::span<const std::uint64_t> wanted) {
    Chunk chunk;
    const bool in_parts = !careful_ && wanted.size() > 1;
    JoinedPlan joined(*policy_.plan,
                      in_parts ? JoinedPlan::Totals::in_parts : JoinedPlan::Totals::as_written);
    const std::vector<ColumnId> made = joined.fits(*policy_.plan)
                                           ? joined.add(*policy_.plan, made_from(*policy_.plan))
                                           : std::vector<ColumnId>();
    for (const std::uint64_t variant : wanted) {
      if (auto error = stopped()) return *error;
      Result<Variant> compiled = variants_.compile(variant, careful_);
      if (!compiled.ok()) return compiled.error();
      const plan::Plan& plan = *compiled->plan;
      const bool together = joined.fits(plan) && joined.add(plan, made_from(plan)) == made;
      if (!together && chunk.variants.empty()) return alone(variant, *compiled);
      if (!together || joined.size() > kMostColumns) break;
      chunk.variants.push_back(variant);
      chunk.figures.push_back(joined.add(plan, compiled->figures));
    }
    std::vector<ColumnId> outputs;
    for (const auto& figures : chunk.figures)
      outputs.insert(outputs.end(), figures.begin(), figures.end());
    chunk.plan = joined.take(outputs);
    if (in_parts) compact(chunk, std::move(outputs));
    if (const absl::Status sound = plan::verify(chunk.plan); !sound.ok())
      return make_error(StatusCode::internal_error, text::api_internal,
                        {std::string(sound.message())});
    return chunk;
  }

  void compact(Chunk& chunk, std::vector<ColumnId> outputs) const {
    JoinedPlan compact(*policy_.plan);
    outputs = compact.add_compactly(chunk.plan, outputs);
    chunk.plan = compact.take(outputs);
    auto next = outputs.begin();
    for (auto& figures : chunk.figures)
      for (ColumnId& figure : figures) figure = *next++;
  }

  static std::vector<ColumnId> made_from(const plan::Plan& plan) {
    std::vector<ColumnId> columns;
    for (plan::MadeRows made : plan.made)
      type::visit_columns(made, [&](ColumnId column) { columns.push_back(column); });
    return columns;
  }

  static Chunk alone(std::uint64_t variant, const Variant& compiled) {
    Chunk chunk;
    chunk.plan = compiled.figures_only();
    chunk.variants = {variant};
    chunk.figures = {compiled.figures};
    chunk.makes_rows = true;
    return chunk;
  }

  /// Of columns that are kept for all rows on the way.
  std::uint64_t bytes_kept(const plan::Plan& plan) const {
    const column::Schedule schedule = column::make_schedule(plan, false);
    std::uint64_t cells = 0;
    for (ColumnId id = 0; id < plan.columns.size(); ++id) {
      const column::ColumnTime& time = schedule.columns[id];
      const bool whole_column =
          !time.by_row && !std::holds_alternative<plan::Input>(plan.columns[id].node);
      if (time.needed && (time.stored || whole_column))
        cells += input_->built()->dataset.tables[plan.columns[id].entity].rows;
    }
    return cells * kBytesPerCell;
  }

  static std::vector<std::vector<ColumnId>> parts_of(const Chunk& chunk) {
    std::vector<std::vector<ColumnId>> parts;
    for (std::size_t i = 0; i < chunk.figures.size(); ++i) {
      if (i % kInOnePass == 0) parts.emplace_back();
      parts.back().insert(parts.back().end(), chunk.figures[i].begin(), chunk.figures[i].end());
    }
    return parts;
  }

  /// Whether no figure is in error for what a careful one leaves out.
  Result<bool> compute(const Chunk& chunk) {
    std::shared_ptr<const run::BoundInput> own;
    if (chunk.makes_rows) {
      own = made_anew(chunk.plan);
      if (own->refusal()) return *own->refusal();
    }
    const table::Dataset& dataset = (own ? own : input_)->built()->dataset;
    const Result<RunOptions> options = options_of_part(chunk.variants.size());
    if (!options.ok()) return options.error();
    const Result<table::Results> results =
        run::compute_parts(chunk.plan, dataset, parts_of(chunk), *options);
    if (!results.ok()) return results.error();
    const report::ComputedRun run(chunk.plan, dataset, *results);
    std::vector<std::vector<FigureValue>> values(chunk.variants.size());
    for (std::size_t i = 0; i < values.size(); ++i)
      for (const ColumnId figure : chunk.figures[i])
        values[i].push_back(figure_value(run, figure, 0));
    const auto in_error = [](const std::vector<FigureValue>& figures) {
      return std::ranges::any_of(figures, &FigureValue::in_error);
    };
    if (!careful_ && std::ranges::any_of(values, in_error)) return false;
    for (std::size_t i = 0; i < values.size(); ++i) sink_(chunk.variants[i], std::move(values[i]));
    return true;
  }

  /// The tables for a plan that makes its rows otherwise. A parameter that it gives a value is no
  /// field any more.
  std::shared_ptr<const run::BoundInput> made_anew(const plan::Plan& plan) const {
    table::DatasetBuilder::Built built{input_->built()->dataset, {}};
    const auto& fields = policy_.plan->entities[plan::kWhole].fields;
    auto& cells = built.dataset.tables[plan::kWhole].columns;
    for (std::size_t i = fields.size(); i-- > 0;) {
      const auto& own = plan.entities[plan::kWhole].fields;
      if (std::ranges::find(own, fields[i].name, &plan::Field::name) == own.end())
        cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(i));
    }
    RunOptions silent = options_;  // progress is that of the evaluator
    silent.progress = {};
    run::RunControl control(silent, 0, begun_);
    return std::make_shared<const run::BoundInput>(std::make_shared<const plan::Plan>(plan),
                                                   std::move(built), policy_.limits, control);
  }

  /// The options for so many of the variants: progress is that of all, and so is the time.
  Result<RunOptions> options_of_part(std::size_t variants) const {
    RunOptions part = options_;
    part.profile = nullptr;
    if (part.batch_rows == 0) part.batch_rows = kBatch;
    if (options_.limits.milliseconds != 0) {
      const auto gone = std::chrono::duration_cast<std::chrono::milliseconds>(
                            std::chrono::steady_clock::now() - begun_)
                            .count();
      const auto spent = static_cast<std::uint64_t>(gone);
      if (spent >= options_.limits.milliseconds)
        return make_error(StatusCode::limit_exceeded, text::api_limit_time,
                          {options_.limits.milliseconds});
      part.limits.milliseconds -= spent;
    }
    if (options_.progress) {
      part.progress = [this, variants](std::uint64_t done, std::uint64_t total) {
        const std::uint64_t units = total == 0 ? 0 : done * kProgressUnits / total;
        return options_.progress(done_ * kProgressUnits + variants * units, all_ * kProgressUnits);
      };
    }
    return part;
  }

  const Variants& variants_;
  const Policy::Impl& policy_;
  const RunOptions& options_;
  const FigureSink& sink_;
  std::shared_ptr<const run::BoundInput> input_;
  std::chrono::steady_clock::time_point begun_;
  std::uint64_t all_ = 0, done_ = 0;  ///< variants
  bool careful_ = false;
};

}  // namespace

std::optional<Error> evaluate(const Variants& variants, const std::vector<std::uint64_t>& wanted,
                              const Policy::Impl& policy, const Data::Impl& data,
                              const RunOptions& options, const FigureSink& sink) {
  return Evaluation(variants, policy, data, options, sink).run(wanted);
}

}  // namespace remit::sweep

#include "column/evaluate.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "column/compile/formula_compiler.h"
#include "column/compile/store_column.h"
#include "column/evaluate_part.h"
#include "column/kept_divisions.h"
#include "column/kept_passes.h"
#include "column/nodes/group_sums.h"
#include "column/nodes/nodes.h"
#include "column/nodes/tally.h"
#include "column/recurrence.h"
#include "column/run/results.h"
#include "plan/recurrence.h"
#include "table/narrow_column.h"

namespace remit::column {
namespace {

constexpr std::size_t kDefaultBatch = 256;

/// Columns by where a run comes to them, so that a pass does not look at every column of the plan.
class PlacedColumns {
 public:
  using Placed = std::pair<std::size_t, plan::ColumnId>;

  void add(std::size_t place, plan::ColumnId id) { all_.emplace_back(place, id); }
  void sort() { std::ranges::sort(all_); }

  /// Those of a place, in the order of the plan. O(log n).
  std::span<const Placed> at(std::size_t place) const {
    return {std::ranges::lower_bound(all_, place, {}, &Placed::first),
            std::ranges::upper_bound(all_, place, {}, &Placed::first)};
  }

 private:
  std::vector<Placed> all_;
};

/// One evaluation.
class Run {
 public:
  Run(const plan::Plan& plan, const Schedule& schedule, const BoundDataset& bound,
      ColumnMemory& memory, const RunOptions& options)
      : plan_(plan),
        schedule_(schedule),
        options_(options),
        environment_{plan,
                     bound.row_counts,
                     bound.given,
                     bound.inputs,
                     bound.texts,
                     bound.missed,
                     memory,
                     bound.refused,
                     std::vector<std::shared_ptr<const table::WorkCalendar>>(plan.calendars.size()),
                     {},
                     options.narrow_rows} {
    place_columns();
  }

  /// Folds over the rows of an entity, unless partitioned, are left as they were gathered.
  void leave_folds(std::optional<plan::EntityId> over) { left_over_ = over; }

  /// Of these outputs no more than their tallies is wanted; must outlive the evaluation.
  void tally(const Tallied& tallied) { tallied_ = &tallied; }
  /// Passes that are used again; must outlive the evaluation.
  void use(KeptPasses& kept) {
    if (options_.profile == nullptr && reads_inputs_first()) kept_ = &kept;
  }

  /// How amounts are divided is among the results.
  void keep_divisions() { keeps_divisions_ = true; }

  std::vector<ColumnPtr> take_stores() { return std::move(environment_.stores); }
  std::vector<GatheredFold> take_gathered() { return std::move(gathered_); }

  /// What follows a stage that missed texts is not computed.
  absl::Status compute() {
    for (int stage = 0; stage < schedule_.stages; ++stage) {
      if (absl::Status status = compute_whole_columns(stage); !status.ok()) return status;
      for (plan::EntityId entity = 0; entity < plan_.entities.size(); ++entity) {
        if (!run_entity(stage, entity)) return absl::CancelledError("stopped by the host");
      }
      if (!environment_.missed->is_empty()) return absl::OkStatus();
    }
    return absl::OkStatus();
  }

  table::Results take_results(const Options& options) {
    table::Results results;
    results.columns.resize(plan_.columns.size());
    const std::vector<bool> divisions = keeps_divisions_ ? columns_of_divisions(plan_, schedule_)
                                                         : std::vector<bool>(plan_.columns.size());
    for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
      const plan::Column& column = plan_.columns[id];
      if (std::holds_alternative<plan::Input>(column.node)) continue;
      // One cell costs nothing.
      const bool kept = divisions[id] || (keeps_divisions_ && column.entity == plan::kWhole);
      if (!column.output && !options.keep_helpers && !kept) continue;
      if (environment_.stores[id] == nullptr) continue;  // tallied
      results.columns[id] = to_column_data(*environment_.stores[id], column, environment_.texts);
      results.columns[id]->decimals = column.form.decimals;
    }
    results.tallies = std::move(tallies_);
    std::ranges::sort(results.tallies, {}, &std::pair<std::uint32_t, table::Tally>::first);
    results.divisions = std::move(divided_);
    std::ranges::sort(results.divisions, {}, [](const auto& each) { return each.first; });
    return results;
  }

 private:
  std::size_t place_of(int stage, plan::EntityId entity) const {
    return static_cast<std::size_t>(stage) * plan_.entities.size() + entity;
  }

  void place_columns() {
    for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
      const ColumnTime& time = schedule_.columns[id];
      if (!time.needed) continue;
      const auto* fold = std::get_if<plan::Fold>(&plan_.columns[id].node);
      if (time.by_row)
        by_row_.add(place_of(time.local, plan_.columns[id].entity), id);
      else
        whole_.add(static_cast<std::size_t>(time.ready), id);
      if (fold != nullptr && fold->is_gathered() && time.ready > 0)
        folds_.add(place_of(time.ready - 1, fold->rows), id);
    }
    for (PlacedColumns* const each : {&by_row_, &whole_, &folds_}) each->sort();
  }

  absl::Status compute_whole_columns(int stage) {
    for (const auto& [place, id] : whole_.at(static_cast<std::size_t>(stage))) {
      if (environment_.stores[id] != nullptr) continue;
      Stopwatch watch(options_.profile != nullptr);
      const plan::Node& node = plan_.columns[id].node;
      if (const auto* rank = std::get_if<plan::Rank>(&node)) {
        environment_.stores[id] = compute_rank(environment_, id, *rank);
      } else if (const auto* match = std::get_if<plan::Match>(&node)) {
        environment_.stores[id] = compute_match(environment_, id, *match);
      } else if (const auto* apportion = std::get_if<plan::Apportion>(&node)) {
        std::vector<table::DividedGroup> groups;
        environment_.stores[id] =
            compute_apportion(environment_, id, *apportion, keeps_divisions_ ? &groups : nullptr);
        if (!groups.empty())
          divided_.emplace_back(
              id, std::make_shared<const std::vector<table::DividedGroup>>(std::move(groups)));
      } else if (const auto* fold = std::get_if<plan::Fold>(&node);
                 fold != nullptr && !fold->is_gathered()) {
        environment_.stores[id] = compute_ordered_fold(environment_, id, *fold);
      } else if (const auto* share = std::get_if<plan::PartyShare>(&node)) {
        compute_parties(share->split);
      } else if (const plan::Recurrence* of = plan::recurrence_of(plan_, id)) {
        auto columns = compute_recurrence(environment_, *of, options_);
        if (!columns.ok()) return columns.status();
        for (std::size_t i = 0; i < columns->size(); ++i)
          environment_.stores[of->first + i] = std::move((*columns)[i]);
      }
      if (options_.profile != nullptr) profile_whole_column(id, stage, watch.lap());
    }
    return absl::OkStatus();
  }

  /// `took.prepare_nanoseconds` still has the grouping of rows in it.
  void profile_pass(const CompiledPass& compiled, const std::vector<std::uint64_t>& nanoseconds,
                    const PassResult& result, StageProfile took) {
    for (std::size_t i = 0; i < compiled.folds.size(); ++i) {
      const FoldInPass& fold = compiled.folds[i];
      options_.profile->columns[fold.id].nanoseconds += static_cast<double>(nanoseconds[i]);
      took.fold_nanoseconds += nanoseconds[i];
      took.prepare_nanoseconds -= std::min(took.prepare_nanoseconds, fold.grouping);
    }
    add_pass(compiled.pass, result, took, options_.profile);
  }

  void profile_whole_column(plan::ColumnId id, int stage, std::uint64_t nanoseconds) {
    const ColumnStore* const store = environment_.stores[id].get();
    if (store == nullptr) return;
    add_whole_column(id, stage, plan_.columns[id].entity, store->rows, store->values.width,
                     nanoseconds, options_.profile);
  }

  void compute_parties(std::uint32_t split) {
    std::vector<plan::ColumnId> ids(plan_.party_splits[split].weights.size(), plan::kNoColumn);
    for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
      const auto* share = std::get_if<plan::PartyShare>(&plan_.columns[id].node);
      if (share == nullptr || share->split != split || !schedule_.columns[id].needed) continue;
      ids[share->index] = id;
    }
    std::vector<ColumnPtr> columns =
        compute_party_shares(environment_, plan_.party_splits[split], ids, *options_.executor);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] != plan::kNoColumn) environment_.stores[ids[i]] = std::move(columns[i]);
    }
  }

  /// Whether the passes of the first stage read nothing but inputs: then they are the same in every
  /// run.
  bool reads_inputs_first() const {
    for (plan::ColumnId id = 0; id < plan_.columns.size(); ++id) {
      const ColumnTime& time = schedule_.columns[id];
      const bool input = std::holds_alternative<plan::Input>(plan_.columns[id].node);
      if (time.needed && !time.by_row && !input && time.ready == 0) return false;
    }
    return true;
  }

  CompiledPass compile_pass(int stage, plan::EntityId entity) {
    FormulaCompiler formulas(environment_, entity);
    CompiledPass made;
    made.pass.rows = environment_.row_counts[entity];
    made.folds = folds_of(stage, entity);
    std::vector<std::pair<plan::ColumnId, std::size_t>> ready = ready_after(made.folds, stage);
    std::size_t next = 0;
    for (const auto& [place, id] : by_row_.at(place_of(stage, entity))) {
      const ColumnTime& time = schedule_.columns[id];
      formulas.define(id, time.stored || time.folded || time.readers > 1, time.where);
      made.defined.push_back(id);
      if (time.stored)
        store_column(environment_, id, formulas, &made.pass);
      else if (tallied_ != nullptr && !tallied_->empty() && (*tallied_)[id])
        made.tallies.push_back(add_tally(formulas, id, &made.pass));
      for (; next < ready.size() && ready[next].first <= id; ++next)
        add_alone(formulas, &made.folds[ready[next].second], &made.pass);
    }
    add_folds(formulas, &made.folds, &made.pass);
    if (!made.defined.empty() || !made.folds.empty()) finish_pass(formulas, &made.pass);
    return made;
  }

  /// The pass and the columns that it writes in this run.
  std::pair<std::shared_ptr<const CompiledPass>, std::vector<StoredColumn>> ready_pass(
      int stage, plan::EntityId entity) {
    const bool can_keep = kept_ != nullptr && stage == 0;
    if (can_keep) {
      if (auto known = kept_->find(entity)) {
        auto stored = with_memory(known->pass.stored, environment_.memory, known->pass.rows);
        return {std::move(known), std::move(stored)};
      }
    }
    auto made = std::make_shared<CompiledPass>(compile_pass(stage, entity));
    std::vector<StoredColumn> stored = made->pass.stored;
    if (can_keep) {
      made->pass.stored = without_memory(stored);
      kept_->keep(entity, made);
    }
    return {std::move(made), std::move(stored)};
  }

  bool run_entity(int stage, plan::EntityId entity) {
    const std::size_t place = place_of(stage, entity);
    if (by_row_.at(place).empty() && folds_.at(place).empty()) return true;
    Stopwatch watch(options_.profile != nullptr);
    const auto [compiled, columns] = ready_pass(stage, entity);
    if (compiled->defined.empty() && compiled->folds.empty()) return true;
    const Pass& pass = compiled->pass;
    const std::uint64_t preparing = watch.lap();
    PassResult result = run_pass(pass, columns, options_);
    if (result.stopped) return false;
    const std::uint64_t running = watch.lap();
    std::size_t stored = 0;
    for (const plan::ColumnId id : compiled->defined) {
      if (schedule_.columns[id].stored) environment_.stores[id] = columns[stored++].store;
    }
    for (std::size_t slot = 0; slot < pass.accumulators; ++slot) merge_folds(result.frames, slot);
    for (const TallyInPass& tally : compiled->tallies)
      tallies_.emplace_back(tally.id, take_tally(result.frames, tally.slot));
    std::vector<std::uint64_t> nanoseconds;
    for (const FoldInPass& fold : compiled->folds) {
      FoldResult found = take_fold(result.frames, fold.slot, fold.which, fold.inputs);
      nanoseconds.push_back(fold.nanoseconds);
      if (left_over_ == entity && fold.groups == nullptr) {
        gathered_.push_back({fold.id, std::move(found)});
        continue;
      }
      environment_.stores[fold.id] =
          fold_column(environment_, fold.id, std::get<plan::Fold>(plan_.columns[fold.id].node),
                      found, fold.groups.get());
      nanoseconds.back() += watch.lap();
    }
    if (options_.profile != nullptr) {
      profile_pass(*compiled, nanoseconds, result,
                   {stage, entity, false, pass.rows, 0, preparing, running, 0, {}, 0, {}});
    }
    return true;
  }

  std::vector<FoldInPass> folds_of(int stage, plan::EntityId entity) const {
    std::vector<FoldInPass> folds;
    for (const auto& [place, id] : folds_.at(place_of(stage, entity))) {
      folds.emplace_back();
      folds.back().id = id;
    }
    return folds;
  }

  /// Folds over all rows, behind the last column of the pass that they read: added right after it,
  /// while the batch of that is in the nearest cache.
  std::vector<std::pair<plan::ColumnId, std::size_t>> ready_after(
      const std::vector<FoldInPass>& folds, int stage) const {
    std::vector<std::pair<plan::ColumnId, std::size_t>> ready;
    for (std::size_t i = 0; i < folds.size(); ++i) {
      const auto& node = std::get<plan::Fold>(plan_.columns[folds[i].id].node);
      if (node.partitioned || node.via != plan::kNoColumn) continue;
      plan::ColumnId last = 0;
      for (const plan::ColumnId read : {node.value, node.where}) {
        if (read == plan::kNoColumn) continue;
        const ColumnTime& time = schedule_.columns[read];
        if (time.by_row && time.local == stage) last = std::max(last, read);
      }
      if (last != 0) ready.emplace_back(last, i);
    }
    std::sort(ready.begin(), ready.end());
    return ready;
  }

  TallyInPass add_tally(FormulaCompiler& formulas, plan::ColumnId id, Pass* pass) {
    StepEmitter& emitter = formulas.emitter();
    emitter.work_for(id);
    const RegisterId value = emitter.settle(&formulas.column(id));
    const std::size_t slot = pass->accumulators++;
    emitter.add_step(tally_step(slot, value, pass->rows, emitter.registers(), emitter.ranges()),
                     emitter.width_of(value));
    return {id, slot};
  }

  void add_alone(FormulaCompiler& formulas, FoldInPass* fold, Pass* pass) {
    StepEmitter& emitter = formulas.emitter();
    emitter.work_for(fold->id);
    fold->inputs = fold_inputs(std::get<plan::Fold>(plan_.columns[fold->id].node), formulas, fold);
    fold->slot = pass->accumulators++;
    fold->added = true;
    if (is_group_sum(fold->inputs, emitter.registers(), emitter.ranges()))
      emitter.add_step(group_sums_step(fold->slot, {fold->inputs}));
    else
      emitter.add_step(fold_step(fold->slot, fold->inputs, emitter.registers(), emitter.ranges()),
                       width_of(fold->inputs, emitter));
  }

  void add_folds(FormulaCompiler& formulas, std::vector<FoldInPass>* folds, Pass* pass) {
    for (FoldInPass& fold : *folds) {
      if (fold.added) continue;
      formulas.emitter().work_for(fold.id);
      fold.inputs = fold_inputs(std::get<plan::Fold>(plan_.columns[fold.id].node), formulas, &fold);
    }
    gather_folds(formulas.emitter(), folds, pass);
  }

  /// Sums and counts of the same groups share an accumulator, every other fold has its own.
  static void gather_folds(StepEmitter& emitter, std::vector<FoldInPass>* folds, Pass* pass) {
    std::vector<bool> placed(folds->size(), false);
    for (std::size_t i = 0; i < folds->size(); ++i) placed[i] = (*folds)[i].added;
    for (std::size_t i = 0; i < folds->size(); ++i) {
      if (placed[i]) continue;
      FoldInPass& fold = (*folds)[i];
      const std::size_t slot = pass->accumulators++;
      fold.slot = slot;
      emitter.work_for(fold.id);
      if (!is_group_sum(fold.inputs, emitter.registers(), emitter.ranges())) {
        emitter.add_step(fold_step(slot, fold.inputs, emitter.registers(), emitter.ranges()),
                         width_of(fold.inputs, emitter));
        continue;
      }
      std::vector<FoldInputs> together;
      for (std::size_t k = i; k < folds->size() && together.size() < kMaxGroupSums; ++k) {
        FoldInPass& other = (*folds)[k];
        if (placed[k] || other.inputs.group != fold.inputs.group ||
            other.inputs.groups != fold.inputs.groups ||
            !is_group_sum(other.inputs, emitter.registers(), emitter.ranges())) {
          continue;
        }
        if (k != i) emitter.note_fused(other.id);
        placed[k] = true;
        other.slot = slot;
        other.which = together.size();
        together.push_back(other.inputs);
      }
      emitter.add_step(group_sums_step(slot, std::move(together)));
    }
  }

  static Width width_of(const FoldInputs& inputs, const StepEmitter& emitter) {
    return inputs.value == kNoRegister ? Width::int64 : emitter.width_of(inputs.value);
  }

  FoldInputs fold_inputs(const plan::Fold& node, FormulaCompiler& formulas, FoldInPass* fold) {
    StepEmitter& emitter = formulas.emitter();
    FoldInputs inputs;
    inputs.op = node.op;
    inputs.rows = environment_.row_counts[node.rows];
    inputs.groups = environment_.row_counts[plan_.columns[fold->id].entity];
    if (node.partitioned) {
      Stopwatch watch(options_.profile != nullptr);
      fold->groups = std::make_shared<const Groups>(
          group_rows(key_columns(environment_, node.partition, node.rows),
                     environment_.row_counts[node.rows]));
      inputs.groups = fold->groups->count;
      inputs.group = formulas.load_groups(fold->groups->as_column());
      fold->grouping = fold->nanoseconds = watch.lap();
    } else if (node.via != plan::kNoColumn) {
      inputs.group = emitter.settle_at(&formulas.column(node.via), Width::int64);
    }
    inputs.where = formulas.condition(node.where);
    if (node.op != plan::FoldOp::count) {
      Operand& value = formulas.column(node.value);
      inputs.value = emitter.settle(&value);
      if (value.is_ratio()) inputs.denominator = emitter.materialise(value.denominator.get());
    }
    return inputs;
  }

  const plan::Plan& plan_;
  const Schedule& schedule_;
  const RunOptions& options_;
  Environment environment_;
  PlacedColumns by_row_, folds_;  // by stage and entity
  PlacedColumns whole_;           // by stage
  std::optional<plan::EntityId> left_over_;
  std::vector<GatheredFold> gathered_;
  const Tallied* tallied_ = nullptr;
  KeptPasses* kept_ = nullptr;
  std::vector<std::pair<std::uint32_t, table::Tally>> tallies_;
  bool keeps_divisions_ = false;
  decltype(table::Results::divisions) divided_;
};

}  // namespace

namespace {

/// With what is kept of divisions among the outputs.
Schedule schedule_of(const plan::Plan& plan, const Options& options, const Tallied& tallied) {
  Schedule schedule = make_schedule(plan, options.keep_helpers, tallied);
  if (!options.keep_divisions || options.keep_helpers) return schedule;
  std::vector<bool> outputs = columns_of_divisions(plan, schedule);
  for (plan::ColumnId id = 0; id < outputs.size(); ++id)
    outputs[id] = outputs[id] || plan.columns[id].output;
  return make_schedule(plan, outputs, std::vector<bool>(outputs.size()), tallied);
}

}  // namespace

RunOptions run_options(const Options& options, base::Executor* serial) {
  RunOptions run;
  run.kernels = kernels::kernel_table(options.isa);
  run.batch_rows = options.batch_rows == 0 ? kDefaultBatch : options.batch_rows;
  run.narrow_rows = options.narrow_rows == 0 ? table::kNarrowRows : options.narrow_rows;
  run.executor = options.executor == nullptr ? serial : options.executor;
  run.stop = options.stop;
  run.profile = options.profile;
  return run;
}

absl::StatusOr<PartResult> evaluate_part(const plan::Plan& plan, const Schedule& schedule,
                                         const BoundDataset& bound,
                                         std::optional<plan::EntityId> left_over,
                                         ColumnMemory& memory, const RunOptions& options) {
  Run run(plan, schedule, bound, memory, options);
  run.leave_folds(left_over);
  if (absl::Status status = run.compute(); !status.ok()) return status;
  if (!bound.missed->is_empty()) return PartResult{};
  return PartResult{run.take_stores(), run.take_gathered()};
}

Evaluator::Evaluator(const plan::Plan& plan, const table::Dataset& dataset, const Options& options,
                     Tallied tallied, const Evaluator* other)
    : plan_(plan),
      tallied_(std::move(tallied)),
      keep_divisions_(options.keep_divisions),
      schedule_(schedule_of(plan, options, tallied_)),
      memory_(other == nullptr ? std::make_shared<ColumnMemory>() : other->memory_) {
  base::SerialExecutor serial;
  const auto ready = other == nullptr ? nullptr : other->ready();
  auto begun = std::make_shared<Ready>();
  begun->bound = bind(plan, schedule_, dataset, run_options(options, &serial), nullptr, nullptr,
                      ready == nullptr ? nullptr : ready->bound.get());
  begun->kept = std::make_shared<KeptPasses>(plan.entities.size());
  ready_ = std::move(begun);
}

absl::StatusOr<table::Results> Evaluator::evaluate(const Options& options) const {
  base::SerialExecutor serial;
  const RunOptions run = run_options(options, &serial);
  Stopwatch watch(run.profile != nullptr);
  if (run.profile != nullptr) *run.profile = Profile(plan_.columns.size());
  for (;;) {
    const std::shared_ptr<const Ready> ready = this->ready();
    Run evaluation(plan_, schedule_, *ready->bound, *memory_, run);
    evaluation.tally(tallied_);
    evaluation.use(*ready->kept);
    if (keep_divisions_) evaluation.keep_divisions();
    if (const absl::Status status = evaluation.compute(); !status.ok()) return status;
    if (!ready->bound->missed->is_empty()) {
      learn_texts(*ready);
      continue;
    }
    table::Results results = evaluation.take_results(options);
    if (run.profile != nullptr) run.profile->total_nanoseconds = watch.lap();
    return results;
  }
}

std::shared_ptr<const Evaluator::Ready> Evaluator::ready() const {
  const std::lock_guard lock(mutex_);
  return ready_;
}

void Evaluator::learn_texts(const Ready& missing) const {
  const std::lock_guard lock(mutex_);
  if (ready_.get() != &missing) return;  // another run did
  auto more = std::make_shared<Ready>();
  more->bound = with_missed_texts(*missing.bound);
  more->kept = std::make_shared<KeptPasses>(plan_.entities.size());
  ready_ = std::move(more);
}

absl::StatusOr<table::Results> evaluate(const plan::Plan& plan, const table::Dataset& dataset,
                                        const Options& options) {
  return Evaluator(plan, dataset, options).evaluate(options);
}

}  // namespace remit::column

#include "column/stream/stream.h"

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "column/evaluate_part.h"
#include "column/nodes/cell_reader.h"
#include "column/run/results.h"
#include "column/stream/fold_sum.h"
#include "column/stream/kept_column.h"

namespace remit::column {
namespace {

using plan::ColumnId;

class StreamRun {
 public:
  StreamRun(const plan::Plan& plan, const StreamPlan& stream, const table::Dataset& dataset,
            const StreamOptions& options)
      : plan_(plan),
        stream_(stream),
        options_(options),
        run_(run_options(options, &serial_)),
        dataset_(dataset),
        memory_(std::make_shared<ColumnMemory>()),
        complete_(plan.columns.size()),
        starts_in_rows_(plan.columns.size()) {
    dataset_.tables[stream.entity] = {0, {}, true, {}};
    for (ColumnId id = 0; id < plan.columns.size(); ++id) {
      starts_in_rows_[id] = plan.columns[id].entity == stream.entity;
    }
    Schedule inputs = make_schedule(plan, false);
    for (ColumnId id = 0; id < plan.columns.size(); ++id) {
      if (starts_in_rows_[id]) inputs.columns[id].needed = false;
    }
    Stopwatch watch(measures());
    if (measures()) *options.profile = Profile(plan.columns.size());
    beside_ = bind(plan, inputs, dataset_, run_);
    if (measures()) options.profile->bind_nanoseconds = watch.lap();
    for (ColumnId id = 0; id < plan.columns.size(); ++id) {
      complete_[id] = beside_->inputs[id] != nullptr;
    }
  }

  absl::StatusOr<table::Results> run(RowSource& source,
                                     const std::function<absl::Status(const StreamBatch&)>& sink) {
    Stopwatch watch(measures());
    if (absl::Status status = compute_beside(0); !status.ok()) return status;
    for (int traversal = 1; traversal <= stream_.traversals; ++traversal) {
      const bool last = traversal == stream_.traversals;
      if (absl::Status status = traverse(traversal, source, last ? &sink : nullptr); !status.ok()) {
        return status;
      }
      if (absl::Status status = compute_beside(traversal); !status.ok()) return status;
    }
    table::Results results;
    results.columns.resize(plan_.columns.size());
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (!is_result(id) || starts_in_rows_[id]) continue;
      results.columns[id] = result_of(id, *beside_->inputs[id], beside_->texts);
    }
    if (measures()) profile_rest(watch.lap());
    return results;
  }

 private:
  bool measures() const { return options_.profile != nullptr; }

  /// What the run took without that which is known from the traversals.
  void profile_rest(std::uint64_t nanoseconds) const {
    for (const TraversalProfile& each : options_.profile->traversals) {
      nanoseconds -= each.read_nanoseconds + each.bind_nanoseconds + each.take_nanoseconds;
    }
    options_.profile->total_nanoseconds = nanoseconds;
  }

  absl::StatusOr<PartResult> evaluate(const Schedule& schedule, const BoundDataset& bound,
                                      std::optional<plan::EntityId> left_over, int traversal) {
    if (!measures()) return evaluate_part(plan_, schedule, bound, left_over, *memory_, run_);
    Profile part(plan_.columns.size());
    RunOptions run = run_;
    run.profile = &part;
    absl::StatusOr<PartResult> result =
        evaluate_part(plan_, schedule, bound, left_over, *memory_, run);
    options_.profile->add(part, traversal);
    return result;
  }

  bool is_result(ColumnId id) const {
    return plan_.columns[id].output && !std::holds_alternative<plan::Input>(plan_.columns[id].node);
  }
  bool has_role(ColumnId id, StreamRole role) const {
    return stream_.needed[id] && stream_.roles[id] == role;
  }

  table::ColumnData result_of(ColumnId id, const ColumnStore& store, const TextCodes& texts) const {
    table::ColumnData data = to_column_data(store, plan_.columns[id], texts);
    data.decimals = plan_.columns[id].form.decimals;
    return data;
  }

  /// Computes everything that is possible after so many traversals and needs no other.
  absl::Status compute_beside(int after) {
    std::vector<bool> wanted(plan_.columns.size());
    bool any = false;
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      wanted[id] = !complete_[id] && stream_.after[id] == after &&
                   (has_role(id, StreamRole::beside) || has_role(id, StreamRole::whole));
      any = any || wanted[id];
    }
    if (!any) return absl::OkStatus();
    const Schedule schedule = make_schedule(plan_, wanted, complete_);
    absl::StatusOr<PartResult> part = evaluate(schedule, *beside_, std::nullopt, after);
    while (part.ok() && !beside_->missed->is_empty()) {
      beside_ = with_missed_texts(*beside_);
      part = evaluate(schedule, *beside_, std::nullopt, after);
    }
    if (!part.ok()) return part.status();
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (wanted[id]) complete(id, part->stores[id]);
    }
    return absl::OkStatus();
  }

  void complete(ColumnId id, ColumnPtr store) {
    beside_->inputs[id] = std::move(store);
    complete_[id] = true;
  }

  /// What one traversal computes from its batches.
  struct Wanted {
    int traversal;
    std::vector<bool> columns;
    std::vector<ColumnId> kept;
    std::vector<ColumnId> results;
  };

  Wanted wanted_in(int traversal, bool last) const {
    Wanted wanted{traversal, std::vector<bool>(plan_.columns.size()), {}, {}};
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (!stream_.needed[id]) continue;
      const bool folds = has_role(id, StreamRole::fold) && stream_.after[id] == traversal;
      const bool keeps = stream_.kept[id] && stream_.after[id] + 1 == traversal;
      const bool gives = last && starts_in_rows_[id] && is_result(id);
      if (keeps) wanted.kept.push_back(id);
      if (gives) wanted.results.push_back(id);
      wanted.columns[id] = !complete_[id] && (folds || keeps || gives);
    }
    return wanted;
  }

  absl::Status traverse(int traversal, RowSource& source,
                        const std::function<absl::Status(const StreamBatch&)>* sink) {
    const Wanted wanted = wanted_in(traversal, sink != nullptr);
    const Schedule schedule = make_schedule(plan_, wanted.columns, complete_);
    refused_.clear();
    now_ = {};
    Stopwatch beginning(measures());
    if (absl::Status status = source.rewind(); !status.ok()) return status;
    now_.read_nanoseconds += beginning.lap();
    std::map<ColumnId, FoldSum> folds;
    std::map<ColumnId, KeptColumn> kept;
    std::uint64_t first = 0;
    for (bool any = false;; any = true) {
      Stopwatch reading(measures());
      absl::StatusOr<const table::Table*> next = source.next();
      now_.read_nanoseconds += reading.lap();
      if (!next.ok()) return next.status();
      const table::Table none = {0, columns_without_rows(), true, {}};
      // Without rows the folds are those of none.
      if (*next == nullptr && any) break;
      const table::Table& rows = *next == nullptr ? none : **next;
      if (absl::Status status = run_batch(schedule, wanted, first, rows, &folds, &kept, sink);
          !status.ok()) {
        return status;
      }
      first += rows.rows;
      ++now_.batches;
      if (*next == nullptr) break;
    }
    now_.rows = first;
    if (measures()) options_.profile->traversals.push_back(now_);
    if (traversal > 1 && first != beside_->row_counts[stream_.entity]) {
      return absl::DataLossError("the source gave another number of rows");
    }
    beside_->row_counts[stream_.entity] = first;
    beside_->refused[stream_.entity] = refused_rows(first, std::move(refused_));
    finish_folds(traversal, &folds);
    for (auto& [id, column] : kept) complete(id, column.take());
    return absl::OkStatus();
  }

  table::Dataset with_rows(const table::Table& rows) const {
    table::Dataset dataset = dataset_;
    dataset.tables[stream_.entity] = rows;
    return dataset;
  }

  absl::Status run_batch(const Schedule& schedule, const Wanted& wanted, std::uint64_t first,
                         const table::Table& rows, std::map<ColumnId, FoldSum>* folds,
                         std::map<ColumnId, KeptColumn>* kept,
                         const std::function<absl::Status(const StreamBatch&)>* sink) {
    const table::Dataset dataset = with_rows(rows);
    Stopwatch binding(measures());
    std::shared_ptr<BoundDataset> bound = bind(plan_, schedule, dataset, run_, &beside_->texts);
    now_.bind_nanoseconds += binding.lap();
    put_complete(first, rows.rows, bound.get());
    absl::StatusOr<PartResult> part = evaluate(schedule, *bound, stream_.entity, wanted.traversal);
    while (part.ok() && !bound->missed->is_empty()) {
      bound = with_missed_texts(*bound);
      part = evaluate(schedule, *bound, stream_.entity, wanted.traversal);
    }
    if (!part.ok()) return part.status();
    const FaultMap globally = [&](const type::Fault& fault) { return moved(fault, first); };
    for (const auto& [row, fault] : rows.refused) {
      refused_.emplace_back(row + first, globally(fault));
    }
    Stopwatch gathering(measures());
    for (GatheredFold& gathered : part->gathered) {
      const auto& node = std::get<plan::Fold>(plan_.columns[gathered.id].node);
      (*folds)[gathered.id].add(node.op, std::move(gathered.result), first, globally);
      profile_gathering(gathered.id, wanted.traversal, &gathering);
    }
    std::uint64_t bytes = 0;
    for (const ColumnId id : wanted.kept) {
      (*kept)[id].append(*part->stores[id], first, globally);
      bytes += (*kept)[id].bytes();
      profile_gathering(id, wanted.traversal, &gathering);
    }
    if (options_.kept_bytes != 0 && bytes > options_.kept_bytes) {
      return absl::ResourceExhaustedError("columns kept for all rows");
    }
    return sink == nullptr ? absl::OkStatus() : give(*part, wanted, first, rows, *bound, *sink);
  }

  absl::Status give(const PartResult& part, const Wanted& wanted, std::uint64_t first,
                    const table::Table& rows, const BoundDataset& bound,
                    const std::function<absl::Status(const StreamBatch&)>& sink) {
    table::Results results;
    results.columns.resize(plan_.columns.size());
    for (const ColumnId id : wanted.results) {
      results.columns[id] = result_of(id, *part.stores[id], bound.texts);
    }
    const auto complete = [&] {
      table::Results all;
      all.columns.resize(plan_.columns.size());
      for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
        const bool computed = !std::holds_alternative<plan::Input>(plan_.columns[id].node);
        if (complete_[id] && computed)
          all.columns[id] = result_of(id, *bound.inputs[id], bound.texts);
      }
      return all;
    };
    Stopwatch taking(measures());
    absl::Status status = sink({first, rows, results, complete});
    now_.take_nanoseconds += taking.lap();
    return status;
  }

  /// A fault with the row where it began counted from elsewhere. Rows outside a batch wrap around,
  /// and back when they are moved back.
  type::Fault moved(type::Fault fault, std::uint64_t by) const {
    if (starts_in_rows_[fault.column]) fault.row += by;
    return fault;
  }

  /// The complete columns as the batch sees them.
  void put_complete(std::uint64_t first, std::uint64_t rows, BoundDataset* bound) const {
    const FaultMap locally = [&](const type::Fault& fault) { return moved(fault, 0 - first); };
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (!complete_[id]) continue;
      const ColumnPtr& store = beside_->inputs[id];
      bound->inputs[id] = starts_in_rows_[id] ? slice(store, first, rows, locally)
                                              : seen_from_batch(store, first, bound->texts);
    }
  }

  ColumnPtr seen_from_batch(const ColumnPtr& store, std::uint64_t first,
                            const TextCodes& texts) const {
    const bool recode =
        store->type.kind == type::TypeKind::text && texts.size() != beside_->texts.size();
    bool moves = false;
    if (!store->is_clean() && first != 0) {
      for (const auto& [row, fault] : *store->faults) moves |= starts_in_rows_[fault.column];
    }
    if (!recode && !moves) return store;
    auto seen = std::make_shared<ColumnStore>(*store);
    if (moves) {
      auto faults = std::make_shared<table::Faults>(*store->faults);
      for (auto& [row, fault] : *faults) fault = moved(fault, 0 - first);
      seen->faults = std::move(faults);
    }
    if (recode) seen->values = recoded(*store, beside_->texts, texts)->values;
    return seen;
  }

  void profile_gathering(ColumnId id, int traversal, Stopwatch* watch) const {
    if (measures()) options_.profile->add_gathering(id, traversal, watch->lap());
  }

  void finish_folds(int traversal, std::map<ColumnId, FoldSum>* folds) {
    const Environment environment{plan_,
                                  beside_->row_counts,
                                  beside_->given,
                                  beside_->inputs,
                                  beside_->texts,
                                  beside_->missed,
                                  *memory_,
                                  beside_->refused,
                                  {}};
    Stopwatch watch(measures());
    for (auto& [id, sum] : *folds) {
      const auto& node = std::get<plan::Fold>(plan_.columns[id].node);
      complete(id, fold_column(environment, id, node, sum.take(), nullptr));
      profile_gathering(id, traversal, &watch);
    }
  }

  /// A table of the streamed entity with no row.
  std::vector<table::ColumnData> columns_without_rows() const;

  const plan::Plan& plan_;
  const StreamPlan& stream_;
  const StreamOptions& options_;
  SerialExecutor serial_;
  RunOptions run_;
  table::Dataset dataset_;
  std::shared_ptr<ColumnMemory> memory_;
  std::shared_ptr<BoundDataset> beside_;  ///< inputs: every column that is complete
  std::vector<bool> complete_;
  std::vector<bool> starts_in_rows_;  ///< by column: of the streamed entity
  table::Faults refused_;             ///< streamed rows in error as a whole, met in this traversal
  TraversalProfile now_;              ///< of this traversal, as far as it went
};

table::ColumnData::Storage nothing_of(const plan::Column& column) {
  switch (column.type.kind) {
    case type::TypeKind::boolean:
      return table::Buffer<std::uint8_t>();
    case type::TypeKind::date:
    case type::TypeKind::category:
      return table::Buffer<std::int32_t>();
    case type::TypeKind::text:
      return table::TextData();
    case type::TypeKind::unknown:
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
    case type::TypeKind::reference:
      break;
  }
  return table::Buffer<std::int64_t>();
}

std::vector<table::ColumnData> StreamRun::columns_without_rows() const {
  std::vector<table::ColumnData> columns(plan_.entities[stream_.entity].fields.size());
  for (const plan::Column& column : plan_.columns) {
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (input == nullptr || column.entity != stream_.entity) continue;
    columns[input->field] = {column.type, column.form.decimals, nothing_of(column), {}};
  }
  return columns;
}

}  // namespace

absl::StatusOr<table::Results> evaluate_stream(
    const plan::Plan& plan, const StreamPlan& stream, const table::Dataset& dataset,
    RowSource& source, const std::function<absl::Status(const StreamBatch&)>& sink,
    const StreamOptions& options) {
  return StreamRun(plan, stream, dataset, options).run(source, sink);
}

}  // namespace remit::column

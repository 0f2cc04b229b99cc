#include "column/stream/stream_run.h"

#include <optional>
#include <utility>

#include "column/nodes/cell_reader.h"
#include "column/run/results.h"

namespace remit::column {

using plan::ColumnId;

StreamRun::StreamRun(const plan::Plan& plan, const StreamPlan& stream,
                     const table::Dataset& dataset, const StreamOptions& options)
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

absl::StatusOr<PartResult> StreamRun::evaluate(const Schedule& schedule, const BoundDataset& bound,
                                               std::optional<plan::EntityId> left_over,
                                               int traversal) {
  if (!measures()) return evaluate_part(plan_, schedule, bound, left_over, *memory_, run_);
  Profile part(plan_.columns.size());
  RunOptions run = run_;
  run.profile = &part;
  absl::StatusOr<PartResult> result =
      evaluate_part(plan_, schedule, bound, left_over, *memory_, run);
  options_.profile->add(part, traversal);
  return result;
}

bool StreamRun::is_result(ColumnId id) const {
  return plan_.columns[id].output && !std::holds_alternative<plan::Input>(plan_.columns[id].node);
}

bool StreamRun::has_role(ColumnId id, StreamRole role) const {
  return stream_.needed[id] && stream_.roles[id] == role;
}

table::ColumnData StreamRun::result_of(ColumnId id, const ColumnStore& store,
                                       const TextCodes& texts) const {
  table::ColumnData data = to_column_data(store, plan_.columns[id], texts);
  data.decimals = plan_.columns[id].form.decimals;
  return data;
}

StreamRun::Wanted StreamRun::wanted_in(int traversal, bool last) const {
  Wanted wanted{traversal, std::vector<bool>(plan_.columns.size()), {}, {}, {}};
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!stream_.needed[id]) continue;
    const bool folds = has_role(id, StreamRole::fold) && stream_.after[id] == traversal;
    const bool keeps = stream_.kept[id] && stream_.after[id] + 1 == traversal;
    const bool gives = last && starts_in_rows_[id] && is_result(id);
    if (keeps) wanted.kept.push_back(id);
    if (gives) wanted.results.push_back(id);
    if (last && stream_.listed[id]) wanted.listed.push_back(id);
    wanted.columns[id] = !complete_[id] && (folds || keeps || gives);
  }
  return wanted;
}

absl::StatusOr<Gathered> StreamRun::gather(RowSource& source, ShardId shard,
                                           const StreamSink* sink) {
  const int traversal = traversals_ + 1;
  Reading reading;
  reading.wanted = wanted_in(traversal, is_last() && sink != nullptr);
  reading.schedule = make_schedule(plan_, reading.wanted.columns, complete_);
  reading.sink = is_last() ? sink : nullptr;
  reading.shard = shard;
  reading.base = traversals_ == 0 ? first_of_shard(shard) : rows_before(rows_, shard);
  for (bool any = false;; any = true) {
    Stopwatch watch(measures());
    absl::StatusOr<const table::Table*> next = source.next();
    now_.read_nanoseconds += watch.lap();
    if (!next.ok()) return next.status();
    const table::Table none = {0, columns_without_rows(), true, {}};
    // Without rows the folds are those of none.
    if (*next == nullptr && any) break;
    const table::Table& rows = *next == nullptr ? none : **next;
    if (absl::Status status = run_batch(reading, rows); !status.ok()) return status;
    reading.first += rows.rows;
    ++now_.batches;
    if (*next == nullptr) break;
  }
  now_.rows = reading.first;
  if (measures()) options_.profile->traversals.push_back(now_);
  now_ = {};
  Gathered gathered;
  gathered.folds = std::move(reading.folds);
  GatheredRows& rows = gathered.shards[shard];
  rows.rows = reading.first;
  rows.refused = std::move(reading.refused);
  for (auto& [id, column] : reading.kept) rows.kept[id] = column.take();
  return gathered;
}

absl::Status StreamRun::run_batch(Reading& reading, const table::Table& rows) {
  table::Dataset dataset = dataset_;
  dataset.tables[stream_.entity] = rows;
  Stopwatch binding(measures());
  std::shared_ptr<BoundDataset> bound =
      bind(plan_, reading.schedule, dataset, run_, &beside_->texts);
  now_.bind_nanoseconds += binding.lap();
  if (traversals_ > 0 && reading.first + rows.rows > rows_.at(reading.shard)) {
    return absl::DataLossError("more rows than before");
  }
  put_complete(reading, rows.rows, bound.get());
  const int traversal = reading.wanted.traversal;
  absl::StatusOr<PartResult> part = evaluate(reading.schedule, *bound, stream_.entity, traversal);
  while (part.ok() && !bound->missed->is_empty()) {
    bound = with_missed_texts(*bound);
    part = evaluate(reading.schedule, *bound, stream_.entity, traversal);
  }
  if (!part.ok()) return part.status();
  const FaultMap globally = [&](const type::Fault& fault) { return moved(fault, reading.named()); };
  for (const auto& [row, fault] : rows.refused) {
    reading.refused.emplace_back(row + reading.first, globally(fault));
  }
  Stopwatch gathering(measures());
  for (GatheredFold& gathered : part->gathered) {
    const auto op = std::get<plan::Fold>(plan_.columns[gathered.id].node).op;
    reading.folds.try_emplace(gathered.id, op)
        .first->second.add(std::move(gathered.result), reading.named(), globally);
    profile_gathering(gathered.id, traversal, &gathering);
  }
  std::uint64_t bytes = 0;
  for (const ColumnId id : reading.wanted.kept) {
    reading.kept[id].append(*part->stores[id], reading.first, globally);
    bytes += reading.kept[id].bytes();
    profile_gathering(id, traversal, &gathering);
  }
  if (options_.kept_bytes != 0 && bytes > options_.kept_bytes) {
    return absl::ResourceExhaustedError("columns kept for all rows");
  }
  return reading.sink == nullptr ? absl::OkStatus() : give(*part, reading, rows, *bound);
}

absl::Status StreamRun::give(const PartResult& part, const Reading& reading,
                             const table::Table& rows, const BoundDataset& bound) {
  table::Results results;
  results.columns.resize(plan_.columns.size());
  for (const ColumnId id : reading.wanted.results) {
    results.columns[id] = result_of(id, *part.stores[id], bound.texts);
  }
  for (const ColumnId id : reading.wanted.listed) {
    results.columns[id] = result_of(id, *bound.inputs[id], bound.texts);
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
  const std::uint64_t first = traversals_ == 0 ? reading.first : reading.named();
  const std::uint64_t place = first_of_shard(reading.shard) + reading.first;
  absl::Status status = (*reading.sink)({first, place, rows, results, complete});
  now_.take_nanoseconds += taking.lap();
  return status;
}

/// A fault with the row where it began counted from elsewhere. Rows outside a batch wrap around,
/// and back when they are moved back.
type::Fault StreamRun::moved(type::Fault fault, std::uint64_t by) const {
  if (starts_in_rows_[fault.column]) fault.row += by;
  return fault;
}

/// The complete columns as the batch sees them.
void StreamRun::put_complete(const Reading& reading, std::uint64_t rows,
                             BoundDataset* bound) const {
  const std::uint64_t first = reading.named();
  const FaultMap locally = [&](const type::Fault& fault) { return moved(fault, 0 - first); };
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!complete_[id]) continue;
    const ColumnPtr& store = beside_->inputs[id];
    bound->inputs[id] = starts_in_rows_[id] ? slice(store, first - begins_, rows, locally)
                                            : seen_from_batch(store, first, bound->texts);
  }
}

ColumnPtr StreamRun::seen_from_batch(const ColumnPtr& store, std::uint64_t first,
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

void StreamRun::profile_gathering(ColumnId id, int traversal, Stopwatch* watch) const {
  if (measures()) options_.profile->add_gathering(id, traversal, watch->lap());
}

namespace {

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

}  // namespace

/// A table of the streamed entity with no row.
std::vector<table::ColumnData> StreamRun::columns_without_rows() const {
  std::vector<table::ColumnData> columns(plan_.entities[stream_.entity].fields.size());
  for (const plan::Column& column : plan_.columns) {
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (input == nullptr || column.entity != stream_.entity) continue;
    columns[input->field] = {column.type, column.form.decimals, nothing_of(column), {}};
  }
  return columns;
}

table::Results StreamRun::results() const {
  table::Results results;
  results.columns.resize(plan_.columns.size());
  for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
    if (!is_result(id) || starts_in_rows_[id]) continue;
    results.columns[id] = result_of(id, *beside_->inputs[id], beside_->texts);
  }
  return results;
}

}  // namespace remit::column

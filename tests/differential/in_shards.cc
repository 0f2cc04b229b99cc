#include "in_shards.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "../row_column/streamed_rows.h"
#include "column/stream/shard.h"
#include "column/stream/state_parts.h"
#include "plan/print.h"

namespace remit::differential {
namespace {

using column::Advanced;
using column::Gathered;
using row_column::Batches;
using row_column::Case;
using row_column::cell;

class InShards {
 public:
  InShards(const Case& of, plan::EntityId entity, const column::StreamPlan& stream,
           const table::Results& expected)
      : case_(of), entity_(entity), stream_(stream), expected_(expected) {
    const std::uint64_t rows = of.dataset.tables[entity].rows;
    ends_ = {0, rows / 5, rows / 5, rows - rows / 3, rows};
    std::ranges::sort(ends_);
  }

  std::string run() {
    const column::StreamOptions options;
    const column::ShardedRun run{case_.plan, stream_, case_.dataset, options};
    std::optional<Advanced> before;
    for (int traversal = 1;; ++traversal) {
      std::optional<Gathered> all = gather(run, before ? &*before : nullptr);
      if (!all) return wrong_;
      if (traversal == stream_.traversals) {
        const auto found = column::finish_shards(run, before ? &*before : nullptr, *std::move(all));
        if (!found.ok()) return std::string(found.status().message());
        compare_others(*found);
        return wrong_;
      }
      const auto next = column::advance_shards(run, before ? &*before : nullptr, *std::move(all));
      if (!next.ok()) return std::string(next.status().message());
      before = column::advanced_of(column::parts_of(*next));
      if (!before) return "bytes";
    }
  }

 private:
  std::optional<Gathered> gather(const column::ShardedRun& run, const Advanced* before) {
    Gathered all;
    for (std::size_t i = ends_.size() - 1; i-- > 0;) {
      Batches source(case_, entity_, 7, ends_[i], ends_[i + 1]);
      std::uint64_t first = ends_[i];
      const column::StreamSink sink = [&](const column::StreamBatch& batch) {
        compare_rows(batch, first);
        first += batch.rows.rows;
        return absl::OkStatus();
      };
      const auto shard = static_cast<column::ShardId>(3 * i);
      const auto found = column::gather_shard(run, before, shard, source, &sink);
      if (!found.ok()) wrong_ = std::string(found.status().message());
      if (!wrong_.empty()) return std::nullopt;
      std::optional<Gathered> read = column::gathered_of(column::parts_of(*found));
      if (!read || !all.merge(*std::move(read)).ok()) wrong_ = "bytes or merge";
      if (!wrong_.empty()) return std::nullopt;
    }
    return all;
  }

  void compare_rows(const column::StreamBatch& batch, std::uint64_t first) {
    for (plan::ColumnId id = 0; id < case_.plan.columns.size(); ++id) {
      const bool own = case_.plan.columns[id].entity == entity_;  // else of the whole, who pays
      if (batch.results.columns[id]) compare(id, *batch.results.columns[id], own ? first : 0);
    }
  }

  void compare_others(const table::Results& found) {
    for (plan::ColumnId id = 0; id < case_.plan.columns.size(); ++id) {
      if (found.columns[id]) compare(id, *found.columns[id], 0);
    }
  }

  void compare(plan::ColumnId id, const table::ColumnData& column, std::uint64_t first) {
    for (std::uint64_t row = 0; row < column.size(); ++row) {
      const std::string found = cell(case_.plan, column, row, entity_, first);
      const std::string wanted = cell(case_.plan, *expected_.columns[id], first + row, entity_, 0);
      if (found == wanted) continue;
      wrong_ += plan::column_title(case_.plan, id) + ", row " + std::to_string(first + row) + ": " +
                found + " and not " + wanted + "; ";
      return;
    }
  }

  const Case& case_;
  plan::EntityId entity_;
  const column::StreamPlan& stream_;
  const table::Results& expected_;
  std::vector<std::uint64_t> ends_;
  std::string wrong_;
};

}  // namespace

std::string differences_in_shards(const plan::Plan& plan, const table::Dataset& dataset,
                                  const table::Results& expected) {
  const Case of{plan, dataset};
  std::string all;
  for (plan::EntityId entity = 0; entity < plan.entities.size(); ++entity) {
    const auto planned = column::plan_stream(of.plan, entity);
    const auto* stream = std::get_if<column::StreamPlan>(&planned);
    // Of a table that nobody gave there are no rows to read.
    if (stream == nullptr || !dataset.tables[entity].given) continue;
    const std::string wrong = InShards(of, entity, *stream, expected).run();
    if (!wrong.empty()) all += plan.entities[entity].name + ": " + wrong;
  }
  return all;
}

}  // namespace remit::differential

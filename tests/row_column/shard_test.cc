// A run in shards against the row evaluator over all rows: equal bit for bit, faults and their
// origins included, for any rows in any shards, put together in any order and tree, and through
// bytes.
#include "column/stream/shard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "column/stream/state_parts.h"
#include "random_plan.h"
#include "row/evaluator.h"
#include "streamed_rows.h"
#include "table/column_data.h"

namespace remit::row_column {
namespace {

using column::Advanced;
using column::Gathered;
using column::ShardedRun;
using column::ShardId;
using column::StreamBatch;
using column::StreamPlan;
using table::ColumnData;

struct Shard {
  ShardId number;
  std::uint64_t from, to;
};

using Random = std::mt19937_64;

std::uint64_t below(Random& random, std::uint64_t bound) { return random() % bound; }

/// All rows, cut anywhere; some shards have none, and numbers are left out.
std::vector<Shard> cut(Random& random, std::uint64_t rows) {
  std::vector<std::uint64_t> cuts = {0, rows};
  for (std::uint64_t more = below(random, 6); more > 0; --more) {
    cuts.push_back(below(random, rows + 1));
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<Shard> shards;
  ShardId number = static_cast<ShardId>(below(random, 3));
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    shards.push_back({number, cuts[i], cuts[i + 1]});
    number += 1 + static_cast<ShardId>(below(random, 4));
  }
  return shards;
}

Gathered through_bytes(const Gathered& gathered) {
  std::optional<Gathered> read = column::gathered_of(column::parts_of(gathered));
  EXPECT_TRUE(read.has_value());
  return read ? *std::move(read) : Gathered();
}

Advanced through_bytes(const Advanced& advanced) {
  std::optional<Advanced> read = column::advanced_of(column::parts_of(advanced));
  EXPECT_TRUE(read.has_value());
  return read ? *std::move(read) : Advanced();
}

/// Any two of them, until one is left.
Gathered merged(Random& random, std::vector<Gathered> states) {
  while (states.size() > 1) {
    std::shuffle(states.begin(), states.end(), random);
    const absl::Status done = states[states.size() - 2].merge(std::move(states.back()));
    EXPECT_TRUE(done.ok()) << done;
    states.pop_back();
    if (below(random, 3) == 0) states.back() = through_bytes(states.back());
  }
  return std::move(states.front());
}

struct ShardTally {
  std::map<int, int> traversals;  ///< cases by number of traversals
  int kept = 0;                   ///< cases that keep columns for all rows
  int shards = 0;
};

class InShards {
 public:
  InShards(const Case& made, plan::EntityId entity, const StreamPlan& stream,
           const table::Results& expected, std::uint64_t seed)
      : made_(made),
        entity_(entity),
        stream_(stream),
        expected_(expected),
        random_(seed),
        shards_(cut(random_, made.dataset.tables[entity].rows)) {}

  std::size_t shards() const { return shards_.size(); }

  void compare() {
    const column::StreamOptions options;
    const ShardedRun run{made_.plan, stream_, made_.dataset, options};
    std::optional<Advanced> before;
    for (int traversal = 1; traversal <= stream_.traversals; ++traversal) {
      std::vector<Gathered> states;
      for (const Shard& shard : shards_) states.push_back(gather(run, before, shard));
      if (testing::Test::HasFailure()) return;
      Gathered all = merged(random_, std::move(states));
      const Advanced* const known = before ? &*before : nullptr;
      if (traversal == stream_.traversals) {
        const auto found = column::finish_shards(run, known, std::move(all));
        ASSERT_TRUE(found.ok()) << found.status();
        return compare_others(*found);
      }
      auto next = column::advance_shards(run, known, std::move(all));
      ASSERT_TRUE(next.ok()) << next.status();
      before = through_bytes(*next);
    }
  }

 private:
  Gathered gather(const ShardedRun& run, const std::optional<Advanced>& before,
                  const Shard& shard) {
    Batches source(made_, entity_, 1 + below(random_, 20), shard.from, shard.to);
    std::uint64_t row = shard.from;
    const column::StreamSink check = [&](const StreamBatch& batch) {
      compare_rows(batch, row);
      row += batch.rows.rows;
      return absl::OkStatus();
    };
    std::optional<Advanced> part;
    if (before) part = through_bytes(before->part_of(shard.number));
    auto found = column::gather_shard(run, part ? &*part : nullptr, shard.number, source, &check);
    EXPECT_TRUE(found.ok()) << found.status();
    const bool last = (before ? before->traversals : 0) + 1 == stream_.traversals;
    EXPECT_EQ(row, last ? shard.to : shard.from);
    if (!found.ok()) return {};
    return below(random_, 2) == 0 ? *std::move(found) : through_bytes(*found);
  }

  void compare_rows(const StreamBatch& batch, std::uint64_t first) {
    for (plan::ColumnId id = 0; id < made_.plan.columns.size(); ++id) {
      const bool given = expected_.columns[id] && made_.plan.columns[id].entity == entity_;
      ASSERT_EQ(batch.results.columns[id].has_value(), given) << "column " << id;
      if (!given) continue;
      const ColumnData& found = *batch.results.columns[id];
      for (std::uint64_t row = 0; row < batch.rows.rows; ++row) {
        ASSERT_EQ(cell(made_.plan, found, row, entity_, first),
                  cell(made_.plan, *expected_.columns[id], first + row, entity_, 0))
            << "column " << id << " row " << first + row;
      }
    }
  }

  void compare_others(const table::Results& found) {
    for (plan::ColumnId id = 0; id < made_.plan.columns.size(); ++id) {
      if (made_.plan.columns[id].entity == entity_) continue;
      ASSERT_EQ(found.columns[id].has_value(), expected_.columns[id].has_value()) << id;
      if (!expected_.columns[id]) continue;
      ASSERT_TRUE(table::same(*found.columns[id], *expected_.columns[id]))
          << "column " << id << ", node kind " << made_.plan.columns[id].node.index();
    }
  }

  const Case& made_;
  plan::EntityId entity_;
  const StreamPlan& stream_;
  const table::Results& expected_;
  Random random_;
  std::vector<Shard> shards_;
};

TEST(Sharded, RandomPlansInAnyShardsMergedInAnyTree) {
  const char* asked = std::getenv("REMIT_ROW_COLUMN_SEEDS");
  const std::uint64_t seeds = asked == nullptr ? 300 : std::strtoull(asked, nullptr, 10);
  ShardTally tally;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::uint64_t rows = seed % 11 == 0 ? 0 : 20 + seed % 40;
    Case made = make_case(seed, rows, seed % 3 == 0);
    if (seed % 2 == 1) keep_few_outputs(seed, &made.plan);
    const auto expected = row::Evaluator(made.plan, made.dataset).evaluate();
    ASSERT_TRUE(expected.ok());
    for (plan::EntityId entity = 0; entity < made.plan.entities.size(); ++entity) {
      SCOPED_TRACE("entity " + std::to_string(entity));
      const auto planned = column::plan_stream(made.plan, entity);
      const auto* stream = std::get_if<StreamPlan>(&planned);
      if (stream == nullptr) continue;
      InShards run(made, entity, *stream, *expected, seed);
      run.compare();
      if (HasFailure()) return;
      ++tally.traversals[stream->traversals];
      tally.kept += std::count(stream->kept.begin(), stream->kept.end(), true) > 0 ? 1 : 0;
      tally.shards += run.shards() > 1 ? 1 : 0;
    }
  }
  for (const auto& [traversals, cases] : tally.traversals) {
    RecordProperty("traversals_" + std::to_string(traversals), cases);
  }
  EXPECT_GT(tally.traversals.size(), 2u);
  EXPECT_GT(tally.kept, 0);
  EXPECT_GT(tally.shards, 0);
}

}  // namespace
}  // namespace remit::row_column

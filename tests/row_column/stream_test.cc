// Rows in batches against the row evaluator over all of them: equal bit for bit, faults and their
// origins included, for any size of the batches.
#include "column/stream/stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "random_plan.h"
#include "row/evaluator.h"
#include "streamed_rows.h"
#include "table/column_data.h"

namespace remit::row_column {
namespace {

using column::StreamBatch;
using column::StreamObstacle;
using column::StreamPlan;
using table::ColumnData;

struct StreamTally {
  std::map<int, int> traversals;  ///< cases by number of traversals
  int kept = 0;                   ///< cases that keep columns for all rows
  std::map<StreamObstacle::Kind, int> refused;
};

void compare(const Case& made, plan::EntityId entity, const table::Results& expected,
             const std::vector<std::uint64_t>& sizes, StreamTally* tally) {
  const auto planned = column::plan_stream(made.plan, entity);
  if (const auto* obstacle = std::get_if<StreamObstacle>(&planned)) {
    ++tally->refused[obstacle->kind];
    return;
  }
  const auto& stream = std::get<StreamPlan>(planned);
  ++tally->traversals[stream.traversals];
  tally->kept += std::count(stream.kept.begin(), stream.kept.end(), true) > 0 ? 1 : 0;
  for (const std::uint64_t size : sizes) {
    SCOPED_TRACE("entity " + std::to_string(entity) + ", batches of " + std::to_string(size));
    Batches source(made, entity, size);
    std::uint64_t rows = 0;
    const auto check = [&](const StreamBatch& batch) {
      EXPECT_EQ(batch.first_row, rows);
      for (plan::ColumnId id = 0; id < made.plan.columns.size(); ++id) {
        const bool given = expected.columns[id] && made.plan.columns[id].entity == entity;
        EXPECT_EQ(batch.results.columns[id].has_value(), given) << "column " << id;
        if (!given || !batch.results.columns[id]) continue;
        const ColumnData& found = *batch.results.columns[id];
        EXPECT_EQ(found.decimals, expected.columns[id]->decimals);
        for (std::uint64_t row = 0; row < batch.rows.rows; ++row) {
          EXPECT_EQ(cell(made.plan, found, row, entity, rows),
                    cell(made.plan, *expected.columns[id], rows + row, entity, 0))
              << "column " << id << " row " << rows + row;
        }
      }
      rows += batch.rows.rows;
      return absl::OkStatus();
    };
    const auto found = column::evaluate_stream(made.plan, stream, made.dataset, source, check);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(rows, made.dataset.tables[entity].rows);
    EXPECT_EQ(source.traversals, stream.traversals);
    for (plan::ColumnId id = 0; id < made.plan.columns.size(); ++id) {
      if (made.plan.columns[id].entity == entity) continue;
      ASSERT_EQ(found->columns[id].has_value(), expected.columns[id].has_value()) << id;
      if (!expected.columns[id]) continue;
      ASSERT_TRUE(table::same(*found->columns[id], *expected.columns[id]))
          << "column " << id << ", node kind " << made.plan.columns[id].node.index();
    }
    if (testing::Test::HasFailure()) return;
  }
}

TEST(Streamed, RandomPlansInBatchesOfAnySize) {
  const char* asked = std::getenv("REMIT_ROW_COLUMN_SEEDS");
  const std::uint64_t seeds = asked == nullptr ? 300 : std::strtoull(asked, nullptr, 10);
  StreamTally tally;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::uint64_t rows = seed % 11 == 0 ? 0 : 20 + seed % 40;
    Case made = make_case(seed, rows, seed % 3 == 0);
    if (seed % 2 == 1) keep_few_outputs(seed, &made.plan);
    const auto expected = row::Evaluator(made.plan, made.dataset).evaluate();
    ASSERT_TRUE(expected.ok());
    for (plan::EntityId entity = 0; entity < made.plan.entities.size(); ++entity) {
      compare(made, entity, *expected, {1, 7, 1000}, &tally);
      if (HasFailure()) return;
    }
  }
  // The generator makes plans of every kind; this test means something only while it does.
  for (const auto& [traversals, cases] : tally.traversals) {
    RecordProperty("traversals_" + std::to_string(traversals), cases);
  }
  EXPECT_GT(tally.traversals.size(), 2u);
  EXPECT_GT(tally.kept, 0);
  EXPECT_GT(tally.refused[StreamObstacle::Kind::whole], 0);
}

}  // namespace
}  // namespace remit::row_column

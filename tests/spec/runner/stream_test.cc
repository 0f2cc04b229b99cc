// Every good case again with the rows of one of its tables in batches: the same cells, lines of the
// ledger, totals, targets and errors as in memory.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "case_file.h"
#include "open_case.h"
#include "outcome.h"
#include "remit/remit.h"

namespace remit::spec {
namespace {

struct Tally {
  int same = 0, repeated = 0, kept = 0, explained = 0;
  std::map<std::string, int> refused;
};

/// The line of a memo that says what the figure is.
std::string result_of(const std::string& memo) {
  const std::size_t begin = memo.find("\nResult: ");
  return memo.substr(begin, memo.find('\n', begin + 1) - begin);
}

/// The figures of the first row of a batch are those that a run in memory explains.
void explain(const Policy& policy, const Results& memory, std::size_t entity,
             const StreamBatch& batch, Tally& tally) {
  if (batch.results.entity(entity).row_count() == 0) return;
  const Table table = memory.entity(entity);
  for (const ColumnInfo& column : policy.entities()[entity].columns) {
    const auto at = table.find_column(column.name);
    if (!at || table.state(batch.first_row, *at) == CellState::error) continue;
    const auto whole = memory.explain_text(entity, batch.first_row, column.name);
    const auto part = batch.results.explain_text(entity, 0, column.name);
    ASSERT_TRUE(whole.ok() && part.ok());
    EXPECT_EQ(result_of(*part), result_of(*whole));
    ++tally.explained;
  }
}

void stream(const Case& made, const std::string& name, std::size_t size, const Results& memory,
            const Outcome& expected, Tally& tally) {
  const std::size_t entity = *made.data.find_entity(name);
  const Result<int> traversals = made.policy.stream_traversals(entity);
  if (!traversals.ok()) {
    EXPECT_EQ(traversals.error().code(), StatusCode::unsupported);
    ++tally.refused[traversals.error().message(Language::en)];
    return;
  }
  const Rows& rows = made.tables.at(name);
  std::size_t at = 0;
  int opened = 0;
  StreamSource source;
  source.rewind = [&]() -> Status {
    at = 0;
    ++opened;
    return Done{};
  };
  source.next = [&](Data& batch) -> Result<bool> {
    if (at + 1 >= rows.size()) return false;
    const std::size_t count = std::min(size, rows.size() - 1 - at);
    const Status status = batch.set_table_text(entity, columns_of(rows, at, count));
    at += count;
    if (!status.ok()) return status.error();
    return true;
  };
  Outcome found;
  StreamOptions options;
  options.run = made.run;
  const auto sink = [&](const StreamBatch& batch) -> Status {
    found.add(made.policy, batch.results);
    explain(made.policy, memory, entity, batch, tally);
    return Done{};
  };
  const auto results = made.policy.evaluate_stream(made.data, entity, source, sink, options);
  if (!results.ok()) {
    // Keys that occur twice are errors of their cells in memory, and refused here.
    EXPECT_EQ(results.error().code(), StatusCode::data_error);
    EXPECT_TRUE(has_key_twice(expected)) << results.error().message(Language::en);
    ++tally.repeated;
    return;
  }
  found.add(made.policy, *results);
  found.finish(*results);
  EXPECT_EQ(opened, *traversals);
  EXPECT_EQ(found.entities, expected.entities);
  EXPECT_EQ(found.ledger, expected.ledger);
  EXPECT_EQ(found.totals, expected.totals);
  EXPECT_EQ(found.targets, expected.targets);
  EXPECT_EQ(found.findings, expected.findings);
  EXPECT_EQ(found.attributions, expected.attributions);
  EXPECT_EQ(found.errors, expected.errors);
  ++tally.same;
  if (*traversals > 1) ++tally.kept;
}

TEST(Streamed, EveryGoodCaseInBatchesOfOneAndTwo) {
  Tally tally;
  for (const std::string& path : find_cases("good")) {
    SCOPED_TRACE(path);
    const Case made = open_case(path);
    const auto results = made.policy.evaluate(made.data, made.run);
    ASSERT_TRUE(results.ok());
    Outcome expected;
    expected.add(made.policy, *results);
    expected.finish(*results);
    for (const auto& [name, rows] : made.tables) {
      for (const std::size_t size : {1u, 2u}) {
        SCOPED_TRACE(name + " in batches of " + std::to_string(size));
        stream(made, name, size, *results, expected, tally);
      }
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(tally.same, 100);
  EXPECT_GT(tally.kept, 10);
  EXPECT_GT(tally.explained, 500);
  EXPECT_GT(tally.refused.size(), 3u);
}

}  // namespace
}  // namespace remit::spec

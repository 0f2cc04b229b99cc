// One truth: what a run says of a payment is the same in the cell, the ledger, the totals, the
// fund, the targets and the errors (truth.h), for random policies and data, through both
// evaluators, any number of threads and batches, and in any order of the rows.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "random_case.h"
#include "remit/remit.h"
#include "truth.h"
#include "view.h"

namespace remit::one_truth {
namespace {

void fill(Data& data, const Policy& policy, const TableText& table, std::size_t from = 1,
          std::size_t to = static_cast<std::size_t>(-1)) {
  std::vector<TextColumn> columns(table.rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = table.rows[0][i];
    for (std::size_t row = from; row < std::min(to, table.rows.size()); ++row)
      columns[i].cells.push_back(table.rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(*policy.find_entity(table.entity), columns).ok());
}

std::string all_text(const Table& table) {
  std::string text;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t column = 0; column < table.columns().size(); ++column)
      text += table.text(row, column) + (table.state(row, column) == CellState::error ? "!|" : "|");
    text += '\n';
  }
  return text;
}

std::string lists_of(const Results& results) {
  std::string lists = all_text(results.ledger()) + all_text(results.totals()) +
                      all_text(results.targets()) + all_text(results.errors());
  for (std::size_t entity = 0; entity < results.entity_count(); ++entity)
    lists += all_text(results.entity(entity));
  return lists;
}

bool has_key_twice(const TableText& table) {
  std::set<std::string> seen;
  for (std::size_t row = 1; row < table.rows.size(); ++row)
    if (!table.rows[row][0].empty() && !seen.insert(table.rows[row][0]).second) return true;
  return false;
}

/// Totals of the rows in batches are those of all rows at once.
void check_batches(const Case& of, const Policy& policy, const Data& others,
                   const Results& expected, std::size_t size, int* streamed) {
  const std::size_t entity = *policy.find_entity("helper");
  const TableText& table = of.tables[2];
  if (has_key_twice(table) || !policy.stream_traversals(entity).ok()) return;
  std::size_t at = 1;
  StreamSource source;
  source.rewind = [&]() -> Status {
    at = 1;
    return Done{};
  };
  source.next = [&](Data& batch) -> Result<bool> {
    if (at >= table.rows.size()) return false;
    fill(batch, policy, table, at, at + size);
    at += size;
    return true;
  };
  std::uint64_t errors = 0;
  const auto sink = [&](const StreamBatch& batch) -> Status {
    errors += batch.results.error_count();
    return Done{};
  };
  const Result<Results> results = policy.evaluate_stream(others, entity, source, sink, {});
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  EXPECT_EQ(all_text(results->totals()), all_text(expected.totals()));
  EXPECT_EQ(errors + results->error_count(), expected.error_count());
  ++*streamed;
}

/// Totals of rows in shards, merged from the last to the first, are those of all rows at once,
/// payers in the order in which they first occur.
void check_shards(const Case& of, const Policy& policy, const Data& others, const Results& expected,
                  std::uint64_t seed, int* sharded) {
  const std::size_t entity = *policy.find_entity("helper");
  const TableText& table = of.tables[2];
  const Result<int> traversals = policy.stream_traversals(entity);
  if (has_key_twice(table) || !traversals.ok()) return;
  const std::size_t rows = table.rows.size() - 1;
  const std::vector<std::size_t> cuts = {0, seed % (rows + 1), rows - rows / 3, rows};
  std::vector<std::size_t> ends = cuts;
  std::ranges::sort(ends);
  std::uint64_t errors = 0;
  std::optional<ShardState> before;
  for (int traversal = 1; traversal <= *traversals; ++traversal) {
    const bool last = traversal == *traversals;
    std::vector<ShardState> states;
    for (std::size_t i = ends.size() - 1; i-- > 0;) {
      bool over = false;
      StreamSource source;
      source.rewind = []() -> Status { return Done{}; };
      source.next = [&](Data& batch) -> Result<bool> {
        if (std::exchange(over, true)) return false;
        fill(batch, policy, table, ends[i] + 1, ends[i + 1] + 1);
        return true;
      };
      const auto sink = [&](const StreamBatch& batch) -> Status {
        errors += batch.results.error_count();
        return Done{};
      };
      const ShardState* const known = before ? &*before : nullptr;
      const auto number = static_cast<std::uint32_t>(7 * i);
      Result<ShardState> state =
          last ? shard_results(policy, others, entity, number, known, source, sink)
               : gather_shard(policy, others, entity, number, known, source);
      ASSERT_TRUE(state.ok()) << state.error().message(Language::en);
      states.push_back(*std::move(state));
    }
    const Result<ShardState> all = merge_states(states);
    ASSERT_TRUE(all.ok());
    if (last) {
      const Result<Results> results =
          finish_shards(policy, others, *all, before ? &*before : nullptr);
      ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
      EXPECT_EQ(all_text(results->totals()), all_text(expected.totals()));
      EXPECT_EQ(errors + results->error_count(), expected.error_count());
    } else {
      Result<ShardState> next = advance_state(policy, others, *all, before ? &*before : nullptr);
      ASSERT_TRUE(next.ok()) << next.error().message(Language::en);
      before = *std::move(next);
    }
  }
  ++*sharded;
}

/// What is paid by whom to whom, and what is not known, whatever the order of the lines. Which of
/// several errors a line names is left out: it is the first one of the table.
std::vector<std::string> payments_of(const Results& results) {
  const View ledger(results.ledger());
  std::vector<std::string> payments;
  for (std::uint64_t row = 0; row < ledger.rows(); ++row) {
    std::string line;
    const bool is_error = ledger.text(row, "status") == "error";
    for (const char* column :
         {"reward", "entity", "key", "payer", "payee", "amount", "status", "reason"})
      line +=
          is_error && std::string_view(column) == "reason" ? "|" : ledger.text(row, column) + "|";
    payments.push_back(std::move(line));
  }
  std::ranges::sort(payments);
  return payments;
}

/// Sorting a table pays nobody else, unless the policy says that its order is meant.
void check_order_of_tables(const Case& of, const Policy& policy, const Results& expected,
                           int* turned) {
  if (of.policy.find("row order") != std::string::npos) return;
  Data data = policy.new_data();
  for (TableText table : of.tables) {
    std::reverse(table.rows.begin() + 1, table.rows.end());
    fill(data, policy, table);
  }
  const Result<Results> results = policy.evaluate(data);
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  EXPECT_EQ(payments_of(*results), payments_of(expected));
  EXPECT_EQ(results->error_count(), expected.error_count());
  ++*turned;
}

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST(OneTruth, AllListsSayTheSame) {
  const std::uint64_t first = setting("REMIT_ONE_TRUTH_FIRST", 1);
  const std::uint64_t seeds = setting("REMIT_ONE_TRUTH_SEEDS", 300);
  int with_errors = 0, streamed = 0, sharded = 0, turned = 0;
  for (std::uint64_t seed = first; seed < first + seeds; ++seed) {
    const Case made = random_case(seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Result<Policy> policy = compile({{"truth.remit", made.policy}});
    ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
    Data data = policy->new_data();
    for (const TableText& table : made.tables) fill(data, *policy, table);
    std::string lists;
    for (const auto& [evaluator, threads, batch] :
         {std::tuple{Evaluator::row, 1U, 0U}, std::tuple{Evaluator::columnar, 1U, 0U},
          std::tuple{Evaluator::columnar, 3U, 2U}}) {
      RunOptions options;
      options.evaluator = evaluator;
      options.threads = threads;
      options.batch_rows = batch;
      const Result<Results> results = policy->evaluate(data, options);
      ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
      if (lists.empty()) {
        expect_one_truth(made, *policy, *results);
        lists = lists_of(*results);
        with_errors += results->error_count() > 0 ? 1 : 0;
        check_batches(made, *policy, data, *results, 1 + seed % 3, &streamed);
        check_shards(made, *policy, data, *results, seed, &sharded);
        check_order_of_tables(made, *policy, *results, &turned);
      } else {
        EXPECT_EQ(lists_of(*results), lists);
      }
    }
    if (HasFailure()) {
      std::string shown = made.policy;
      for (const TableText& table : made.tables) {
        shown += table.entity + "\n";
        for (const auto& row : table.rows) {
          for (const std::string& cell : row) shown += cell + ",";
          shown += "\n";
        }
      }
      FAIL() << shown;
    }
  }
  EXPECT_GT(with_errors, static_cast<int>(seeds / 4));
  EXPECT_LT(with_errors, static_cast<int>(seeds));
  EXPECT_GT(streamed, 0);
  EXPECT_GT(sharded, 0);
  EXPECT_GT(turned, static_cast<int>(seeds / 4));
}

}  // namespace
}  // namespace remit::one_truth

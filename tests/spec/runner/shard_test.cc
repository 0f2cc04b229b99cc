// Every good case again with the rows of one of its tables in shards, cut and merged at random and
// through bytes: the same cells, lines of the ledger, totals, targets and errors as in memory.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "case_file.h"
#include "open_case.h"
#include "outcome.h"
#include "remit/remit.h"

namespace remit::spec {
namespace {

struct ShardTally {
  int same = 0, repeated = 0, kept = 0;
  std::map<std::string, int> refused;
};

ShardState through_bytes(const ShardState& state) {
  Result<ShardState> read = ShardState::of_bytes(state.bytes());
  EXPECT_TRUE(read.ok());
  return read.ok() ? *std::move(read) : state;
}

class InShards {
 public:
  InShards(const Case& made, const std::string& name, std::size_t entity, int traversals)
      : made_(made),
        rows_(made.tables.at(name)),
        entity_(entity),
        traversals_(traversals),
        random_(std::hash<std::string>()(name) + rows_.size()) {
    options_.run = made.run;
    const std::size_t rows = rows_.size() - 1;
    cuts_ = {0, rows};
    for (std::size_t more = random_() % 4; more > 0; --more)
      cuts_.push_back(random_() % (rows + 1));
    std::ranges::sort(cuts_);
  }

  Result<Outcome> run() {
    Outcome found;
    std::optional<ShardState> before;
    while (true) {
      const int traversal = before ? before->traversal() + 1 : 1;
      std::vector<ShardState> states;
      for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
        Result<ShardState> state = read(i, before, traversal == traversals_ ? &found : nullptr);
        if (!state.ok()) return state.error();
        states.push_back(through_bytes(*state));
      }
      const Result<ShardState> all = merged(std::move(states));
      if (!all.ok()) return all.error();
      const ShardState* const known = before ? &*before : nullptr;
      if (traversal == traversals_) {
        const Result<Results> results =
            finish_shards(made_.policy, made_.data, *all, known, options_);
        if (!results.ok()) return results.error();
        found.add(made_.policy, *results);
        found.finish(*results);
        return found;
      }
      const Result<ShardState> next =
          advance_state(made_.policy, made_.data, *all, known, options_);
      if (!next.ok()) return next.error();
      before = through_bytes(*next);
    }
  }

 private:
  /// Numbers leave some out.
  static std::uint32_t number_of(std::size_t shard) {
    return 2 + 3 * static_cast<std::uint32_t>(shard);
  }

  Result<ShardState> read(std::size_t shard, const std::optional<ShardState>& before,
                          Outcome* found) {
    std::size_t at = cuts_[shard];
    const std::size_t end = cuts_[shard + 1];
    StreamSource source;
    source.rewind = []() -> Status { return Done{}; };
    source.next = [&](Data& batch) -> Result<bool> {
      if (at >= end) return false;
      const std::size_t count = std::min<std::size_t>(1 + random_() % 3, end - at);
      const Status status = batch.set_table_text(entity_, columns_of(rows_, at, count));
      at += count;
      if (!status.ok()) return status.error();
      return true;
    };
    std::optional<ShardState> part;
    if (before) {
      Result<ShardState> made = part_of_state(*before, number_of(shard));
      if (!made.ok()) return made.error();
      part = through_bytes(*made);
    }
    const ShardState* const known = part ? &*part : nullptr;
    const std::uint32_t number = number_of(shard);
    if (found == nullptr)
      return gather_shard(made_.policy, made_.data, entity_, number, known, source, options_);
    const auto sink = [&](const StreamBatch& batch) -> Status {
      found->add(made_.policy, batch.results);
      return Done{};
    };
    const Result<ShardState> given =
        shard_results(made_.policy, made_.data, entity_, number, known, source, sink, options_);
    if (!given.ok() || random_() % 2 == 0) return given;
    // Where nobody takes the batches, the shard leaves the same behind.
    at = cuts_[shard];
    return gather_shard(made_.policy, made_.data, entity_, number, known, source, options_);
  }

  /// Any two of them, until one is left.
  Result<ShardState> merged(std::vector<ShardState> states) {
    while (states.size() > 1) {
      std::ranges::shuffle(states, random_);
      const ShardState both[] = {states.back(), states[states.size() - 2]};
      states.pop_back();
      Result<ShardState> made = merge_states(both);
      if (!made.ok()) return made;
      states.back() = through_bytes(*made);
    }
    return states.front();
  }

  const Case& made_;
  const Rows& rows_;
  std::size_t entity_;
  int traversals_;
  std::mt19937_64 random_;
  StreamOptions options_;
  std::vector<std::size_t> cuts_;
};

void compare(const Case& made, const std::string& name, const Outcome& expected,
             ShardTally& tally) {
  const std::size_t entity = *made.data.find_entity(name);
  const Result<int> traversals = made.policy.stream_traversals(entity);
  if (!traversals.ok()) {
    EXPECT_EQ(traversals.error().code(), StatusCode::unsupported);
    ++tally.refused[traversals.error().message(Language::en)];
    return;
  }
  const Result<Outcome> run = InShards(made, name, entity, *traversals).run();
  if (!run.ok()) {
    EXPECT_EQ(run.error().code(), StatusCode::data_error);
    EXPECT_TRUE(has_key_twice(expected)) << run.error().message(Language::en);
    ++tally.repeated;
    return;
  }
  const Outcome& found = *run;
  EXPECT_EQ(found.entities, expected.entities);
  EXPECT_EQ(found.ledger, expected.ledger);
  EXPECT_EQ(found.totals, expected.totals);
  EXPECT_EQ(found.targets, expected.targets);
  EXPECT_EQ(found.findings, expected.findings);
  EXPECT_EQ(found.attributions, expected.attributions);
  if (*traversals > 1) {
    EXPECT_EQ(found.errors, expected.errors);
    ++tally.kept;
  } else {
    // Rows count from the first one of their shard.
    EXPECT_EQ(found.errors.size(), expected.errors.size());
  }
  ++tally.same;
}

TEST(Sharded, EveryGoodCaseInAnyShards) {
  ShardTally tally;
  for (const std::string& path : find_cases("good")) {
    SCOPED_TRACE(path);
    const Case made = open_case(path);
    const auto results = made.policy.evaluate(made.data, made.run);
    ASSERT_TRUE(results.ok());
    Outcome expected;
    expected.add(made.policy, *results);
    expected.finish(*results);
    for (const auto& [name, rows] : made.tables) {
      SCOPED_TRACE(name);
      compare(made, name, expected, tally);
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(tally.same, 100);
  EXPECT_GT(tally.kept, 10);
  EXPECT_GT(tally.refused.size(), 3u);
}

}  // namespace
}  // namespace remit::spec

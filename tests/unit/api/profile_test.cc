#include "remit/profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

constexpr const char* kPolicy = R"(policy p {
  currency CNY
  rounding half_up to 0.01
  party t
  entity unit { key name : text }
  entity project { key id : text  unit : unit  amount : money  large : number to 0.0001 }
  define base for project = amount * 2
  reward bonus for project cite "1" { pay 20% * base  cap 500 CNY  from t  to unit }
  define bonuses for unit = sum(project.bonus)
  rank best for unit { by bonuses desc ties standard }
  define huge for project = large * large
  define vast for project = round(large * large * large / 3, to 0.01, half_up)
}
)";

constexpr std::uint64_t kRows = 10'000;

class ProfileTest : public testing::Test {
 protected:
  ProfileTest() : policy_(*compile({{"p.remit", kPolicy}})), data_(policy_.new_data()) {
    for (int i = 0; i < 20; ++i) set(1, {"u" + std::to_string(i)});
    for (std::uint64_t i = 0; i < kRows; ++i) {
      set(2, {"p" + std::to_string(i), "u" + std::to_string(i % 20), std::to_string(i) + ".05",
              i == 7 ? "4611686018427387904" : "1"});
    }
  }

  void set(std::size_t entity, const std::vector<std::string>& cells) {
    const Result<std::uint64_t> row = data_.add_row(entity);
    for (std::size_t f = 0; f < cells.size(); ++f) {
      ASSERT_TRUE(data_.set_text(entity, *row, f, cells[f]).ok());
    }
  }

  const RuleProfile* rule(const std::string& name) const {
    const auto at = std::find_if(profile_.rules.begin(), profile_.rules.end(),
                                 [&](const RuleProfile& r) { return r.declaration == name; });
    return at == profile_.rules.end() ? nullptr : &*at;
  }

  std::string run(Profile* profile, std::uint32_t threads = 1, std::uint32_t batch = 0) {
    RunOptions options;
    options.profile = profile;
    options.threads = threads;
    options.batch_rows = batch;
    const Result<Results> results = policy_.evaluate(data_, options);
    EXPECT_TRUE(results.ok());
    return results.ok() ? results->digest() : "";
  }

  Policy policy_;
  Data data_;
  Profile profile_;
};

TEST_F(ProfileTest, ChangesNoFigure) {
  const std::string plain = run(nullptr);
  for (const std::uint32_t batch : {0u, 1u, 3u, 1000u}) {
    EXPECT_EQ(run(&profile_, 1, batch), plain);
    EXPECT_EQ(run(&profile_, 2, batch), plain);
  }
}

TEST_F(ProfileTest, NamesStagesAndRules) {
  run(&profile_);
  EXPECT_GT(profile_.link_nanoseconds, 0u);
  EXPECT_GT(profile_.bind_nanoseconds, 0u);
  std::uint64_t stages = 0;
  for (const StageProfile& stage : profile_.stages) {
    EXPECT_EQ(stage.rows, stage.entity == "project" ? kRows : stage.entity == "unit" ? 20 : 1);
    stages += stage.prepare_nanoseconds + stage.run_nanoseconds + stage.fold_nanoseconds;
  }
  EXPECT_LE(stages, profile_.run_nanoseconds);
  EXPECT_TRUE(std::any_of(profile_.stages.begin(), profile_.stages.end(),
                          [](const StageProfile& s) { return s.whole && s.entity == "unit"; }));
  std::uint64_t rules = 0;
  for (const RuleProfile& found : profile_.rules) rules += found.nanoseconds;
  EXPECT_LE(rules, stages + profile_.rules.size());  // each is rounded
  ASSERT_NE(rule("bonus"), nullptr);
  EXPECT_EQ(rule("bonus")->form, "reward");
  EXPECT_EQ(rule("bonus")->cite, "1");
  EXPECT_GT(rule("bonus")->nanoseconds, 0u);
  ASSERT_NE(rule("best"), nullptr);
  EXPECT_TRUE(std::is_sorted(
      profile_.rules.begin(), profile_.rules.end(),
      [](const RuleProfile& a, const RuleProfile& b) { return a.nanoseconds > b.nanoseconds; }));
}

TEST_F(ProfileTest, CountsRowsByWidth) {
  run(&profile_);
  // A hundredth of a million needs 64 bits; the square of 2^62 ten-thousandths of each unit 128 at
  // least, its third power no fixed width.
  ASSERT_NE(rule("bonus"), nullptr);
  EXPECT_GE(rule("bonus")->rows_by_width.bits64, kRows);
  EXPECT_EQ(rule("bonus")->rows_by_width.bits128, 0u);
  EXPECT_EQ(rule("bonus")->rows_by_width.unlimited, 0u);
  ASSERT_NE(rule("vast"), nullptr);
  EXPECT_GE(rule("vast")->rows_by_width.unlimited, kRows);
  std::uint64_t rows = 0;
  for (const StageProfile& stage : profile_.stages) {
    rows +=
        stage.rows_by_width.bits64 + stage.rows_by_width.bits128 + stage.rows_by_width.unlimited;
    EXPECT_EQ(
        (stage.rows_by_width.bits64 + stage.rows_by_width.bits128 + stage.rows_by_width.unlimited) %
            stage.rows,
        0u);
  }
  for (const RuleProfile& found : profile_.rules) {
    rows -=
        found.rows_by_width.bits64 + found.rows_by_width.bits128 + found.rows_by_width.unlimited;
  }
  EXPECT_EQ(rows, 0u);
}

TEST_F(ProfileTest, WhatIsKnownFromBeforeCostsNothing) {
  run(&profile_);
  const std::size_t stages = profile_.stages.size();
  run(&profile_);
  EXPECT_EQ(profile_.stages.size(), stages);  // overwritten, not added to
  EXPECT_LT(profile_.bind_nanoseconds, 1'000'000u);
}

/// The projects in batches of `size` rows.
class ProfiledStream : public ProfileTest {
 protected:
  StreamSource source(std::uint64_t size) {
    return {[this] {
              at_ = 0;
              return Status(Done{});
            },
            [this, size](Data& batch) -> Result<bool> {
              const std::uint64_t end = std::min(at_ + size, kRows);
              for (std::uint64_t row = 0; at_ < end; ++at_, ++row) {
                batch.add_row(2);
                fill(row, batch);
              }
              return batch.row_count(2) > 0;
            }};
  }

  void fill(std::uint64_t row, Data& batch) const {
    const std::string cells[] = {"p" + std::to_string(at_), "u" + std::to_string(at_ % 20),
                                 std::to_string(at_) + ".05",
                                 at_ == 7 ? "4611686018427387904" : "1"};
    for (std::size_t f = 0; f < std::size(cells); ++f) {
      EXPECT_TRUE(batch.set_text(2, row, f, cells[f]).ok());
    }
  }

  std::string run_stream(Profile* profile, std::uint64_t size) {
    StreamOptions options;
    options.run.profile = profile;
    const Result<Results> results = policy_.evaluate_stream(
        data_, 2, source(size), [](const StreamBatch&) { return Done{}; }, options);
    EXPECT_TRUE(results.ok());
    return results.ok() ? results->digest() : "";
  }

  static std::uint64_t all(const WidthCounts& counts) {
    return counts.bits64 + counts.bits128 + counts.unlimited;
  }

 private:
  std::uint64_t at_ = 0;
};

TEST_F(ProfiledStream, SumsUpBatchesAndNamesTraversals) {
  data_.clear(2);
  const std::string plain = run_stream(nullptr, 700);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(run_stream(&profile_, 700), plain);
  const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - begin;
  // The sums for the units are known after the first traversal, which is the only one.
  ASSERT_EQ(profile_.traversals.size(), 1u);
  const TraversalProfile& only = profile_.traversals[0];
  EXPECT_EQ(only.rows, kRows);
  EXPECT_EQ(only.batches, (kRows + 699) / 700);
  EXPECT_GT(only.read_nanoseconds, 0u);
  EXPECT_GT(only.link_nanoseconds, 0u);
  EXPECT_GT(only.bind_nanoseconds, 0u);
  std::uint64_t stages = 0, rows = 0;
  bool ranked = false;
  for (const StageProfile& stage : profile_.stages) {
    stages += stage.prepare_nanoseconds + stage.run_nanoseconds + stage.fold_nanoseconds;
    rows += all(stage.rows_by_width);
    if (stage.entity == "project") {
      EXPECT_EQ(stage.rows, kRows);
      EXPECT_EQ(stage.declarations,
                (std::vector<std::string>{"base", "bonus", "bonuses", "huge", "vast"}));
    }
    EXPECT_EQ(stage.traversal, 1u);
    ranked = ranked || (stage.whole && stage.declarations == std::vector<std::string>{"best"});
  }
  EXPECT_TRUE(ranked);
  EXPECT_LE(stages, profile_.run_nanoseconds);
  EXPECT_LE(profile_.link_nanoseconds + profile_.bind_nanoseconds + profile_.run_nanoseconds +
                only.read_nanoseconds + only.link_nanoseconds + only.bind_nanoseconds +
                only.take_nanoseconds,
            static_cast<std::uint64_t>(taken.count()));
  for (const RuleProfile& found : profile_.rules) rows -= all(found.rows_by_width);
  EXPECT_EQ(rows, 0u);
  ASSERT_NE(rule("vast"), nullptr);
  // Only the batch with the great number needs more than 64 bits.
  EXPECT_GE(rule("vast")->rows_by_width.unlimited, 700u);
  EXPECT_LT(rule("vast")->rows_by_width.unlimited, kRows);
}

TEST_F(ProfiledStream, TheTablesAddUpToTheRun) {
  data_.clear(2);
  run_stream(&profile_, 1000);
  const Table stages = stage_table(profile_);
  const auto sum = [&](const char* name) {
    std::uint64_t all = 0;
    for (std::uint64_t row = 0; row < stages.row_count(); ++row) {
      all += std::stoull(stages.text(row, *stages.find_column(name)));
    }
    return all;
  };
  const TraversalProfile& only = profile_.traversals.at(0);
  EXPECT_EQ(sum("prepare_ns") + sum("run_ns") + sum("fold_ns"),
            profile_.link_nanoseconds + profile_.bind_nanoseconds + profile_.run_nanoseconds +
                only.read_nanoseconds + only.link_nanoseconds + only.bind_nanoseconds +
                only.take_nanoseconds);
  EXPECT_EQ(stages.columns()[0].label_zh, "遍次");
  EXPECT_EQ(rule_table(profile_).row_count(), profile_.rules.size());
}

TEST_F(ProfileTest, TellsWhereErrorsBegin) {
  ASSERT_TRUE(data_.set_text(2, 5, 2, "many").ok());
  const Result<Results> results = policy_.evaluate(data_);
  ASSERT_TRUE(results.ok());
  const std::vector<ErrorOrigin> origins = results->error_origins();
  const auto at =
      std::find_if(origins.begin(), origins.end(), [](const ErrorOrigin& o) { return o.row == 5; });
  ASSERT_NE(at, origins.end());
  EXPECT_EQ(at->entity, 2u);
  EXPECT_EQ(at->column, "amount");
  EXPECT_STREQ(at->reason, "bad_cell");
  std::uint64_t cells = 0;
  for (const ErrorOrigin& origin : origins) cells += origin.cells;
  EXPECT_EQ(cells, results->error_count());
  EXPECT_GT(at->cells, 1u);
}

}  // namespace
}  // namespace remit

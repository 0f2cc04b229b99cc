#include "remit/profile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

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

// Tables whose rows the policy makes, as a host meets them.
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "remit/policy.h"
#include "remit/stream.h"

namespace remit {
namespace {

constexpr const char* kDue =
    "policy due { currency CNY\n"
    "  entity unit { key name : text  since : date }\n"
    "  entity note { key id : text }\n"
    "  entity month_of from each unit, month of since .. 2024-12-31\n"
    "  define months for unit = count(month_of)\n"
    "  define units = count(unit)\n"
    "  define size for note = units }\n";

Policy policy_of(const char* text, Limits limits = {}) {
  CompileOptions options;
  options.limits = limits;
  Result<Policy> policy = compile({{"p.remit", text}}, options);
  EXPECT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en, false);
  return *policy;
}

Data data_of(const Policy& policy, std::vector<std::string> since) {
  Data data = policy.new_data();
  for (const std::string& day : since) {
    const std::uint64_t row = *data.add_row(1);
    EXPECT_TRUE(data.set_text(1, row, 0, "u" + std::to_string(row)).ok());
    EXPECT_TRUE(data.set_text(1, row, 1, day).ok());
  }
  return data;
}

TEST(MadeRows, AreThereInBothEvaluators) {
  const Policy policy = policy_of(kDue);
  EXPECT_TRUE(policy.entities()[3].made);
  const Data data = data_of(policy, {"2024-11-30", "2023-12-01"});
  for (const Evaluator evaluator : {Evaluator::row, Evaluator::columnar}) {
    RunOptions options;
    options.evaluator = evaluator;
    const Result<Results> results = policy.evaluate(data, options);
    ASSERT_TRUE(results.ok());
    const Table made = results->entity(3);
    ASSERT_EQ(made.row_count(), 15u);
    EXPECT_EQ(made.text(0, 0), "u0");
    EXPECT_EQ(made.text(14, 2), "12");
  }
}

TEST(MadeRows, TakeNoData) {
  const Policy policy = policy_of(kDue);
  Data data = policy.new_data();
  EXPECT_EQ(data.add_row(3).error().code(), StatusCode::unsupported);
  EXPECT_EQ(data.set_text(3, 0, 0, "x").error().code(), StatusCode::unsupported);
  const TextColumn columns[] = {{"unit", 0, false, {"u0"}}};
  EXPECT_EQ(data.set_table_text(3, columns).error().code(), StatusCode::unsupported);
}

TEST(MadeRows, KeepToTheLimits) {
  Limits limits;
  limits.rows = 14;
  const Policy policy = policy_of(kDue, limits);
  const Data data = data_of(policy, {"2024-11-30", "2023-12-01"});
  EXPECT_EQ(policy.evaluate(data, {}).error().code(), StatusCode::limit_exceeded);
}

TEST(MadeRows, KeepToTheLimitsOfTheRun) {
  const Policy policy = policy_of(kDue);
  const Data data = data_of(policy, {"2024-11-30", "2023-12-01"});
  RunOptions fewer;
  fewer.limits.rows = 14;
  EXPECT_EQ(policy.evaluate(data, fewer).error().code(), StatusCode::limit_exceeded);
  EXPECT_TRUE(policy.evaluate(data, {}).ok());
  // The tables are there now, and still too large for this run.
  EXPECT_EQ(policy.evaluate(data, fewer).error().code(), StatusCode::limit_exceeded);
  RunOptions smaller;
  smaller.limits.memory_bytes = 512;
  EXPECT_EQ(policy.evaluate(data, smaller).error().code(), StatusCode::limit_exceeded);
}

// 400 million rows, were nobody to look at the clock.
constexpr const char* kEndless =
    "policy due { currency CNY\n"
    "  entity unit { key name : text  since : date }\n"
    "  entity week from each unit, monday of since .. 2200-12-31\n"
    "  entity pair from each week, monday of 1900-01-01 .. 2200-12-31\n"
    "  define pairs = count(pair) }\n";

TEST(MadeRows, TakeNoLongerThanTheRunMay) {
  const Policy policy = policy_of(kEndless);
  const Data data = data_of(policy, {"1900-01-01", "1950-01-01"});
  RunOptions options;
  options.limits.milliseconds = 50;
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(policy.evaluate(data, options).error().code(), StatusCode::limit_exceeded);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST(MadeRows, AreNotMadeForWhoeverCancelled) {
  const Policy policy = policy_of(kEndless);
  RunOptions options;
  options.cancel.request();
  EXPECT_EQ(policy.evaluate(data_of(policy, {"1900-01-01"}), options).error().code(),
            StatusCode::cancelled);
}

// What the rows are made of must be there before them; other tables may come in batches.
TEST(MadeRows, AreMadeBeforeAnyBatch) {
  const Policy policy = policy_of(kDue);
  EXPECT_EQ(policy.stream_traversals(1).error().code(), StatusCode::unsupported);
  EXPECT_EQ(policy.stream_traversals(3).error().code(), StatusCode::unsupported);
  EXPECT_TRUE(policy.stream_traversals(2).ok());
}

}  // namespace
}  // namespace remit

// What a text or a table of a stranger may cost ends where the limits say, and everything ends when
// it is cancelled, also within one cell.
#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

using Clock = std::chrono::steady_clock;

std::string each_of(int times, const std::function<std::string(int)>& part) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part(i);
  return text;
}

std::string budgeted(const std::string& items) {
  return "policy p {\n  currency CNY\n  rounding half_up to 0.01\n"
         "  entity e { key id : text  a : count  b : count }\n" +
         items + "}\n";
}

/// Takes seconds to compile.
std::string long_text() {
  return budgeted(each_of(30'000, [](int i) {
    const std::string n = std::to_string(i);
    return "  define y" + n + " for e = if a > " + n + " then a * " + n + " + b else b * 1.5\n";
  }));
}

/// One cell of many products of ratios that are as long as they may be: more than a second.
std::string long_cell() {
  return budgeted(
      "  intermediate define r for e = power((a + 1) / (b + 3), 90)\n"
      "  intermediate define s for e = power((a + 2) / (b + 5), 90)\n"
      "  intermediate define t for e = r * s\n"
      "  define y for e = 0" +
      each_of(1'500,
              [](int i) {
                return " + (if t * (t + " + std::to_string(i + 1) + ") > 2 then 1 else 0)";
              }) +
      "\n");
}

Data one_row(const Policy& policy) {
  Data data = policy.new_data();
  const std::uint64_t row = *data.add_row(1);
  EXPECT_TRUE(data.set_text(1, row, 0, "x").ok());
  EXPECT_TRUE(data.set_text(1, row, 1, "12345678901234567").ok());
  EXPECT_TRUE(data.set_text(1, row, 2, "98765432109876541").ok());
  return data;
}

/// What `work` says while another thread requests the cancel after some milliseconds, and how long
/// after that it ended.
template <typename T>
std::pair<Result<T>, std::chrono::milliseconds> cancelled_meanwhile(
    const Cancel& cancel, const std::function<Result<T>()>& work) {
  Clock::time_point requested;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    requested = Clock::now();
    cancel.request();
  });
  Result<T> result = work();
  const Clock::time_point ended = Clock::now();
  other.join();
  return {std::move(result),
          std::chrono::duration_cast<std::chrono::milliseconds>(ended - requested)};
}

/// On a busy machine.
constexpr std::chrono::milliseconds kSoon(400);

TEST(BudgetOfCalls, CompilingEndsWithItsTime) {
  CompileOptions options;
  options.limits.milliseconds = 20;
  const Clock::time_point begun = Clock::now();
  const Result<Policy> policy = compile({{"p.remit", long_text()}}, options);
  EXPECT_LT(Clock::now() - begun, kSoon + std::chrono::milliseconds(20));
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(policy.error().code(), StatusCode::limit_exceeded);
  EXPECT_NE(policy.error().message(Language::en).find("20 ms"), std::string::npos);
}

TEST(BudgetOfCalls, CompilingEndsWithItsMemory) {
  CompileOptions options;
  options.limits.memory_bytes = 2 << 20;
  const Result<Policy> policy = compile({{"p.remit", long_text()}}, options);
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(policy.error().code(), StatusCode::limit_exceeded);
}

TEST(BudgetOfCalls, CompilingIsCancelled) {
  CompileOptions options;
  const auto [policy, after] = cancelled_meanwhile<Policy>(options.cancel, [&] {
    return compile({{"p.remit", long_text()}}, options);
  });
  ASSERT_FALSE(policy.ok());
  EXPECT_EQ(policy.error().code(), StatusCode::cancelled);
  EXPECT_LT(after, kSoon);
  EXPECT_EQ(check_only({{"p.remit", "policy p {}"}}, options).error().code(),
            StatusCode::cancelled);
}

TEST(BudgetOfCalls, FormattingIsCancelled) {
  CompileOptions options;
  const std::string text = long_text();
  const auto [formatted, after] = cancelled_meanwhile<std::string>(options.cancel, [&] {
    for (;;) {
      auto again = format({"p.remit", text}, KeywordStyle::zh, options);
      if (!again.ok()) return again;
    }
  });
  ASSERT_FALSE(formatted.ok());
  EXPECT_EQ(formatted.error().code(), StatusCode::cancelled);
  EXPECT_LT(after, kSoon);
}

class OneLongCell : public ::testing::TestWithParam<Evaluator> {
 protected:
  OneLongCell() : policy_(compile({{"p.remit", long_cell()}})) {
    EXPECT_TRUE(policy_.ok()) << policy_.error().diagnostics().text(Language::en);
    options_.evaluator = GetParam();
  }
  Result<Policy> policy_;
  RunOptions options_;
};

TEST_P(OneLongCell, IsCancelled) {
  const Data data = one_row(*policy_);
  const auto [results, after] = cancelled_meanwhile<Results>(
      options_.cancel, [&] { return policy_->evaluate(data, options_); });
  ASSERT_FALSE(results.ok());
  EXPECT_EQ(results.error().code(), StatusCode::cancelled);
  EXPECT_LT(after, kSoon);
}

TEST_P(OneLongCell, EndsWithItsTime) {
  options_.limits.milliseconds = 20;
  const Clock::time_point begun = Clock::now();
  const Result<Results> results = policy_->evaluate(one_row(*policy_), options_);
  EXPECT_LT(Clock::now() - begun, kSoon + std::chrono::milliseconds(20));
  ASSERT_FALSE(results.ok());
  EXPECT_EQ(results.error().code(), StatusCode::limit_exceeded);
}

TEST_P(OneLongCell, IsAsGoodAsNewAfterwards) {
  const Data data = one_row(*policy_);
  options_.limits.milliseconds = 20;
  EXPECT_FALSE(policy_->evaluate(data, options_).ok());
  options_.limits.milliseconds = 0;
  Data small = policy_->new_data();
  EXPECT_TRUE(small.add_row(1).ok());
  EXPECT_TRUE(small.set_text(1, 0, 0, "x").ok());
  EXPECT_TRUE(policy_->evaluate(small, options_).ok());
}

INSTANTIATE_TEST_SUITE_P(Evaluators, OneLongCell,
                         ::testing::Values(Evaluator::row, Evaluator::columnar),
                         [](const auto& of) {
                           return of.param == Evaluator::row ? "row" : "columnar";
                         });

/// Puts a long text together in each row.
std::string joined_texts() {
  return "policy p {\n  currency CNY\n  rounding half_up to 0.01\n"
         "  entity e { key id : text  note : text }\n"
         "  define long for e = join(id, note, note, note, note)\n"
         "  define same for e = if long = \"x\" then 1 else 0\n}\n";
}

/// So many rows with a text of so many bytes.
Data rows_of_texts(const Policy& policy, int rows, std::size_t bytes) {
  Data data = policy.new_data();
  for (int i = 0; i < rows; ++i) {
    const std::uint64_t row = *data.add_row(1);
    EXPECT_TRUE(data.set_text(1, row, 0, "r" + std::to_string(i)).ok());
    EXPECT_TRUE(data.set_text(1, row, 1, std::to_string(i) + std::string(bytes, 'x')).ok());
  }
  return data;
}

class TextsPutTogether : public ::testing::TestWithParam<Evaluator> {};

TEST_P(TextsPutTogether, AreMemoryOfTheRun) {
  const Result<Policy> policy = compile({{"p.remit", joined_texts()}});
  ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
  const Data data = rows_of_texts(*policy, 2'000, 1'000);
  RunOptions options;
  options.evaluator = GetParam();
  options.limits.memory_bytes = 2 << 20;  // the texts are 8 MB
  const Result<Results> results = policy->evaluate(data, options);
  ASSERT_FALSE(results.ok());
  EXPECT_EQ(results.error().code(), StatusCode::limit_exceeded);
  options.limits = {};
  EXPECT_TRUE(policy->evaluate(data, options).ok());
}

INSTANTIATE_TEST_SUITE_P(Evaluators, TextsPutTogether,
                         ::testing::Values(Evaluator::row, Evaluator::columnar),
                         [](const auto& of) {
                           return of.param == Evaluator::row ? "row" : "columnar";
                         });

/// A table that is read keeps to the limits that the policy was compiled with.
TEST(BudgetOfCalls, ReadingATableEndsWithItsMemoryAndItsTime) {
  constexpr std::size_t kRows = 200'000;
  std::vector<TextColumn> columns(2);
  columns[0].header = "id";
  columns[1].header = "note";
  std::deque<std::string> texts;
  for (std::size_t i = 0; i < kRows; ++i) {
    columns[0].cells.push_back(texts.emplace_back("row" + std::to_string(i)));
    columns[1].cells.push_back(texts.emplace_back(std::to_string(i) + std::string(60, 'x')));
  }
  const auto reading = [&](const CompileOptions& options) {
    const Result<Policy> policy = compile({{"p.remit", joined_texts()}}, options);
    Data data = policy->new_data();
    const Status read = data.set_table_text(1, columns);
    EXPECT_EQ(data.row_count(1), read.ok() ? kRows : 0);
    return read;
  };
  EXPECT_TRUE(reading({}).ok());
  CompileOptions little;
  little.limits.memory_bytes = 4 << 20;
  EXPECT_EQ(reading(little).error().code(), StatusCode::limit_exceeded);
  CompileOptions soon;
  soon.limits.milliseconds = 5;
  EXPECT_EQ(reading(soon).error().code(), StatusCode::limit_exceeded);
}

/// Three amounts for each row, which fit 32 bits: 3.6 MB of results, and 2.4 of what is read.
TEST(BudgetOfCalls, MemoryIsCountedAsItIsTaken) {
  constexpr std::size_t kRows = 300'000;
  const Result<Policy> policy = compile({{"p.remit", budgeted("  define x for e = a + b\n"
                                                              "  define y for e = a - b\n"
                                                              "  define z for e = max(a, b)\n")}});
  ASSERT_TRUE(policy.ok());
  std::vector<TextColumn> columns(3);
  columns[0].header = "id", columns[1].header = "a", columns[2].header = "b";
  std::deque<std::string> texts;
  for (std::size_t i = 0; i < kRows; ++i) {
    columns[0].cells.push_back(texts.emplace_back(std::to_string(i)));
    columns[1].cells.push_back(texts.emplace_back(std::to_string(i * 7)));
    columns[2].cells.push_back(texts.emplace_back(std::to_string(i * 11 % kRows)));
  }
  Data data = policy->new_data();
  ASSERT_TRUE(data.set_table_text(1, columns).ok());
  RunOptions options;
  options.limits.memory_bytes = 12 << 20;
  EXPECT_TRUE(policy->evaluate(data, options).ok());
  options.limits.memory_bytes = 3 << 20;
  EXPECT_EQ(policy->evaluate(data, options).error().code(), StatusCode::limit_exceeded);
}

/// Steps are rows times the nodes of formulas: y has 3 (a, b, their sum).
TEST(BudgetOfCalls, StepsAreRowsTimesNodes) {
  const Result<Policy> policy = compile({{"p.remit", budgeted("  define y for e = a + b\n")}});
  Data data = policy->new_data();
  for (int row = 0; row < 10; ++row) {
    EXPECT_TRUE(data.add_row(1).ok());
    EXPECT_TRUE(data.set_text(1, static_cast<std::uint64_t>(row), 0, std::to_string(row)).ok());
  }
  for (const Evaluator evaluator : {Evaluator::row, Evaluator::columnar}) {
    RunOptions options;
    options.evaluator = evaluator;
    options.limits.steps = 30;
    EXPECT_TRUE(policy->evaluate(data, options).ok());
    options.limits.steps = 29;
    const Result<Results> results = policy->evaluate(data, options);
    ASSERT_FALSE(results.ok());
    EXPECT_EQ(results.error().code(), StatusCode::limit_exceeded);
  }
}

/// A ratio that squares itself from column to column would double its digits each time. Where it
/// has more than a number may have, the cell is in error, the same in both evaluators.
TEST(BudgetOfCalls, NumbersHaveAtMostSoManyDigits) {
  const std::string text = budgeted("  intermediate define r0 for e = (a + 1) / (b + 7)\n" +
                                    each_of(20,
                                            [](int i) {
                                              const std::string r = "r" + std::to_string(i);
                                              return "  intermediate define r" +
                                                     std::to_string(i + 1) + " for e = " + r +
                                                     " * " + r + "\n";
                                            }) +
                                    "  define y for e = if r8 > 1 then 1 else 0\n"
                                    "  define z for e = if r7 > 1 then 1 else 0\n");
  const Result<Policy> policy = compile({{"p.remit", text}});
  ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
  const Data data = one_row(*policy);
  for (const Evaluator evaluator : {Evaluator::row, Evaluator::columnar}) {
    RunOptions options;
    options.evaluator = evaluator;
    const Result<Results> results = policy->evaluate(data, options);
    ASSERT_TRUE(results.ok());
    const Table table = results->entity(1);
    const std::size_t y = *table.find_column("y"), z = *table.find_column("z");
    EXPECT_EQ(table.fault_name(0, y), "overflow");
    EXPECT_EQ(table.text(0, z), "0");
  }
}

}  // namespace
}  // namespace remit

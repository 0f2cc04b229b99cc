// Which evaluator a run takes by itself: few cells go row by row, but not where many rows are
// folded into them.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

/// The steps that a run says it takes, which differ from evaluator to evaluator.
std::uint64_t steps_of(const Policy& policy, const Data& data, Evaluator evaluator) {
  std::uint64_t steps = 0;
  RunOptions options;
  options.threads = 1;
  options.evaluator = evaluator;
  options.progress = [&](std::uint64_t, std::uint64_t total) {
    steps = total;
    return true;
  };
  EXPECT_TRUE(policy.evaluate(data, options).ok());
  return steps;
}

TEST(EvaluatorChoice, FewSumsOfManyRowsAreColumnar) {
  const Result<Policy> policy = compile({{"p.remit",
                                          "policy p {\n  currency CNY\n  rounding half_up to 0.01\n"
                                          "  entity unit { key id : count }\n"
                                          "  entity e { key id : count  unit : unit  a : money }\n"
                                          "  define together for unit = sum(e.a)\n}\n"}});
  ASSERT_TRUE(policy.ok());
  const auto data_of = [&](int rows) {
    Data data = policy->new_data();
    const std::uint64_t unit = *data.add_row(1);
    EXPECT_TRUE(data.set_text(1, unit, 0, "1").ok());
    for (int i = 0; i < rows; ++i) {
      const std::uint64_t row = *data.add_row(2);
      EXPECT_TRUE(data.set_text(2, row, 0, std::to_string(i)).ok());
      EXPECT_TRUE(data.set_text(2, row, 1, "1").ok());
      EXPECT_TRUE(data.set_text(2, row, 2, "2.50").ok());
    }
    return data;
  };
  const Data many = data_of(40'000), few = data_of(10);
  ASSERT_NE(steps_of(*policy, many, Evaluator::row), steps_of(*policy, many, Evaluator::columnar));
  EXPECT_EQ(steps_of(*policy, many, Evaluator::automatic),
            steps_of(*policy, many, Evaluator::columnar));
  EXPECT_EQ(steps_of(*policy, few, Evaluator::automatic), steps_of(*policy, few, Evaluator::row));
}

}  // namespace
}  // namespace remit

// What a worker takes for a batch is memory of the call.
#include <gtest/gtest.h>

#include <vector>

#include "base/budget.h"
#include "column/run/frame.h"

namespace remit::column {
namespace {

constexpr std::size_t kRows = 4'096;

std::vector<RegisterPlan> vectors(std::size_t count) {
  return std::vector<RegisterPlan>(count, RegisterPlan{Width::int64, true, false});
}

TEST(FrameMemory, VectorsAreChargedAsLongAsTheFrameLives) {
  Limits limits;
  limits.memory_bytes = 1 << 20;
  const Cancel cancel;
  base::Budget budget(limits, cancel);
  const base::WithinBudget within(&budget);
  EXPECT_THROW(Frame(vectors(100), kRows, nullptr), base::BudgetSpent);  // 3 MiB
  for (int i = 0; i < 10; ++i) Frame(vectors(20), kRows, nullptr);       // one after the other
}

TEST(FrameMemory, FaultsOfABatchAreCharged) {
  Limits limits;
  limits.memory_bytes = 1 << 20;
  const Cancel cancel;
  base::Budget budget(limits, cancel);
  const base::WithinBudget within(&budget);
  const auto fill = [](std::size_t count) {
    BatchFaults faults;
    for (std::size_t row = 0; row < count; ++row)
      faults.push_back({static_cast<std::uint32_t>(row), {}});
  };
  EXPECT_THROW(fill(1 << 20), base::BudgetSpent);
}

TEST(FrameMemory, OutsideOfACallNothingIsCounted) {
  EXPECT_NO_THROW(Frame(vectors(1'000), kRows, nullptr));
}

}  // namespace
}  // namespace remit::column

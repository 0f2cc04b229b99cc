#include "base/budget.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <thread>

namespace remit::base {
namespace {

constexpr std::uint64_t kMany = 10'000'000;

Limits limits_of(std::uint64_t milliseconds, std::uint64_t bytes) {
  Limits limits;
  limits.milliseconds = milliseconds;
  limits.memory_bytes = bytes;
  return limits;
}

std::optional<Shortage> shortage_of(Budget& budget, const std::function<void()>& work) {
  const WithinBudget within(&budget);
  try {
    work();
  } catch (const BudgetSpent& spent) {
    return spent.of();
  }
  return std::nullopt;
}

TEST(Budget, WithoutOneNothingIsSpent) {
  spend(kMany);
  take_memory(1 << 30);
  take_memory(-(1 << 30));
  EXPECT_EQ(current_budget(), nullptr);
}

TEST(Budget, EndsWithItsTime) {
  const Cancel cancel;
  Budget budget(limits_of(5, 1), cancel);
  const auto work = [] {
    for (;;) spend(100);
  };
  EXPECT_EQ(shortage_of(budget, work), Shortage::time);
  EXPECT_EQ(current_budget(), nullptr);
}

TEST(Budget, HasNoEndWithoutATime) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1), cancel);
  EXPECT_EQ(shortage_of(budget, [] { spend(kMany); }), std::nullopt);
}

TEST(Budget, EndsWhenItIsCancelled) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1), cancel);
  cancel.request();
  EXPECT_EQ(shortage_of(budget, [] { spend(kMany); }), Shortage::cancelled);
}

TEST(Budget, EndsWithItsMemory) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1 << 20), cancel);
  const auto keep = [] {
    for (int i = 0; i < 100; ++i) take_memory(64 << 10);
  };
  EXPECT_EQ(shortage_of(budget, keep), Shortage::memory);
}

TEST(Budget, WhatIsGivenBackMayBeTakenAgain) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1 << 20), cancel);
  const auto use = [] {
    for (int i = 0; i < 100; ++i) {
      take_memory(512 << 10);
      take_memory(-(512 << 10));
      MemoryCharge(768 << 10).give_back();
    }
  };
  EXPECT_EQ(shortage_of(budget, use), std::nullopt);
}

TEST(Budget, OfAChargeThatIsTooLargeNothingIsTaken) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1 << 20), cancel);
  const auto twice = [] {
    EXPECT_THROW(MemoryCharge(2 << 20), BudgetSpent);
    MemoryCharge(1 << 19).give_back();
  };
  EXPECT_EQ(shortage_of(budget, twice), std::nullopt);
}

TEST(Budget, AChargeMayOutliveTheBudget) {
  MemoryCharge charge;
  {
    const Cancel cancel;
    Budget budget(limits_of(0, 1 << 20), cancel);
    const WithinBudget within(&budget);
    charge = MemoryCharge(100);
  }
  charge.give_back();
}

TEST(Budget, ThreadsShareIt) {
  const Cancel cancel;
  Budget budget(limits_of(0, 1 << 20), cancel);
  const auto take = [&] {
    const WithinBudget within(&budget);
    take_memory(400 << 10);
  };
  std::thread(take).join();
  std::thread(take).join();
  EXPECT_EQ(shortage_of(budget, [] { take_memory(400 << 10); }), Shortage::memory);
}

TEST(Budget, AnInnerOneStandsInForTheOuter) {
  const Cancel cancelled, cancel;
  cancelled.request();
  Budget outer(limits_of(0, 1), cancelled);
  Budget inner(limits_of(0, 1), cancel);
  const WithinBudget within(&outer);
  {
    const WithinBudget inside(&inner);
    spend(kMany);
    const WithinBudget outside(nullptr);
    spend(kMany);
  }
  EXPECT_THROW(spend(kMany), BudgetSpent);
}

}  // namespace
}  // namespace remit::base

// The 128-bit apportionment gives what the exact one gives, around every boundary.
#include "number/apportion_fixed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace remit::number {
namespace {

class Cases {
 public:
  explicit Cases(unsigned seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  // Small, near a power of two that bounds a type, or of any length.
  Int128 amount() {
    switch (below(4)) {
      case 0:
        return static_cast<Int128>(below(2000));
      case 1: {
        constexpr int kBits[] = {31, 32, 62, 63, 64, 95, 126};
        return (Int128{1} << kBits[below(std::size(kBits))]) + static_cast<Int128>(below(5)) - 2;
      }
      case 2:
        return kInt128Max - static_cast<Int128>(below(3));
      default: {
        const UInt128 bits = (static_cast<UInt128>(random_()) << 64) | random_();
        return static_cast<Int128>(bits >> (1 + below(127)));
      }
    }
  }

  std::vector<FixedRecipient> recipients(Int128 whole) {
    std::vector<FixedRecipient> list(below(9));
    for (FixedRecipient& recipient : list) {
      recipient.weight = below(3) == 0 ? amount() : static_cast<Int128>(below(6));
      if (below(3) == 0) recipient.cap = share(whole, 60);
      if (below(5) == 0) recipient.floor = std::min(recipient.cap, share(whole, 12));
      if (below(200) == 0) recipient.weight = -1;
      if (below(200) == 0) recipient.floor = -1;
    }
    return list;
  }

 private:
  Int128 share(Int128 whole, std::uint64_t percent) {
    return (whole < 0 ? -(whole / 100) : whole / 100) * static_cast<Int128>(below(percent)) +
           static_cast<Int128>(below(2));
  }

  std::mt19937_64 random_;
};

Apportionment exactly(Int128 whole, const std::vector<FixedRecipient>& recipients,
                      const FixedApportionRule& rule) {
  std::vector<Recipient> list;
  for (const FixedRecipient& recipient : recipients) {
    list.push_back({recipient.weight, {}, Rational(recipient.floor)});
    if (recipient.cap != kNoCap) list.back().cap = Rational(recipient.cap);
  }
  return apportion(whole, list, {rule.method, rule.remainder, rule.named, {rule.mode, {1, 0}}});
}

TEST(ApportionFixedTest, AgreesWithTheExactRoad) {
  Cases cases(20100101);
  ApportionScratch scratch;
  int apportioned = 0;
  for (int i = 0; i < 30000; ++i) {
    Int128 whole = cases.amount();
    if (cases.below(3) == 0) whole = -whole;
    if (cases.below(500) == 0) whole = kInt128Min;
    const std::vector<FixedRecipient> recipients = cases.recipients(whole);
    const FixedApportionRule rule{static_cast<ShareMethod>(cases.below(3)),
                                  static_cast<RemainderRule>(cases.below(4)),
                                  static_cast<std::size_t>(cases.below(recipients.size() + 1)),
                                  static_cast<RoundingMode>(cases.below(7))};
    const Apportionment expected = exactly(whole, recipients, rule);
    std::vector<Int128> parts(recipients.size());
    Int128 left = 0;
    ASSERT_EQ(apportion_fixed(whole, recipients, rule, parts, &left, &scratch), expected.error)
        << "case " << i;
    if (expected.error != ApportionError::none) continue;
    ++apportioned;
    Integer sum = left;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      ASSERT_EQ(Rational(parts[k]), expected.shares[k].part) << "case " << i << " part " << k;
      sum += parts[k];
    }
    ASSERT_EQ(Rational(left), expected.left) << "case " << i;
    ASSERT_EQ(sum, Integer(whole)) << "case " << i;
  }
  EXPECT_GT(apportioned, 20000);
}

TEST(ApportionFixedTest, SaysWhatIsWrongWithBounds) {
  ApportionScratch scratch;
  std::vector<Int128> parts(2);
  Int128 left = 0;
  const auto error_of = [&](FixedRecipient one, FixedRecipient other, Int128 whole) {
    const std::vector<FixedRecipient> both{one, other};
    return apportion_fixed(whole, both, FixedApportionRule(), parts, &left, &scratch);
  };
  const FixedRecipient plain{1, kNoCap, 0};
  EXPECT_EQ(error_of(plain, {1, -1, 0}, 10), ApportionError::negative_bound);
  EXPECT_EQ(error_of({1, kNoCap, -1}, plain, 10), ApportionError::negative_bound);
  EXPECT_EQ(error_of(plain, {1, 4, 5}, 10), ApportionError::floor_above_cap);
  EXPECT_EQ(error_of(plain, {1, 5, 5}, 10), ApportionError::none);
  EXPECT_TRUE(parts[0] == 5 && parts[1] == 5 && left == 0);
  EXPECT_EQ(error_of({1, kNoCap, 6}, {1, kNoCap, 5}, 10), ApportionError::floors_exceed_whole);
  // Together the floors leave 128 bits.
  EXPECT_EQ(error_of({1, kNoCap, kInt128Max}, {1, kNoCap, 1}, kInt128Max),
            ApportionError::floors_exceed_whole);
  EXPECT_EQ(error_of(plain, {-1, kNoCap, 0}, 10), ApportionError::negative_weight);
}

TEST(ApportionFixedTest, ScratchCarriesNothingOver) {
  ApportionScratch scratch;
  const FixedApportionRule rule;
  const std::vector<FixedRecipient> many(1000, FixedRecipient{3, 5, 1});
  const std::vector<FixedRecipient> few(3, FixedRecipient{1, kNoCap, 0});
  std::vector<Int128> parts(1000);
  Int128 left = 0;
  ASSERT_EQ(apportion_fixed(2500, many, rule, parts, &left, &scratch), ApportionError::none);
  EXPECT_EQ(std::count(parts.begin(), parts.end(), Int128{3}), 500);
  parts.resize(3);
  ASSERT_EQ(apportion_fixed(100, few, rule, parts, &left, &scratch), ApportionError::none);
  EXPECT_TRUE(parts[0] == 34 && parts[1] == 33 && parts[2] == 33 && left == 0);
}

}  // namespace
}  // namespace remit::number

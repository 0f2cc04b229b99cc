#include "number/apportion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace remit::number {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

Rational number(std::string_view text) { return parse_decimal(text)->to_rational(); }

ApportionRule rule(RemainderRule remainder, ShareMethod method = ShareMethod::pro_rata,
                   std::size_t named = 0) {
  return {method, remainder, named, {RoundingMode::half_up, {1, 2}}};
}

std::vector<Recipient> weights(std::initializer_list<int> list) {
  std::vector<Recipient> recipients;
  for (const int weight : list) recipients.push_back({Rational(weight), {}, {}});
  return recipients;
}

Recipient bounded(int weight, std::optional<Rational> cap, std::optional<Rational> floor = {}) {
  return {Rational(weight), std::move(cap), std::move(floor)};
}

std::vector<std::string> parts(const Apportionment& result) {
  std::vector<std::string> texts;
  for (const Share& share : result.shares) texts.push_back(share.part.to_text());
  return texts;
}

// The House of 120 by Hamilton's method after the census of 1790, the bill that President
// Washington vetoed (M. L. Balinski and H. P. Young, "Fair Representation", 1982).
TEST(ApportionTest, HamiltonsBillOf1792) {
  struct State {
    int population;
    const char* seats;
  };
  constexpr State kStates[] = {{630560, "21"}, {475327, "16"}, {432879, "14"}, {353523, "12"},
                               {331589, "11"}, {278514, "9"},  {236841, "8"},  {206236, "7"},
                               {179570, "6"},  {141822, "5"},  {85533, "3"},   {70835, "2"},
                               {68705, "2"},   {68446, "2"},   {55540, "2"}};
  std::vector<Recipient> recipients;
  std::vector<std::string> seats;
  for (const State& state : kStates) {
    recipients.push_back(bounded(state.population, {}));
    seats.push_back(state.seats);
  }
  const Apportionment result = apportion(120, recipients,
                                         {ShareMethod::pro_rata,
                                          RemainderRule::largest_remainder,
                                          0,
                                          {RoundingMode::half_up, {1, 0}}});
  EXPECT_THAT(parts(result), ElementsAreArray(seats));
  EXPECT_TRUE(result.left.is_zero());
  // Its quota of 1.843 gave Delaware 2 seats.
  EXPECT_EQ(result.shares.back().exact, Rational(Integer(120 * 55540), Integer(3615920)));
  EXPECT_EQ(result.shares.back().gained, Rational(2) - result.shares.back().exact);
}

TEST(ApportionTest, OneHundredYuanAmongThree) {
  const auto three = weights({1, 1, 1});
  EXPECT_THAT(parts(apportion(100, three, rule(RemainderRule::largest_remainder))),
              ElementsAre("33.34", "33.33", "33.33"));
  EXPECT_THAT(parts(apportion(100, three, rule(RemainderRule::first_in_order))),
              ElementsAre("33.34", "33.33", "33.33"));
  EXPECT_THAT(parts(apportion(100, three, rule(RemainderRule::last))),
              ElementsAre("33.33", "33.33", "33.34"));
  EXPECT_THAT(parts(apportion(100, three, rule(RemainderRule::named, ShareMethod::equal, 1))),
              ElementsAre("33.33", "33.34", "33.33"));
}

TEST(ApportionTest, RemainderRulesDiffer) {
  // Exact shares 1.666..., 1.666..., 6.666... fen.
  const auto three = weights({1, 1, 4});
  const Rational whole = number("0.10");
  EXPECT_THAT(parts(apportion(whole, three, rule(RemainderRule::largest_remainder))),
              ElementsAre("0.02", "0.02", "0.06"));
  EXPECT_THAT(parts(apportion(whole, three, rule(RemainderRule::last))),
              ElementsAre("0.02", "0.02", "0.06"));
  EXPECT_THAT(parts(apportion(whole, three, rule(RemainderRule::named, ShareMethod::pro_rata, 0))),
              ElementsAre("0.01", "0.02", "0.07"));
  // Exact shares 0.5, 2.75, 6.75 fen: the largest tails are not the first ones.
  const auto others = weights({2, 11, 27});
  EXPECT_THAT(parts(apportion(whole, others, rule(RemainderRule::largest_remainder))),
              ElementsAre("0", "0.03", "0.07"));
  EXPECT_THAT(parts(apportion(whole, others, rule(RemainderRule::first_in_order))),
              ElementsAre("0.01", "0.03", "0.06"));
  EXPECT_THAT(parts(apportion(whole, others, rule(RemainderRule::last))),
              ElementsAre("0.01", "0.03", "0.06"));
  EXPECT_THAT(parts(apportion(whole, others, rule(RemainderRule::named))),
              ElementsAre("0", "0.03", "0.07"));
}

TEST(ApportionTest, WhoLosesNothingGetsNoOddFen) {
  EXPECT_THAT(
      parts(apportion(number("0.02"), weights({2, 1, 1}), rule(RemainderRule::first_in_order))),
      ElementsAre("0.01", "0.01", "0"));
  EXPECT_THAT(
      parts(apportion(number("0.01"), weights({0, 1, 1}), rule(RemainderRule::first_in_order))),
      ElementsAre("0", "0.01", "0"));
}

TEST(ApportionTest, NegativeWholeIsTheMirrorImage) {
  for (const RemainderRule remainder :
       {RemainderRule::largest_remainder, RemainderRule::first_in_order, RemainderRule::last}) {
    const Apportionment paid = apportion(number("100.01"), weights({3, 2, 2}), rule(remainder));
    const Apportionment back = apportion(number("-100.01"), weights({3, 2, 2}), rule(remainder));
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(back.shares[i].part, -paid.shares[i].part);
      EXPECT_EQ(back.shares[i].gained, -paid.shares[i].gained);
    }
    EXPECT_TRUE(back.left.is_zero());
  }
}

// Under ceiling, the party that does not own the remainder gets its share rounded up, in a refund
// as in a payment.
TEST(ApportionTest, CeilingKeepsItsDirectionInARefund) {
  ApportionRule up = rule(RemainderRule::last);
  up.rounding.mode = RoundingMode::ceiling;
  EXPECT_THAT(parts(apportion(number("0.05"), weights({1, 1}), up)), ElementsAre("0.03", "0.02"));
  EXPECT_THAT(parts(apportion(number("-0.05"), weights({1, 1}), up)),
              ElementsAre("-0.02", "-0.03"));
}

TEST(ApportionTest, WhatACappedRecipientCannotTakeGoesToTheRest) {
  const std::vector<Recipient> recipients = {bounded(1, Rational(10)), bounded(1, Rational(25)),
                                             bounded(2, {})};
  // 25, 25, 50; the first keeps 10 and 15 go on as 5 and 10; the second is then above its cap and
  // keeps 25; the third has the rest.
  const Apportionment result = apportion(100, recipients, rule(RemainderRule::largest_remainder));
  EXPECT_THAT(parts(result), ElementsAre("10", "25", "65"));
  EXPECT_EQ(result.shares[0].bound, ShareBound::cap);
  EXPECT_EQ(result.shares[1].bound, ShareBound::cap);
  EXPECT_EQ(result.shares[2].bound, ShareBound::none);
}

TEST(ApportionTest, WhatNobodyCanTakeIsLeft) {
  const std::vector<Recipient> recipients = {bounded(1, Rational(10)), bounded(1, Rational(25))};
  for (const ShareMethod method :
       {ShareMethod::pro_rata, ShareMethod::equal, ShareMethod::in_order}) {
    const Apportionment result =
        apportion(100, recipients, rule(RemainderRule::largest_remainder, method));
    EXPECT_THAT(parts(result), ElementsAre("10", "25"));
    EXPECT_EQ(result.left, Rational(65));
  }
}

TEST(ApportionTest, NobodyWithAWeightLeavesEverything) {
  EXPECT_EQ(apportion(100, weights({0, 0}), rule(RemainderRule::last)).left, Rational(100));
  EXPECT_EQ(apportion(100, {}, rule(RemainderRule::last)).left, Rational(100));
  EXPECT_EQ(apportion(-100, {}, rule(RemainderRule::first_in_order)).left, Rational(-100));
}

TEST(ApportionTest, FloorsAreGivenAtTheCostOfTheOthers) {
  const std::vector<Recipient> recipients = {bounded(1, {}, Rational(40)), bounded(3, {}),
                                             bounded(6, {})};
  const Apportionment result = apportion(100, recipients, rule(RemainderRule::largest_remainder));
  EXPECT_THAT(parts(result), ElementsAre("40", "20", "40"));
  EXPECT_EQ(result.shares[0].bound, ShareBound::floor);
}

TEST(ApportionTest, InOrderServesTheFirstFully) {
  const std::vector<Recipient> claims = {bounded(0, Rational(60)), bounded(0, Rational(50)),
                                         bounded(0, Rational(30), Rational(5))};
  const Apportionment result =
      apportion(100, claims, rule(RemainderRule::largest_remainder, ShareMethod::in_order));
  EXPECT_THAT(parts(result), ElementsAre("60", "35", "5"));
  EXPECT_EQ(result.shares[0].bound, ShareBound::cap);
  EXPECT_EQ(result.shares[1].bound, ShareBound::none);
  EXPECT_EQ(result.shares[2].bound, ShareBound::floor);
}

// A bound holds a share that would go beyond it. What comes to just the bound is held by the floor
// of another, and in order whoever has all that he may have is at his cap.
TEST(ApportionTest, SharesThatComeToJustTheirBound) {
  const std::vector<Recipient> two = {bounded(1, Rational(10)), bounded(1, {}, Rational(20))};
  const Apportionment by_weight = apportion(30, two, rule(RemainderRule::largest_remainder));
  EXPECT_THAT(parts(by_weight), ElementsAre("10", "20"));
  EXPECT_EQ(by_weight.shares[0].bound, ShareBound::none);
  EXPECT_EQ(by_weight.shares[1].bound, ShareBound::floor);
  const std::vector<Recipient> three = {bounded(0, Rational(10)), bounded(0, Rational(20)),
                                        bounded(0, Rational(5))};
  const Apportionment in_order =
      apportion(30, three, rule(RemainderRule::largest_remainder, ShareMethod::in_order));
  EXPECT_THAT(parts(in_order), ElementsAre("10", "20", "0"));
  EXPECT_EQ(in_order.shares[0].bound, ShareBound::cap);
  EXPECT_EQ(in_order.shares[1].bound, ShareBound::cap);
  EXPECT_EQ(in_order.shares[2].bound, ShareBound::none);
}

TEST(ApportionTest, BoundsOffTheGridNeverGiveMoreThanTheCapOrLessThanTheFloor) {
  const std::vector<Recipient> recipients = {bounded(1, number("33.335")),
                                             bounded(0, {}, number("0.001")), bounded(1, {})};
  EXPECT_THAT(parts(apportion(100, recipients, rule(RemainderRule::largest_remainder))),
              ElementsAre("33.33", "0.01", "66.66"));
}

TEST(ApportionTest, AWholeOffTheGridLeavesThePieceBelowOneFen) {
  const Apportionment result =
      apportion(number("10.009"), weights({1, 1}), rule(RemainderRule::last));
  EXPECT_THAT(parts(result), ElementsAre("5", "5"));
  EXPECT_EQ(result.left, number("0.009"));
  EXPECT_EQ(apportion(number("-10.009"), weights({1, 1}), rule(RemainderRule::last)).left,
            number("-0.009"));
}

// 100 recipients of half a fen each: rounded half up, 99 of them would get a fen of the 50 there
// are.
TEST(ApportionTest, TheOwnerOfTheRemainderNeverPaysForTheOthers) {
  const std::vector<Recipient> recipients(100, bounded(1, {}));
  const Apportionment result = apportion(number("0.50"), recipients, rule(RemainderRule::last));
  EXPECT_EQ(result.shares.back().part, Rational());
  Rational sum;
  for (const Share& share : result.shares) sum += share.part;
  EXPECT_EQ(sum, number("0.50"));
}

TEST(ApportionTest, TheOwnerOfTheRemainderStopsAtItsCap) {
  const std::vector<Recipient> recipients = {bounded(1, {}), bounded(1, {}),
                                             bounded(1, number("33.33"))};
  // 33.335 for each of the two others is 33.33 under half_down. The owner would have 33.34.
  ApportionRule owner_last = rule(RemainderRule::last);
  owner_last.rounding.mode = RoundingMode::half_down;
  EXPECT_THAT(parts(apportion(100, recipients, owner_last)),
              ElementsAre("33.34", "33.33", "33.33"));
}

TEST(ApportionTest, SplitsByRatioWithDigitsOfItsOwn) {
  // 39/36/13/6/4/2 of 12 345.67, the city takes what remains.
  EXPECT_THAT(parts(apportion(number("12345.67"), weights({39, 36, 13, 6, 4, 2}),
                              rule(RemainderRule::named))),
              ElementsAre("4814.81", "4444.44", "1604.94", "740.74", "493.83", "246.91"));
}

TEST(ApportionTest, ToWholeTenThousands) {
  ApportionRule ten_thousands = rule(RemainderRule::largest_remainder);
  ten_thousands.rounding.increment = {1, -4};
  EXPECT_THAT(parts(apportion(100000, weights({1, 1, 1}), ten_thousands)),
              ElementsAre("40000", "30000", "30000"));
}

TEST(ApportionTest, RefusesWhatHasNoAnswer) {
  const auto error = [](const Rational& whole, std::vector<Recipient> recipients,
                        const ApportionRule& how) {
    const Apportionment result = apportion(whole, recipients, how);
    EXPECT_TRUE(result.shares.empty());
    return result.error;
  };
  const ApportionRule last = rule(RemainderRule::last);
  EXPECT_EQ(error(1, {bounded(-1, {})}, last), ApportionError::negative_weight);
  EXPECT_EQ(error(1, {bounded(1, Rational(-1))}, last), ApportionError::negative_bound);
  EXPECT_EQ(error(1, {bounded(1, {}, Rational(-1))}, last), ApportionError::negative_bound);
  EXPECT_EQ(error(1, {bounded(1, Rational(1), Rational(2))}, last),
            ApportionError::floor_above_cap);
  EXPECT_EQ(error(1, {bounded(1, number("0.005"), number("0.005"))}, last),
            ApportionError::floor_above_cap);
  EXPECT_EQ(error(1, {bounded(1, {}, Rational(2))}, last), ApportionError::floors_exceed_whole);
  EXPECT_EQ(error(1, {bounded(1, {})}, rule(RemainderRule::named, ShareMethod::equal, 1)),
            ApportionError::no_such_recipient);
}

}  // namespace
}  // namespace remit::number

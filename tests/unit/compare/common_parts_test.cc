#include "compare/common_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace remit::compare {
namespace {

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back("line " + std::to_string(i));
  return texts;
}

/// Both places rise, and the texts at them are equal.
void expect_sound(const std::vector<std::string>& a, const std::vector<std::string>& b,
                  const std::vector<PlacePair>& pairs) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    EXPECT_EQ(a[pairs[i].first], b[pairs[i].second]);
    if (i == 0) continue;
    EXPECT_LT(pairs[i - 1].first, pairs[i].first);
    EXPECT_LT(pairs[i - 1].second, pairs[i].second);
  }
}

TEST(CommonParts, AreAsManyAsThereCanBe) {
  EXPECT_EQ(common_parts({"a", "b", "c", "d"}, {"b", "x", "d", "a"}),
            (std::vector<PlacePair>{{1, 0}, {3, 2}}));
  EXPECT_EQ(common_parts({}, {"a"}), std::vector<PlacePair>());
}

TEST(CommonParts, OfLongListsAreSoundAndNearlyAll) {
  std::mt19937 random(7);
  const std::vector<std::string> a = numbered(20'000);
  std::vector<std::string> b = a;
  for (int i = 0; i < 100; ++i)
    b.erase(b.begin() + static_cast<std::ptrdiff_t>(random() % b.size()));
  for (int i = 0; i < 100; ++i)
    b.insert(b.begin() + static_cast<std::ptrdiff_t>(random() % b.size()), "new");
  const std::vector<PlacePair> pairs = common_parts(a, b);
  expect_sound(a, b, pairs);
  EXPECT_EQ(pairs.size(), 19'900u);
}

TEST(CommonParts, OfLongListsInAnotherOrderRise) {
  std::vector<std::string> a = numbered(3'000), b = a;
  std::ranges::shuffle(b, std::mt19937(7));
  const std::vector<PlacePair> pairs = common_parts(a, b);
  expect_sound(a, b, pairs);
  EXPECT_GT(pairs.size(), 50u);  // about 2 sqrt(n) of a shuffled list rise
}

}  // namespace
}  // namespace remit::compare

#include "base/keep_once.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace remit::base {
namespace {

TEST(KeepOnceTest, KeepsTheFirstOfNeighbours) {
  std::vector<int> numbers{1, 1, 2, 1, 3, 3, 3};
  keep_once(numbers);
  EXPECT_EQ(numbers, (std::vector<int>{1, 2, 1, 3}));
  std::vector<std::pair<int, std::string>> pairs{{1, "a"}, {1, "b"}, {2, "b"}};
  keep_once(pairs, [](const auto& pair) { return pair.first; });
  EXPECT_EQ(pairs, (std::vector<std::pair<int, std::string>>{{1, "a"}, {2, "b"}}));
  keep_once(pairs, &std::pair<int, std::string>::second);
  EXPECT_EQ(pairs.size(), 2u);
  std::vector<int> none;
  keep_once(none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace remit::base

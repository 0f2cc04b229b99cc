#include "base/find_part.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

namespace remit::base {
namespace {

TEST(FindPart, FindsWhatStandsThere) {
  const std::string text = std::string(100, 'a') + "bc" + std::string(50, 'a');
  EXPECT_TRUE(has_part(text, ""));
  EXPECT_TRUE(has_part(text, "abca"));
  EXPECT_FALSE(has_part(text, "bb"));
  EXPECT_TRUE(has_part(text, text));
  EXPECT_FALSE(has_part(text, text + "a"));
  EXPECT_FALSE(has_part("", "a"));
  // Beyond the length up to which the plain search is taken.
  for (const std::size_t size : {31, 32, 33, 34, 60}) {
    EXPECT_TRUE(has_part(text, std::string(size, 'a') + "b")) << size;
    EXPECT_TRUE(has_part(text, "c" + std::string(size - 12, 'a'))) << size;
    EXPECT_FALSE(has_part(text, std::string(size, 'a') + "c")) << size;
  }
}

TEST(FindPart, TakesNoProductOfTheSizes) {
  const std::string text(1 << 20, 'a');
  const auto seconds = [&](const std::string& part) {
    const std::clock_t begin = std::clock();
    EXPECT_FALSE(has_part(text, part));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  // The product would take minutes.
  EXPECT_LT(seconds("b" + std::string(1 << 19, 'a')), 1);
  EXPECT_LT(seconds(std::string(1 << 19, 'a') + "b"), 1);
  EXPECT_LT(seconds(std::string(1 << 18, 'a') + "b" + std::string(1 << 18, 'a')), 1);
}

}  // namespace
}  // namespace remit::base

#include "check/args.h"

#include <gtest/gtest.h>

#include <span>
#include <utility>
#include <vector>

namespace remit::check {
namespace {

std::vector<std::uint32_t> listed(std::span<const std::uint32_t> ids) {
  return {ids.begin(), ids.end()};
}

TEST(Args, HoldAnyNumberInOrder) {
  std::vector<std::uint32_t> wanted;
  Args args;
  EXPECT_TRUE(args.empty());
  for (std::uint32_t id = 0; id < 9; ++id) {
    args.push_back(10 + id);
    wanted.push_back(10 + id);
    EXPECT_EQ(args.size(), wanted.size());
    EXPECT_EQ(args[id], 10 + id);
    EXPECT_EQ(listed(args), wanted);
    EXPECT_EQ(listed(Args(wanted.begin(), wanted.end())), wanted);
  }
}

TEST(Args, CopiesAndMovesKeepThem) {
  for (const std::size_t size : {0u, 1u, 3u, 4u, 7u}) {
    const std::vector<std::uint32_t> wanted(size, 5);
    Args args(wanted.begin(), wanted.end());
    Args copy = args;
    EXPECT_EQ(listed(copy), wanted);
    EXPECT_EQ(listed(args), wanted);
    const Args moved = std::move(copy);
    EXPECT_EQ(listed(moved), wanted);
    args.assign(wanted.begin(), wanted.begin());
    EXPECT_TRUE(args.empty());
  }
  EXPECT_EQ(listed(Args{1, 2, 3}), (std::vector<std::uint32_t>{1, 2, 3}));
}

}  // namespace
}  // namespace remit::check

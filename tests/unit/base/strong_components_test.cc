#include "base/strong_components.h"

#include <gtest/gtest.h>

namespace remit::base {
namespace {

using Nodes = std::vector<std::uint32_t>;
using Graph = std::vector<Nodes>;

std::vector<Nodes> components(const Graph& graph, const Nodes& roots) {
  return strong_components(static_cast<std::uint32_t>(graph.size()), roots,
                           [&](std::uint32_t node) { return graph[node]; });
}

TEST(StrongComponents, EachComesAfterWhatItLeadsTo) {
  EXPECT_EQ(components({{1, 2}, {3}, {3}, {}}, {0}), (std::vector<Nodes>{{3}, {1}, {2}, {0}}));
}

TEST(StrongComponents, OnlyWhatTheRootsLeadTo) {
  EXPECT_EQ(components({{}, {0}, {1}}, {1}), (std::vector<Nodes>{{0}, {1}}));
}

TEST(StrongComponents, CirclesComeOutTogether) {
  EXPECT_EQ(components({{1}, {2, 3}, {1}, {4}, {3}, {5}}, {0, 5}),
            (std::vector<Nodes>{{3, 4}, {1, 2}, {0}, {5}}));
}

TEST(StrongComponents, AChainOfAMillionNeedsNoRecursion) {
  constexpr std::uint32_t kCount = 1'000'000;
  const auto found = strong_components(kCount, Nodes{0}, [](std::uint32_t node) {
    return node + 1 < kCount ? Nodes{node + 1} : Nodes{kCount / 2};
  });
  ASSERT_EQ(found.size(), kCount / 2 + 1);
  EXPECT_EQ(found.front().size(), kCount / 2);
  EXPECT_EQ(found.back(), Nodes{0});
}

}  // namespace
}  // namespace remit::base

#include "sweep/search.h"

#include <gmock/gmock.h>

namespace remit::sweep {
namespace {

/// A search over a condition on the place alone; counts what was tried.
struct Asked {
  Search search;
  std::function<bool(std::uint64_t)> holds;

  void run(std::vector<std::uint64_t> hints = {}) {
    const auto compute = [this](const std::vector<std::uint64_t>& places)
        -> Result<std::vector<std::vector<FigureValue>>> {
      std::vector<std::vector<FigureValue>> found;
      for (const std::uint64_t place : places) {
        FigureValue value;
        value.value = holds(place);
        found.push_back({value});
      }
      return found;
    };
    EXPECT_FALSE(search.run(compute, std::move(hints)));
  }
};

TEST(Search, TriesASmallGridAsAWhole) {
  Asked asked{Search(100, false, 1000, 10), [](std::uint64_t i) { return i % 7 == 0; }};
  asked.run();
  EXPECT_EQ(asked.search.tried().size(), 100u);
  EXPECT_EQ(asked.search.found(), 98u);
  EXPECT_EQ(asked.search.beyond(98), 99u);
  EXPECT_EQ(asked.search.changes(), 29u);
}

TEST(Search, FindsTheEdgeOfALargeGrid) {
  for (const std::uint64_t edge : {0u, 1u, 499'999u, 999'998u, 999'999u}) {
    Asked largest{Search(1'000'000, false, 100, 20), [=](std::uint64_t i) { return i <= edge; }};
    largest.run();
    EXPECT_EQ(largest.search.found(), edge);
    EXPECT_EQ(largest.search.beyond(edge).has_value(), edge != 999'999);
    EXPECT_LT(largest.search.tried().size(), 150u);
    Asked smallest{Search(1'000'000, true, 100, 20), [=](std::uint64_t i) { return i >= edge; }};
    smallest.run();
    EXPECT_EQ(smallest.search.found(), edge);
    if (edge > 0) {
      EXPECT_EQ(smallest.search.beyond(edge), edge - 1);
    }
  }
}

TEST(Search, FindsAnIslandThatAHintNames) {
  const auto island = [](std::uint64_t i) { return i >= 123'456 && i <= 123'460; };
  Asked blind{Search(1'000'000, false, 100, 20), island};
  blind.run();
  EXPECT_EQ(blind.search.found(), std::nullopt);
  Asked told{Search(1'000'000, false, 100, 20), island};
  told.run({123'456});
  EXPECT_EQ(told.search.found(), 123'460u);
  EXPECT_EQ(told.search.changes(), 2u);
}

}  // namespace
}  // namespace remit::sweep

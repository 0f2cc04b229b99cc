// Rows put in order part by part, with memory running out in between, stand as a stable sort of all
// of them puts them.
#include "row/index/gradual_order.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <random>
#include <string>
#include <vector>

#include "fixture.h"
#include "row/index/run_index.h"

namespace {

thread_local bool has_memory = true;

void* allocate(std::size_t size) {
  if (!has_memory) throw std::bad_alloc();
  if (void* const block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t /*size*/) noexcept { std::free(block); }

namespace remit::row {
namespace {

/// Few values of each key, so that many rows tie, and a fault here and there.
class Competitors {
 public:
  Competitors(std::uint64_t rows, unsigned seed) : random_(seed), rows_(rows) {
    item_ = c_.builder.add_entity("item");
    group_ = column("group", kText, 3, "abc");
    x_ = column("x", kNumber, 9, "123456789");
    y_ = column("y", kNumber, 5, "01234");
    ok_ = column("ok", kBoolean, 4, "");
  }

  /// `parts`: as many as it took, and more than one was tried without memory.
  void check(const plan::Rank& node) {
    const table::Dataset data = c_.dataset();
    table::Results none;
    none.columns.resize(c_.builder.plan().columns.size());
    const RunIndex index(c_.builder.plan(), data, none);
    auto order = GradualOrder::make(index, item_, node);
    ASSERT_TRUE(order);
    int parts = 0;
    while (!order->is_done()) {
      ASSERT_LT(++parts, 2000);
      has_memory = false;
      try {
        order->advance();
      } catch (const std::bad_alloc&) {
        ++shortages_;
      }
      has_memory = true;
      if (!order->is_done()) order->advance();
    }
    const std::vector<RowNumber> expected = sorted(node);
    for (std::size_t begin = 0, end = 0; begin < expected.size(); begin = end) {
      while (end < expected.size() && is_same(node, expected[begin], expected[end])) ++end;
      const std::vector<RowNumber> group(expected.begin() + static_cast<std::ptrdiff_t>(begin),
                                         expected.begin() + static_cast<std::ptrdiff_t>(end));
      for (const std::size_t at : {begin, (begin + end) / 2, end - 1}) {
        const std::span<const RowNumber> told = order->group_of(expected[at]);
        ASSERT_EQ(std::vector<RowNumber>(told.begin(), told.end()), group);
      }
    }
  }

  plan::Rank node(int shape) {
    plan::Rank node;
    node.keys = {{x_, shape % 2 == 0}};
    if (shape % 3 > 0) node.keys.push_back({y_, shape % 3 == 1});
    if (shape % 4 > 1) node.partition = {group_};
    if (shape >= 4) node.where = ok_;
    return node;
  }

  static int shortages() { return shortages_; }

 private:
  static constexpr int kFault = -1;

  ColumnId column(const char* name, type::Type type, unsigned values, const std::string& letters) {
    std::vector<int>& own = values_.emplace_back();
    std::string cells;
    for (std::uint64_t row = 0; row < rows_; ++row) {
      const bool is_blank = random_() % 40 == 0;
      own.push_back(is_blank ? kFault : static_cast<int>(random_() % values));
      if (is_blank)
        cells += '-';
      else if (letters.empty())
        cells += own.back() == 0 ? "false" : "true";
      else
        cells += letters[static_cast<std::size_t>(own.back())];
      cells += ' ';
    }
    columns_.push_back(c_.field(item_, name, type, cells));
    return columns_.back();
  }

  int value(ColumnId column, RowNumber row) const {
    const auto at = std::ranges::find(columns_, column) - columns_.begin();
    return values_[static_cast<std::size_t>(at)][row];
  }

  bool is_same(const plan::Rank& node, RowNumber a, RowNumber b) const {
    return std::ranges::all_of(node.partition,
                               [&](ColumnId of) { return value(of, a) == value(of, b); });
  }

  std::vector<RowNumber> sorted(const plan::Rank& node) const {
    std::vector<RowNumber> rows;
    for (RowNumber row = 0; row < rows_; ++row) {
      bool counts = node.where == plan::kNoColumn || value(node.where, row) > 0;
      for (const plan::SortKey& key : node.keys) counts = counts && value(key.value, row) != kFault;
      for (const ColumnId of : node.partition) counts = counts && value(of, row) != kFault;
      if (counts) rows.push_back(row);
    }
    std::ranges::stable_sort(rows, [&](RowNumber a, RowNumber b) {
      for (const ColumnId of : node.partition)
        if (value(of, a) != value(of, b)) return value(of, a) < value(of, b);
      for (const auto& [key, descending] : node.keys)
        if (value(key, a) != value(key, b)) return (value(key, a) < value(key, b)) != descending;
      return false;
    });
    return rows;
  }

  std::mt19937 random_;
  std::uint64_t rows_;
  Case c_;
  EntityId item_ = 0;
  std::vector<ColumnId> columns_;
  std::vector<std::vector<int>> values_;  ///< by column and row
  ColumnId group_ = 0, x_ = 0, y_ = 0, ok_ = 0;
  static inline int shortages_ = 0;
};

TEST(GradualOrder, IsThatOfAStableSortWhateverRunsOutInBetween) {
  for (const std::uint64_t rows : {1U, 511U, 512U, 513U, 1025U, 5000U}) {
    for (int shape = 0; shape < 8; ++shape) {
      SCOPED_TRACE(testing::Message() << rows << " rows, shape " << shape);
      Competitors competitors(rows, static_cast<unsigned>(rows) + static_cast<unsigned>(shape));
      competitors.check(competitors.node(shape));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
  EXPECT_GE(Competitors::shortages(), 40);
}

}  // namespace
}  // namespace remit::row

#include "column/run/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace remit::column {
namespace {

std::shared_ptr<ColumnMemory> memory() { return std::make_shared<ColumnMemory>(); }

TEST(ColumnMemory, ServesTheNextRunWithTheSameBlocks) {
  const auto pool = memory();
  std::vector<std::shared_ptr<void>> run = {pool->take(8000), pool->take(1000), pool->take(8000)};
  std::vector<void*> first, second;
  for (const auto& block : run) first.push_back(block.get());
  run.clear();
  EXPECT_EQ(pool->kept(), 8000u + 1024 + 8000);
  run = {pool->take(8000), pool->take(1000), pool->take(8000)};
  for (const auto& block : run) second.push_back(block.get());
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  EXPECT_EQ(second, first);
  EXPECT_EQ(pool->kept(), 0u);
}

TEST(ColumnMemory, KeepsNoMoreThanWasInUseHoweverTheSizesChange) {
  const auto pool = memory();
  // Two columns of each batch; the batches grow and shrink by a fifth, and by more now and then.
  std::size_t most = 0;
  for (std::size_t batch = 0; batch < 1000; ++batch) {
    const std::size_t rows = 10'000 + (batch * 7919) % 2'000 + (batch % 100 == 99 ? 50'000 : 0);
    const auto wide = pool->take(8 * rows);
    const auto narrow = pool->take(rows);
    most = std::max(most, 9 * rows + rows);  // a block may be larger than asked for by a quarter
    EXPECT_LE(pool->kept(), most);
  }
  EXPECT_LE(pool->kept(), most * 5 / 4);
  EXPECT_GT(pool->kept(), 0u);
}

TEST(ColumnMemory, BlocksOutliveIt) {
  auto pool = memory();
  const std::shared_ptr<void> block = pool->take(100);
  pool.reset();
  static_cast<char*>(block.get())[99] = 1;
}

}  // namespace
}  // namespace remit::column

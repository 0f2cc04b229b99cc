// Blocks of all sizes, taken by some threads and given back by others, with their size and without:
// none overlaps another, each is aligned, and what is kept has an end. Says what is wrong, and ends
// with 1.
#include <sys/resource.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <new>
#include <random>
#include <thread>
#include <utility>
#include <vector>

namespace {

constexpr std::size_t kLongest = 700;  // beyond what is kept
constexpr int kThreads = 4, kTurns = 200'000, kHeld = 400;

struct Block {
  unsigned char* bytes;
  std::size_t size;
  unsigned char mark;
};

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "small_blocks: %s\n", what);
  std::_Exit(1);
}

Block take(std::size_t size, unsigned char mark) {
  auto* const bytes = static_cast<unsigned char*>(::operator new(size));
  if (reinterpret_cast<std::uintptr_t>(bytes) % alignof(std::max_align_t) != 0) fail("not aligned");
  std::memset(bytes, mark, size);
  return {bytes, size, mark};
}

void give_back(const Block& block, bool with_size) {
  for (std::size_t i = 0; i < block.size; ++i)
    if (block.bytes[i] != block.mark) fail("written by somebody else");
  if (with_size)
    ::operator delete(block.bytes, block.size);
  else
    ::operator delete(block.bytes);
}

/// Where threads leave blocks for others.
struct Exchange {
  std::mutex mutex;
  std::vector<Block> blocks;

  void give(Block& block) {
    const std::lock_guard lock(mutex);
    if (blocks.size() < kHeld) return blocks.push_back(std::exchange(block, {}));
    std::swap(block, blocks[block.size % kHeld]);
  }
};

void work(Exchange& exchange, unsigned seed) {
  std::minstd_rand random(seed);
  std::array<Block, kHeld> held{};
  for (int turn = 0; turn < kTurns; ++turn) {
    Block& block = held[random() % kHeld];
    if (random() % 4 == 0) exchange.give(block);
    if (block.bytes != nullptr) give_back(block, random() % 2 == 0);
    block = take(random() % kLongest, static_cast<unsigned char>(random()));
  }
  for (const Block& block : held)
    if (block.bytes != nullptr) give_back(block, true);
}

void free_all(std::vector<void*> blocks, std::size_t size) {
  for (void* const block : blocks) ::operator delete(block, size);
}

long kibibytes() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss;
}

/// Threads that end having freed what others took, and taken nothing: those of a pool whose work
/// was done by its fellows. What they keep goes back too.
void check_threads_that_only_free() {
  constexpr std::size_t kSize = 512, kBlocks = 128;
  constexpr int kEnding = 400, kWarm = 20;  // 64 KiB each
  long before = 0;
  for (int i = 0; i < kEnding; ++i) {
    std::vector<void*> blocks;
    for (std::size_t block = 0; block < kBlocks; ++block)
      blocks.push_back(std::memset(::operator new(kSize), i, kSize));
    std::thread(free_all, std::move(blocks), kSize).join();
    if (i == kWarm) before = kibibytes();
  }
  constexpr long kMore = 4096;
  if (kibibytes() > before + kMore) fail("threads that only free keep their blocks");
}

}  // namespace

int main() {
  check_threads_that_only_free();
  Exchange exchange;
  long before = 0;
  constexpr int kRounds = 6;
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      const auto seed = static_cast<unsigned>(round * kThreads + i + 1);
      threads.emplace_back(work, std::ref(exchange), seed);
    }
    for (std::thread& thread : threads) thread.join();
    if (round == 1) before = kibibytes();
  }
  for (const Block& block : exchange.blocks) give_back(block, true);
  constexpr long kMore = 4096;
  if (kibibytes() > before + kMore) fail("threads that end keep their blocks");
  for (std::size_t too_much = SIZE_MAX; too_much > SIZE_MAX / 4; too_much -= SIZE_MAX / 64) {
    try {
      ::operator delete(::operator new(too_much));
      fail("memory without end");
    } catch (const std::bad_alloc&) {
    }
  }
  ::operator delete(::operator new(0));
  ::operator delete(nullptr);
}

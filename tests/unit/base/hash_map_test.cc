#include "base/hash_map.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// The number of allocations of this thread that still succeed; below zero, all do.
thread_local int allocations_left = -1;

void* allocate(std::size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  void* block = std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

namespace remit::base {
namespace {

std::string name(std::uint64_t number) {
  return "a name too long for the short form, no. " + std::to_string(number);
}

// Inserts one by one, and lets every insertion first fail at its first, then at its second
// allocation: nothing is lost, nothing is half there.
TEST(HashMap, AFailedInsertionLeavesTheMapAsItWas) {
  HashMap<std::string, std::vector<std::uint64_t>> map;
  int failures = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    const std::string key = name(i);
    for (int allowed = 0; map.size() == i; ++allowed) {
      allocations_left = allowed;
      try {
        map[key].assign(3, i);
      } catch (const std::bad_alloc&) {
        ++failures;
      }
      allocations_left = -1;
      if (map.size() > i) map[key].assign(3, i);  // the vector may be what failed
      for (std::uint64_t known = 0; known < map.size(); ++known) {
        const auto found = map.find(name(known));
        ASSERT_NE(found, map.end()) << known;
        ASSERT_EQ(found->second, std::vector<std::uint64_t>(3, known));
      }
    }
  }
  EXPECT_GT(failures, 300);
}

TEST(HashSet, AFailedInsertionLeavesTheSetAsItWas) {
  HashSet<std::uint64_t> set;
  int failures = 0;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    allocations_left = 0;
    try {
      set.insert(i);
    } catch (const std::bad_alloc&) {
      ++failures;
      allocations_left = -1;
      ASSERT_EQ(set.size(), i);
      ASSERT_FALSE(set.contains(i));
      set.insert(i);
    }
    allocations_left = -1;
    ASSERT_EQ(set.size(), i + 1);
  }
  for (std::uint64_t i = 0; i < 2000; ++i) ASSERT_TRUE(set.contains(i));
  EXPECT_GE(failures, 5);  // one for each time it grew
}

TEST(HashMap, TextsAreFoundByAView) {
  HashMap<std::string, int> map;
  map[name(1)] = 1;
  const std::string text = "<" + name(1) + ">";
  EXPECT_TRUE(map.contains(std::string_view(text).substr(1, text.size() - 2)));
  EXPECT_FALSE(map.contains(std::string_view(text)));
}

}  // namespace
}  // namespace remit::base

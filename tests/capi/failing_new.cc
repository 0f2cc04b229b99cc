#include <atomic>
#include <cstdlib>
#include <new>

#include "failing_memory.h"

namespace {

std::atomic<long> asked{0};
std::atomic<long> live{0};
std::atomic<long> fail_at{-1};
std::atomic<bool> fail_later{false};

void* allocate(std::size_t size, std::size_t alignment) noexcept {
  const long number = asked.fetch_add(1);
  const long at = fail_at.load();
  if (at >= 0 && number >= at && (number == at || fail_later.load())) return nullptr;
  void* block = alignment == 0
                    ? std::malloc(size == 0 ? 1 : size)
                    : std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
  if (block != nullptr) live.fetch_add(1);
  return block;
}

void* allocate_or_throw(std::size_t size, std::size_t alignment) {
  void* block = allocate(size, alignment);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

void release(void* block) noexcept {
  if (block != nullptr) live.fetch_sub(1);
  std::free(block);
}

}  // namespace

extern "C" {
void fail_allocation(long number, int and_later) {
  asked = 0;
  fail_later = and_later != 0;
  fail_at = number;
}
void stop_failing() { fail_at = -1; }
void count_allocations() { fail_allocation(-1, 0); }
long allocations() { return asked; }
long live_blocks() { return live; }
}

void* operator new(std::size_t size) { return allocate_or_throw(size, 0); }
void* operator new[](std::size_t size) { return allocate_or_throw(size, 0); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, 0); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size, 0); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }
void operator delete(void* block, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept { release(block); }
void operator delete(void* block, const std::nothrow_t&) noexcept { release(block); }
void operator delete[](void* block, const std::nothrow_t&) noexcept { release(block); }

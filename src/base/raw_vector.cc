#include "base/raw_vector.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace remit::base {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kHugePage = std::size_t{1} << 21;

/// Columns of a few cells are many and short-lived, and the system takes three times as long for
/// memory that is aligned as for what is not: these are aligned here.
constexpr std::size_t kSmall = 1024;

/// Before what is handed out stands where its memory begins, for which the least that the system
/// aligns by leaves room.
void* allocate_small(std::size_t bytes) {
  static_assert(__STDCPP_DEFAULT_NEW_ALIGNMENT__ >= sizeof(void*));
  auto* const begin = static_cast<char*>(::operator new(bytes + kLine));
  const std::size_t beyond = reinterpret_cast<std::uintptr_t>(begin) % kLine;
  char* const memory = begin + kLine - beyond;
  reinterpret_cast<void**>(memory)[-1] = begin;
  return memory;
}

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + kHugePage - 1) / kHugePage * kHugePage;
}

}  // namespace

void* allocate_column(std::size_t bytes) {
  if (bytes <= kSmall) return allocate_small(bytes);
  if (bytes < kHugePage) return ::operator new (bytes, std::align_val_t{kLine});
  if (bytes > static_cast<std::size_t>(-1) - kHugePage) throw std::bad_alloc();
  void* const memory = ::operator new (whole_pages(bytes), std::align_val_t{kHugePage});
#if defined(__linux__)
  madvise(memory, whole_pages(bytes), MADV_HUGEPAGE);  // a wish: nothing depends on it
#endif
  return memory;
}

void free_column(void* memory, std::size_t bytes) noexcept {
  if (bytes <= kSmall) {
    if (memory != nullptr) ::operator delete(static_cast<void**>(memory)[-1]);
  } else if (bytes < kHugePage) {
    ::operator delete (memory, std::align_val_t{kLine});
  } else {
    ::operator delete (memory, std::align_val_t{kHugePage});
  }
}

}  // namespace remit::base

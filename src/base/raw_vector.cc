#include "base/raw_vector.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace remit::base {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kHugePage = std::size_t{1} << 21;

std::size_t whole_pages(std::size_t bytes) {
  return (bytes + kHugePage - 1) / kHugePage * kHugePage;
}

}  // namespace

void* allocate_column(std::size_t bytes) {
  if (bytes < kLine) return ::operator new(bytes);
  if (bytes < kHugePage) return ::operator new (bytes, std::align_val_t{kLine});
  if (bytes > static_cast<std::size_t>(-1) - kHugePage) throw std::bad_alloc();
  void* const memory = ::operator new (whole_pages(bytes), std::align_val_t{kHugePage});
#if defined(__linux__)
  madvise(memory, whole_pages(bytes), MADV_HUGEPAGE);  // a wish: nothing depends on it
#endif
  return memory;
}

void free_column(void* memory, std::size_t bytes) noexcept {
  if (bytes < kLine) {
    ::operator delete(memory);
  } else if (bytes < kHugePage) {
    ::operator delete (memory, std::align_val_t{kLine});
  } else {
    ::operator delete (memory, std::align_val_t{kHugePage});
  }
}

}  // namespace remit::base

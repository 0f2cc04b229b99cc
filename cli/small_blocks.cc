// Memory of small blocks. A request of the service takes and gives back some 260 of a dozen sizes.
// The C library keeps seven freed blocks of a size for a thread and does the others by its slow
// road, which took a sixth of a request; here a thread keeps more of them. Of the program alone: a
// library leaves the memory of its host as it is.
#include <cstddef>  // says which C library it is
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define REMIT_SANITIZED 1  // it has a memory of its own, which sees what is used after it was freed
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define REMIT_SANITIZED 1
#endif
#endif
#if defined(__GLIBC__) && !defined(REMIT_SANITIZED)

#include <malloc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kStep = 16;     ///< sizes of a class differ by less; what malloc aligns to
constexpr std::size_t kClasses = 33;  ///< up to 512 bytes; longer ones are few
constexpr std::uint32_t kKept = 128;  ///< of a class by a thread, some 1 MiB of all at most

/// Of a block of that size; kClasses and more are not kept. Without a sum, which might overflow.
constexpr std::size_t class_of(std::size_t size) { return size / kStep + (size % kStep != 0); }

struct Free {
  Free* next;
};

struct Kept {
  Free* first = nullptr;
  std::uint32_t room = kKept;  ///< how many more may be kept
};

thread_local constinit std::array<Kept, kClasses> kept;

/// Gives the blocks back when the thread ends; what is freed after that is not kept.
struct Keeper {
  bool watching = false;  ///< set where something is kept: the end of the thread is noted then

  ~Keeper() {
    for (Kept& of : kept) {
      of.room = 0;
      while (of.first != nullptr) {
        Free* const block = of.first;
        of.first = block->next;
        std::free(block);
      }
    }
  }
};

thread_local constinit Keeper keeper;

void* from_system(std::size_t size) {
  for (;;) {
    if (void* const block = std::malloc(size)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

/// A block of a class has kStep bytes times its number at least.
void keep(void* block, std::size_t of_class) {
  if (of_class == 0 || of_class >= kClasses || kept[of_class].room == 0) return std::free(block);
  Kept& of = kept[of_class];
  if (of.first == nullptr)
    keeper.watching = true;  // a thread may free what others took, and no more
  --of.room;
  of.first = ::new (block) Free{of.first};
}

}  // namespace

void* operator new(std::size_t size) {
  const std::size_t of_class = class_of(size);
  if (of_class >= kClasses) return from_system(size);
  Kept& of = kept[of_class];
  Free* const block = of.first;
  if (block == nullptr) return from_system(of_class * kStep);
  of.first = block->next;
  ++of.room;
  return block;
}

void operator delete(void* block, std::size_t size) noexcept {
  if (block != nullptr) keep(block, class_of(size));
}

void operator delete(void* block) noexcept {
  if (block != nullptr) keep(block, ::malloc_usable_size(block) / kStep);
}

#endif

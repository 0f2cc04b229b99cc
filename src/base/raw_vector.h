#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

namespace remit::base {

/// Memory for whole columns, aligned to a cache line where it is one or more; from 2 MiB on to huge
/// pages, which the system is asked for where it has them. It clears memory that was not in use
/// before, and 2 MiB at a time take it a fraction of what they take page by page.
/// Throws std::bad_alloc.
void* allocate_column(std::size_t bytes);
/// `bytes` as they were asked for.
void free_column(void* memory, std::size_t bytes) noexcept;

/// Leaves elements uninitialised that no value is given for.
template <typename T>
struct RawAllocator {
  using value_type = T;
  static_assert(std::is_trivially_copyable_v<T>);

  RawAllocator() = default;
  template <typename U>
  RawAllocator(const RawAllocator<U>& /*other*/) noexcept {}  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_array_new_length();
    return static_cast<T*>(allocate_column(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept { free_column(memory, count * sizeof(T)); }
  template <typename U, typename... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) == 0) {
      ::new (static_cast<void*>(at)) U;
    } else {
      ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
    }
  }
  friend bool operator==(const RawAllocator&, const RawAllocator&) { return true; }
};

/// A vector for the values of a column: `resize` and the size constructor set nothing, so that
/// whoever fills it writes every element once.
template <typename T>
using RawVector = std::vector<T, RawAllocator<T>>;

}  // namespace remit::base

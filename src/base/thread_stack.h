#pragma once

#include <cstdint>

namespace remit::base {

/// The addresses of a thread's stack, which grows downwards; both 0 where the system does not say.
struct ThreadStack {
  std::uintptr_t low = 0;
  std::uintptr_t high = 0;
};

/// Of this thread. Asked of the system once for each thread: a microsecond, of a process' first
/// thread some ten.
ThreadStack thread_stack();

}  // namespace remit::base

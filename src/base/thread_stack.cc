#include "base/thread_stack.h"

#if defined(_WIN32)
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>
#elif defined(__EMSCRIPTEN__)
#include <emscripten/stack.h>
#elif defined(__APPLE__) || defined(__linux__)
#include <pthread.h>
#endif

namespace remit::base {
namespace {

ThreadStack find_stack() {
#if defined(_WIN32)
  ULONG_PTR low = 0, high = 0;
  GetCurrentThreadStackLimits(&low, &high);
  return {static_cast<std::uintptr_t>(low), static_cast<std::uintptr_t>(high)};
#elif defined(__EMSCRIPTEN__)
  return {static_cast<std::uintptr_t>(emscripten_stack_get_end()),
          static_cast<std::uintptr_t>(emscripten_stack_get_base())};
#elif defined(__APPLE__)
  const auto high = reinterpret_cast<std::uintptr_t>(pthread_get_stackaddr_np(pthread_self()));
  return {high - pthread_get_stacksize_np(pthread_self()), high};
#elif defined(__linux__)
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return {};
  void* low = nullptr;
  std::size_t size = 0;
  const bool known = pthread_attr_getstack(&attributes, &low, &size) == 0;
  pthread_attr_destroy(&attributes);
  if (!known) return {};
  const auto begin = reinterpret_cast<std::uintptr_t>(low);
  return {begin, begin + size};
#else
  return {};
#endif
}

}  // namespace

ThreadStack thread_stack() {
  static thread_local const ThreadStack stack = find_stack();
  return stack;
}

}  // namespace remit::base

// A mapped file that is cut short by somebody else leaves pages behind which end a program that
// touches them. Here such pages become zeros.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>

#include "cli/system/mapping.h"

namespace remit::cli::system {
namespace {

struct Guarded {
  std::atomic<const char*> begin{nullptr};
  std::atomic<std::size_t> size{0};
  std::atomic<bool> shrunk{false};
};

// As many tables as are mapped at one time; further ones are read.
constexpr std::size_t kMostMappings = 64;
std::array<Guarded, kMostMappings>
    guarded;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

Guarded* find_guarded(const char* begin) {
  for (Guarded& each : guarded)
    if (each.begin.load() == begin) return &each;
  return nullptr;
}

/// Only what may be done in a handler of signals: no lock, no allocation.
void fill_with_zeros(int signal, siginfo_t* info, void* /*context*/) {
  const char* const at = static_cast<const char*>(info->si_addr);
  for (Guarded& each : guarded) {
    const char* const begin = each.begin.load();
    if (begin == nullptr || at < begin || at >= begin + each.size.load()) continue;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t from = reinterpret_cast<std::uintptr_t>(at) / page * page;
    const std::uintptr_t to = reinterpret_cast<std::uintptr_t>(begin) + each.size.load();
    void* const place = reinterpret_cast<void*>(from);
    if (::mmap(place, to - from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
        MAP_FAILED)
      break;
    each.shrunk.store(true);
    return;
  }
  std::signal(signal, SIG_DFL);  // none of ours: it happens again, and ends the program
}

bool listen_to_bus_errors() {
  static const bool kListens = [] {
    struct sigaction action {};
    action.sa_sigaction = fill_with_zeros;
    action.sa_flags = SA_SIGINFO;
    ::sigemptyset(&action.sa_mask);
    return ::sigaction(SIGBUS, &action, nullptr) == 0;
  }();
  return kListens;
}

/// From now on pages of this mapping that are gone read as zeros. False: there is no room to
/// remember one more, or no way to do it.
bool guard(const char* begin, std::size_t size) {
  if (!listen_to_bus_errors()) return false;
  Guarded* const free = find_guarded(nullptr);
  if (free == nullptr) return false;
  free->shrunk.store(false);
  free->size.store(size);
  free->begin.store(begin);
  return true;
}

}  // namespace

const char* map(int file, std::size_t size) {
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  if (mapped == MAP_FAILED) return nullptr;
  ::madvise(mapped, size, MADV_SEQUENTIAL);
  const char* const begin = static_cast<const char*>(mapped);
  if (guard(begin, size)) return begin;
  ::munmap(mapped, size);
  return nullptr;
}

void unmap(const char* mapped, std::size_t size) {
  if (Guarded* const known = find_guarded(mapped)) known->begin.store(nullptr);
  ::munmap(const_cast<char*>(mapped), size);
}

bool has_shrunk(const char* mapped) {
  const Guarded* const known = find_guarded(mapped);
  return known != nullptr && known->shrunk.load();
}

int number_again(int file) { return ::fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); }

}  // namespace remit::cli::system

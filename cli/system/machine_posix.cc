#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "cli/system/cgroup.h"
#include "cli/system/machine.h"

namespace remit::cli::system {

std::uint64_t physical_memory() {
  const long pages = ::sysconf(_SC_PHYS_PAGES), page = ::sysconf(_SC_PAGESIZE);
  const std::uint64_t group = group_memory();
  if (pages <= 0 || page <= 0) return group;
  const auto machine = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
  return group == 0 ? machine : std::min(machine, group);
}

std::uint64_t peak_memory() {
  constexpr std::uint64_t kUnit = 1024;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * kUnit;
}

void limit_memory(std::uint64_t bytes) {
  rlimit allowed{};
  if (::getrlimit(RLIMIT_DATA, &allowed) != 0) return;
  allowed.rlim_cur = std::min<rlim_t>(bytes, allowed.rlim_max);
  ::setrlimit(RLIMIT_DATA, &allowed);
}

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) != 0; }

void prepare_streams() {}

std::string_view language_of_user() { return {}; }

}  // namespace remit::cli::system

#include "cli/system/cgroup.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <string_view>

// https://docs.kernel.org/admin-guide/cgroup-v2.html and .../cgroup-v1/memory.html

namespace remit::cli::system {
namespace {

/// Version 1 says so where nothing is limited: the largest number of whole pages.
constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 62;

/// What a file says first, if that is a limit; 0 for "max", and where there is no such file.
std::uint64_t limit_in(const std::string& path) {
  std::ifstream file(path);
  std::string word;
  if (!(file >> word)) return 0;
  std::uint64_t bytes = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), bytes);
  const bool whole = error == std::errc() && end == word.data() + word.size();
  return whole && bytes < kNoLimit ? bytes : 0;
}

void lower(std::uint64_t limit, std::uint64_t* least) {
  if (limit != 0) *least = *least == 0 ? limit : std::min(*least, limit);
}

/// The group `path` below `mount`, and those above it. A container may see its own group as the
/// first, and none of that path.
void look_up(const std::string& mount, std::string path, const char* file, std::uint64_t* least) {
  for (;;) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    lower(limit_in(mount + path + "/" + file), least);
    if (path.empty()) return;
    const std::size_t slash = path.rfind('/');
    path.erase(slash == std::string::npos ? 0 : slash);
  }
}

bool names_memory(std::string_view controllers) {
  while (!controllers.empty()) {
    const std::size_t comma = std::min(controllers.find(','), controllers.size());
    if (controllers.substr(0, comma) == "memory") return true;
    controllers.remove_prefix(std::min(comma + 1, controllers.size()));
  }
  return false;
}

}  // namespace

std::uint64_t group_memory(const std::string& root) {
  const std::string mounts = root + "/sys/fs/cgroup";
  std::ifstream groups(root + "/proc/self/cgroup");
  std::uint64_t least = 0;
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':'), second = line.find(':', first + 1);
    if (first == std::string::npos || second == std::string::npos) continue;
    const std::string path = line.substr(second + 1);
    const std::string_view controllers(line.data() + first + 1, second - first - 1);
    if (controllers.empty()) {
      look_up(mounts, path, "memory.max", &least);
      look_up(mounts + "/unified", path, "memory.max", &least);  // beside version 1
    } else if (names_memory(controllers)) {
      look_up(mounts + "/memory", path, "memory.limit_in_bytes", &least);
    }
  }
  return least;
}

}  // namespace remit::cli::system

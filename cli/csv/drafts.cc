#include "cli/csv/drafts.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <utility>

#include "cli/system/endings.h"
#include "cli/system/files.h"

namespace remit::cli {
namespace {

// Nothing that a handler of signals reads may be allocated or freed meanwhile.
struct Draft {
  static constexpr std::size_t kLongest = 4096;
  std::atomic<bool> used{false};
  std::array<char, kLongest> path{};
};

constexpr std::size_t kMostDrafts = 1024;
std::array<Draft, kMostDrafts>
    drafts;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void remove_drafts() {
  for (const Draft& draft : drafts)
    if (draft.used.load()) system::remove(draft.path.data());
}

void listen_to_endings() {
  static const bool kListens = [] {
    system::before_endings(remove_drafts);
    return true;
  }();
  static_cast<void>(kListens);
}

void remember_draft(const std::string& path) {
  if (path.size() >= Draft::kLongest) return;
  const auto free =
      std::ranges::find_if(drafts, [](const Draft& draft) { return !draft.used.load(); });
  if (free == drafts.end()) return;
  listen_to_endings();
  std::memcpy(free->path.data(), path.c_str(), path.size() + 1);
  free->used.store(true);
}

}  // namespace

int open_draft(const std::string& path, std::string& draft) {
  const std::string folder = path.substr(0, system::folder_size(path));
  std::string name;
  int file = -1;
  system::without_ending([&] {  // a file that is there is one that is remembered
    file = system::make_new(folder, name);
    if (file >= 0) remember_draft(name);
  });
  if (file >= 0) draft = std::move(name);
  return file;
}

void forget_draft(const std::string& path) {
  for (Draft& draft : drafts)
    if (draft.used.load() && path == draft.path.data()) draft.used.store(false);
}

}  // namespace remit::cli

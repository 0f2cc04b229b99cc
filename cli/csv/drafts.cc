#include "cli/csv/drafts.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>

namespace remit::cli {
namespace {

// Nothing that a handler of signals reads may be allocated or freed meanwhile.
struct Draft {
  static constexpr std::size_t kLongest = 1024;
  std::atomic<bool> used{false};
  std::array<char, kLongest> path{};
};

constexpr std::size_t kMostDrafts = 128;
std::array<Draft, kMostDrafts>
    drafts;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void remove_drafts(int signal) {
  for (const Draft& draft : drafts)
    if (draft.used.load()) ::unlink(draft.path.data());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// What is ignored, as under nohup, stays so.
void listen_to_signals() {
  static const bool kListens = [] {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      struct sigaction before {};
      if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_DFL)
        std::signal(signal, remove_drafts);
    }
    return true;
  }();
  static_cast<void>(kListens);
}

}  // namespace

void remember_draft(const std::string& path) {
  if (path.size() >= Draft::kLongest) return;
  const auto free =
      std::ranges::find_if(drafts, [](const Draft& draft) { return !draft.used.load(); });
  if (free == drafts.end()) return;
  listen_to_signals();
  std::memcpy(free->path.data(), path.c_str(), path.size() + 1);
  free->used.store(true);
}

void forget_draft(const std::string& path) {
  for (Draft& draft : drafts)
    if (draft.used.load() && path == draft.path.data()) draft.used.store(false);
}

}  // namespace remit::cli

#include "cli/csv/drafts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>

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

void remove_drafts(int signal) {
  for (const Draft& draft : drafts)
    if (draft.used.load()) ::unlink(draft.path.data());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

/// What ends a program by somebody's wish, or because an output or an allowance is at its end.
constexpr std::array kEndings = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ};

/// What is ignored, as under nohup, stays so.
void listen_to_signals() {
  static const bool kListens = [] {
    for (const int signal : kEndings) {
      struct sigaction before {};
      if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_DFL)
        std::signal(signal, remove_drafts);
    }
    return true;
  }();
  static_cast<void>(kListens);
}

/// No signal is heard while one of these lives.
class Silence {
 public:
  Silence() {
    sigset_t endings;
    ::sigemptyset(&endings);
    for (const int signal : kEndings) ::sigaddset(&endings, signal);
    ::pthread_sigmask(SIG_BLOCK, &endings, &before_);
  }
  ~Silence() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  sigset_t before_{};
};

void remember_draft(const std::string& path) {
  if (path.size() >= Draft::kLongest) return;
  const auto free =
      std::ranges::find_if(drafts, [](const Draft& draft) { return !draft.used.load(); });
  if (free == drafts.end()) return;
  listen_to_signals();
  std::memcpy(free->path.data(), path.c_str(), path.size() + 1);
  free->used.store(true);
}

}  // namespace

int open_draft(const std::string& path, std::string& draft) {
  constexpr std::string_view kName = ".remit-XXXXXX", kEnd = ".new";
  const Silence silence;                           // a file that is there is one that is remembered
  const std::size_t folder = path.rfind('/') + 1;  // 0: none is named
  std::string name = path.substr(0, folder).append(kName).append(kEnd);
  const int file = ::mkostemps(name.data(), static_cast<int>(kEnd.size()), O_CLOEXEC);
  if (file < 0) return file;
  remember_draft(name);
  draft = std::move(name);
  return file;
}

void forget_draft(const std::string& path) {
  for (Draft& draft : drafts)
    if (draft.used.load() && path == draft.path.data()) draft.used.store(false);
}

}  // namespace remit::cli

#include <array>
#include <csignal>

#include "cli/system/endings.h"

namespace remit::cli::system {
namespace {

constexpr std::array kEndings = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ};

void (*before_end)() = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void end(int signal) {
  before_end();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void before_endings(void (*last)()) {
  before_end = last;
  for (const int signal : kEndings) {
    struct sigaction before {};
    if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_DFL)
      std::signal(signal, end);
  }
}

void without_ending(absl::FunctionRef<void()> step) {
  sigset_t endings, before;
  ::sigemptyset(&endings);
  for (const int signal : kEndings) ::sigaddset(&endings, signal);
  ::pthread_sigmask(SIG_BLOCK, &endings, &before);
  step();
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace remit::cli::system

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>

#include "cli/system/endings.h"

namespace remit::cli::system {
namespace {

void (*before_end)() = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
SRWLOCK may_end = SRWLOCK_INIT;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

/// In a thread of its own.
BOOL WINAPI end(DWORD /*why*/) {
  ::AcquireSRWLockExclusive(&may_end);
  before_end();
  return FALSE;  // and the program ends
}

}  // namespace

void before_endings(void (*last)()) {
  before_end = last;
  ::SetConsoleCtrlHandler(end, TRUE);
}

void without_ending(absl::FunctionRef<void()> step) {
  ::AcquireSRWLockExclusive(&may_end);
  step();
  ::ReleaseSRWLockExclusive(&may_end);
}

}  // namespace remit::cli::system

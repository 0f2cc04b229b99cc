#include "cli/system/endings.h"

// Nobody ends a module from outside, but with all of its memory.

namespace remit::cli::system {

void before_endings(void (* /*last*/)()) {}

void without_ending(absl::FunctionRef<void()> step) { step(); }

}  // namespace remit::cli::system

#pragma once

#include "absl/functional/function_ref.h"

// What ends the program by somebody's wish, or because an output or an allowance is at its end.

namespace remit::cli::system {

/// `last` is called before the program ends so, and does only what a handler of signals may. What
/// is ignored, as under nohup, stays so. To be called once.
void before_endings(void (*last)());

/// The program does not end so during this step, which does not throw.
void without_ending(absl::FunctionRef<void()> step);

}  // namespace remit::cli::system

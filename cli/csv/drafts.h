#pragma once

#include <string>

// Files that are written under a name of their own, until they get the one that is meant. Who stops
// the program by a signal finds none of them left.

namespace remit::cli {

/// From now on the file is removed when a signal ends the program.
void remember_draft(const std::string& path);
/// It has got its name, or was removed.
void forget_draft(const std::string& path);

}  // namespace remit::cli

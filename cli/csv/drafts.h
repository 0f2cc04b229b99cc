#pragma once

#include <string>

// Files that are written under a name of their own, until they get the one that is meant. Who stops
// the program by a signal finds none of them left.

namespace remit::cli {

/// Opens a new file, for its owner alone, in the folder of `path`, and puts its name into `draft`:
/// one that no file had and no link. It is removed when a signal ends the program. Negative: errno.
int open_draft(const std::string& path, std::string& draft);
/// It has got its name, or was removed.
void forget_draft(const std::string& path);

}  // namespace remit::cli

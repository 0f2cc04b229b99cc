#include <string>

#include "remit/manifest.h"

namespace remit {

// What identifies a program there, the linker's time stamp, is the same in every build that can be
// repeated byte by byte.
const std::string& build() {
  static const std::string kBuild;
  return kBuild;
}

}  // namespace remit

#include <string>

#include "remit/manifest.h"

namespace remit {

// A module has no number of its own that code within it could read.
const std::string& build() {
  static const std::string kNone;
  return kNone;
}

}  // namespace remit

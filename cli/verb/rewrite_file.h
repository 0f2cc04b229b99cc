#pragma once

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace remit::cli {

/// Replaces the content of a file that is there, in one step: a link stays and the file that it
/// names is replaced; mode, and where the system lets it owner and group, stay as they were.
absl::Status rewrite_file(const std::string& path, std::string_view content);

}  // namespace remit::cli

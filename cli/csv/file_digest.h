#pragma once

#include <cstdint>
#include <future>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace remit::cli {

/// What is remembered of a file's content.
struct FileDigest {
  std::uint64_t bytes = 0;
  std::string sha256;  ///< 64 hexadecimal digits
};

/// Reads the whole file; the status carries the system's words.
absl::StatusOr<FileDigest> digest_file(const std::string& path);

/// The digest of bytes that are being read for something else, made by a thread of its own
/// meanwhile where they are many. The bytes must outlive it.
class BackgroundDigest {
 public:
  explicit BackgroundDigest(std::string_view bytes);
  /// Waits for it. To be asked once.
  FileDigest take() { return made_.get(); }

 private:
  std::future<FileDigest> made_;
};

}  // namespace remit::cli

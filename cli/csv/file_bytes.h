#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "remit/language.h"

namespace remit::cli {

/// The bytes of a file: mapped into memory where the system can, read otherwise. Moves, never
/// copies. A mapped file must not shrink while it is read.
class FileBytes {
 public:
  FileBytes() = default;
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  ~FileBytes();

  /// `-` is the standard input. The status carries the system's words.
  static absl::StatusOr<FileBytes> open(const std::string& path);

  std::string_view view() const {
    return mapped_ != nullptr ? std::string_view(mapped_, size_) : std::string_view(held_);
  }

 private:
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
  std::string held_;  // when it could not be mapped
};

/// Why the system call just made failed (errno), in the system's words.
absl::Status system_error();

/// The reason for a reader; of what is rare in the system's words, which are English.
std::string why_text(const absl::Status& status, Language language);

/// The whole of a file as a string.
absl::StatusOr<std::string> read_file(const std::string& path);

/// Replaces a file in one step: readers see the old or the new content, never half of it.
absl::Status write_file(const std::string& path, std::string_view content);

}  // namespace remit::cli

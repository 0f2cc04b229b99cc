#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "remit/language.h"

namespace remit::cli {

/// What is read at most of a pipe or a device, which may never end.
inline constexpr std::size_t kMostOfPipe = std::size_t{512} << 20;

/// The bytes of a file: mapped into memory where the system can, read otherwise. Moves, never
/// copies. Where a mapped file shrinks while it is read there are zeros, and changed() says so.
class FileBytes {
 public:
  FileBytes() = default;
  FileBytes(FileBytes&& other) noexcept;
  FileBytes& operator=(FileBytes&& other) noexcept;
  ~FileBytes();

  /// `-` is the standard input. The status carries the system's words. A file of more than `most`
  /// bytes is FailedPrecondition, a pipe or device that has not ended after as many, or after
  /// kMostOfPipe, OutOfRange. Of one that shows by a zero at its beginning that it is no text only
  /// that is read, unless it has a limit of its own.
  static absl::StatusOr<FileBytes> open(const std::string& path,
                                        std::size_t most = ~std::size_t{0});
  /// Whether the file was written to since it was opened.
  bool changed() const;

  std::string_view view() const {
    return mapped_ != nullptr ? std::string_view(mapped_, size_) : std::string_view(held_);
  }

 private:
  const char* mapped_ = nullptr;
  std::size_t size_ = 0;
  int file_ = -1;           // that is mapped
  std::int64_t since_ = 0;  // when it was written to last, in nanoseconds
  std::string held_;        // when it could not be mapped
};

/// Why the system call just made failed (errno), in the system's words.
absl::Status system_error();

/// The reason for a reader; of what is rare in the system's words, which are English.
std::string why_text(const absl::Status& status, Language language);

/// The whole of a file as a string, of at most so many bytes.
absl::StatusOr<std::string> read_file(const std::string& path, std::size_t most = ~std::size_t{0});

/// Replaces a file in one step: readers see the old or the new content, never half of it.
absl::Status write_file(const std::string& path, std::string_view content);

}  // namespace remit::cli

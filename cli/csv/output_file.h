#pragma once

#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace remit::cli {

/// Where the text of one file goes. The statuses carry the system's words.
class OutputFile {
 public:
  explicit OutputFile(std::string path) : path_(std::move(path)) {}
  virtual ~OutputFile() = default;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  virtual absl::Status open() = 0;
  virtual absl::Status write(std::string_view text) = 0;
  /// Everything was written.
  virtual absl::Status close() = 0;
  virtual absl::Status publish() = 0;
  /// Where what was written parts from what is there, as a line from 1; nothing where the two are
  /// the same, or are not compared.
  virtual std::optional<std::uint64_t> parts_at() const { return std::nullopt; }
  const std::string& path() const { return path_; }

 protected:
  std::string path_;
};

/// A file that is written beside the place where it is to appear, under a name of its own. It
/// appears with `publish`, as a whole; without it nothing is left. A device or a pipe is written to
/// where it stands.
class DraftFile final : public OutputFile {
 public:
  explicit DraftFile(std::string path);
  ~DraftFile() override;

  absl::Status open() override;
  absl::Status write(std::string_view text) override;
  absl::Status close() override;
  absl::Status publish() override;

 private:
  std::string draft_;
  std::FILE* file_ = nullptr;
  bool exists_ = false;
};

/// Writes nothing: holds the text against the file that is there.
class ComparedFile final : public OutputFile {
 public:
  explicit ComparedFile(std::string path) : OutputFile(std::move(path)) {}
  ~ComparedFile() override;

  /// A file that is not there differs from its first line on.
  absl::Status open() override;
  absl::Status write(std::string_view text) override;
  absl::Status close() override;
  absl::Status publish() override { return absl::OkStatus(); }
  std::optional<std::uint64_t> parts_at() const override { return parts_at_; }

 private:
  std::FILE* file_ = nullptr;
  std::uint64_t line_ = 1;
  std::optional<std::uint64_t> parts_at_;
};

}  // namespace remit::cli

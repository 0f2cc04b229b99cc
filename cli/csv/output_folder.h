#pragma once

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace remit::cli {

/// A file that is written beside the place where it is to appear, under a name of its own. It
/// appears with `publish`, as a whole; without it nothing is left.
class DraftFile {
 public:
  explicit DraftFile(std::string path);
  ~DraftFile();
  DraftFile(DraftFile&& other) noexcept;
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;

  /// The statuses carry the system's words.
  absl::Status open();
  absl::Status write(std::string_view text);
  /// Everything was written.
  absl::Status close();
  absl::Status publish();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::string draft_;
  std::FILE* file_ = nullptr;
  bool exists_ = false;
};

/// The folder that one run writes its files to. They appear together when all are written, so that
/// the files of a folder are of one run; while one run writes, another is refused.
class OutputFolder {
 public:
  OutputFolder() = default;
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Makes the folder where there is none. AlreadyExists: another run writes there.
  absl::Status open(const std::string& directory);
  /// DIR/NAME.csv with that content.
  absl::Status add(const std::string& name, std::string_view content);
  /// The same for a file that is written bit by bit and was closed.
  void add(DraftFile file) { files_.push_back(std::move(file)); }
  absl::Status publish();

 private:
  std::string directory_;
  int lock_ = -1;
  std::vector<DraftFile> files_;
};

}  // namespace remit::cli

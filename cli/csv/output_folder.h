#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "cli/csv/file_digest.h"
#include "cli/csv/output_file.h"
#include "cli/system/files.h"
#include "remit/sha256.h"

namespace remit::cli {

/// One file of a folder, while it is written.
class FolderFile {
 public:
  FolderFile(std::string name, std::unique_ptr<OutputFile> file)
      : name_(std::move(name)), file_(std::move(file)) {}

  absl::Status open() { return file_->open(); }
  absl::Status write(std::string_view text);
  absl::Status close();

 private:
  friend class OutputFolder;
  std::string name_;
  std::unique_ptr<OutputFile> file_;
  Sha256 sha_;
  FileDigest digest_;
};

/// What was written to a folder.
struct WrittenFile {
  std::string name;  ///< "ledger.csv"
  FileDigest digest;
  std::optional<std::uint64_t> parts_at;  ///< OutputFile::parts_at
};

/// The folder that one run writes its files to. They appear together when all are written, the
/// manifest last, so that the files of a folder are of one run, and a folder without a manifest is
/// one that a run did not finish. While one run writes, another is refused.
class OutputFolder {
 public:
  static constexpr const char* kManifest = "manifest.json";

  OutputFolder() = default;
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  /// Makes the folder where there is none. AlreadyExists: another run writes there.
  absl::Status open(const std::string& directory);
  /// From now on nothing is written: what would be is held against the files of the folder.
  void compare(const std::string& directory);
  bool compares() const { return compares_; }

  /// DIR/NAME.csv with that content.
  absl::Status add(const std::string& name, std::string_view content);
  /// The same of what `write` writes, bit by bit.
  absl::Status add(const std::string& name, const std::function<absl::Status(FolderFile&)>& write);
  /// The same for a file that is opened by whoever writes it; then closed, it is added.
  FolderFile make(const std::string& name) const;
  void add(FolderFile file);
  /// What has been added.
  const std::vector<WrittenFile>& written() const { return written_; }
  /// The manifest that is there is taken away, the files appear, and then `manifest`.
  absl::Status publish(const std::string& manifest);
  /// What publish() was called with.
  const std::string& manifest() const { return manifest_; }

 private:
  std::string place(const std::string& file) const;

  std::string directory_;
  system::FolderLock lock_;  // names of their own keep the files whole where it holds nothing
  bool compares_ = false;
  std::vector<std::unique_ptr<OutputFile>> files_;
  std::vector<WrittenFile> written_;
  std::string manifest_;
};

}  // namespace remit::cli

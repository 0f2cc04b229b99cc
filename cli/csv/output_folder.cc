#include "cli/csv/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <utility>

#include "cli/csv/file_bytes.h"

namespace remit::cli {

absl::Status FolderFile::write(std::string_view text) {
  sha_.add(text);
  digest_.bytes += text.size();
  return file_->write(text);
}

absl::Status FolderFile::close() {
  digest_.sha256 = sha_.hex();
  return file_->close();
}

OutputFolder::~OutputFolder() {
  files_.clear();
  if (lock_ >= 0) ::close(lock_);
}

absl::Status OutputFolder::open(const std::string& directory) {
  directory_ = directory;
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return absl::InternalError(error.message());
  lock_ = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (lock_ < 0) return system_error();
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return absl::OkStatus();
  // Where the file system knows no locks, names of their own still keep the files whole.
  return errno == EWOULDBLOCK ? absl::AlreadyExistsError("another run writes there")
                              : absl::OkStatus();
}

void OutputFolder::compare(const std::string& directory) {
  directory_ = directory;
  compares_ = true;
}

std::string OutputFolder::place(const std::string& file) const {
  return (std::filesystem::path(directory_) / file).string();
}

FolderFile OutputFolder::make(const std::string& name) const {
  const std::string file = name + ".csv";
  if (compares_) return {file, std::make_unique<ComparedFile>(place(file))};
  return {file, std::make_unique<DraftFile>(place(file))};
}

absl::Status OutputFolder::add(const std::string& name, std::string_view content) {
  FolderFile file = make(name);
  if (absl::Status done = file.open(); !done.ok()) return done;
  if (absl::Status done = file.write(content); !done.ok()) return done;
  if (absl::Status done = file.close(); !done.ok()) return done;
  add(std::move(file));
  return absl::OkStatus();
}

void OutputFolder::add(FolderFile file) {
  const auto* const compared = dynamic_cast<const ComparedFile*>(file.file_.get());
  written_.push_back({std::move(file.name_), std::move(file.digest_),
                      compared == nullptr ? std::nullopt : compared->parts_at()});
  files_.push_back(std::move(file.file_));
}

absl::Status OutputFolder::publish(const std::string& manifest) {
  manifest_ = manifest;
  if (compares_) return absl::OkStatus();
  // Written first, so that a full disk is found out before anything has changed.
  DraftFile last(place(kManifest));
  if (absl::Status done = last.open(); !done.ok()) return done;
  if (absl::Status done = last.write(manifest); !done.ok()) return done;
  if (absl::Status done = last.close(); !done.ok()) return done;
  std::error_code error;
  if (std::filesystem::is_regular_file(last.path(), error) && ::unlink(last.path().c_str()) != 0)
    return system_error();
  if (lock_ >= 0) ::fsync(lock_);
  for (const std::unique_ptr<OutputFile>& file : files_) {
    if (absl::Status done = file->publish(); !done.ok()) return done;
  }
  files_.clear();
  if (lock_ >= 0) ::fsync(lock_);
  const absl::Status done = last.publish();
  if (lock_ >= 0) ::fsync(lock_);
  return done;
}

}  // namespace remit::cli

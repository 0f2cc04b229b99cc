#include "cli/csv/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>

#include "cli/csv/drafts.h"
#include "cli/csv/file_bytes.h"

namespace remit::cli {

DraftFile::DraftFile(std::string path)
    : path_(std::move(path)), draft_(path_ + "." + std::to_string(::getpid()) + ".new") {}

DraftFile::DraftFile(DraftFile&& other) noexcept
    : path_(std::move(other.path_)),
      draft_(std::move(other.draft_)),
      file_(std::exchange(other.file_, nullptr)),
      exists_(std::exchange(other.exists_, false)) {}

DraftFile::~DraftFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!exists_) return;
  std::remove(draft_.c_str());
  forget_draft(draft_);
}

absl::Status DraftFile::open() {
  struct stat before {};
  const bool there = ::stat(path_.c_str(), &before) == 0;
  // Otherwise that would be found out when other files have appeared already.
  if (there && S_ISDIR(before.st_mode)) return absl::ErrnoToStatus(EISDIR, "");
  if (there && !S_ISREG(before.st_mode)) {
    file_ = std::fopen(path_.c_str(), "we");
    return file_ == nullptr ? system_error() : absl::OkStatus();
  }
  if (there) {
    const std::unique_ptr<char, void (*)(void*)> real(::realpath(path_.c_str(), nullptr),
                                                      std::free);
    if (real == nullptr) return system_error();
    draft_ = real.get() + draft_.substr(path_.size());
    path_ = real.get();
  }
  file_ = std::fopen(draft_.c_str(), "wbxe");
  if (file_ == nullptr) return system_error();
  exists_ = true;
  remember_draft(draft_);
  constexpr mode_t kPermissions = 07777;
  if (there && ::fchmod(::fileno(file_), before.st_mode & kPermissions) != 0) return system_error();
  return absl::OkStatus();
}

absl::Status DraftFile::write(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file_) == text.size();
  return written ? absl::OkStatus() : system_error();
}

absl::Status DraftFile::close() {
  // Before the name is given to it, so that a machine that stops leaves the old file or the new
  // one.
  if (exists_ && (std::fflush(file_) != 0 || ::fdatasync(::fileno(file_)) != 0))
    return system_error();
  return std::fclose(std::exchange(file_, nullptr)) == 0 ? absl::OkStatus() : system_error();
}

absl::Status DraftFile::publish() {
  if (!exists_) return absl::OkStatus();  // written where it goes: a device, a pipe
  if (std::rename(draft_.c_str(), path_.c_str()) != 0) return system_error();
  exists_ = false;
  forget_draft(draft_);
  return absl::OkStatus();
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

absl::Status OutputFolder::add(const std::string& name, std::string_view content) {
  DraftFile file((std::filesystem::path(directory_) / (name + ".csv")).string());
  if (absl::Status done = file.open(); !done.ok()) return done;
  if (absl::Status done = file.write(content); !done.ok()) return done;
  if (absl::Status done = file.close(); !done.ok()) return done;
  add(std::move(file));
  return absl::OkStatus();
}

absl::Status OutputFolder::publish() {
  for (DraftFile& file : files_) {
    if (absl::Status done = file.publish(); !done.ok()) return done;
  }
  files_.clear();
  return absl::OkStatus();
}

}  // namespace remit::cli

#include "cli/csv/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <utility>

#include "cli/csv/drafts.h"
#include "cli/csv/file_bytes.h"

namespace remit::cli {

namespace {

/// What a new file is allowed, as for any other program.
mode_t mode_of_new_files() {
  static const mode_t kMode = [] {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    constexpr mode_t kReadAndWrite = 0666;
    return kReadAndWrite & ~mask;
  }();
  return kMode;
}

}  // namespace

DraftFile::DraftFile(std::string path) : OutputFile(std::move(path)) {}

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
  if (there && S_ISDIR(before.st_mode)) {
    errno = EISDIR;
    return system_error();
  }
  if (there && !S_ISREG(before.st_mode)) {
    file_ = std::fopen(path_.c_str(), "we");
    return file_ == nullptr ? system_error() : absl::OkStatus();
  }
  if (there) {
    const std::unique_ptr<char, void (*)(void*)> real(::realpath(path_.c_str(), nullptr),
                                                      std::free);
    if (real == nullptr) return system_error();
    path_ = real.get();
  }
  const int draft = open_draft(path_, draft_);
  if (draft < 0) return system_error();
  exists_ = true;
  file_ = ::fdopen(draft, "wb");
  if (file_ == nullptr) {
    const absl::Status why = system_error();
    ::close(draft);
    return why;
  }
  constexpr mode_t kPermissions = 07777;
  const mode_t mode = there ? before.st_mode & kPermissions : mode_of_new_files();
  if (::fchmod(draft, mode) != 0) return system_error();
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

ComparedFile::~ComparedFile() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status ComparedFile::open() {
  file_ = std::fopen(path_.c_str(), "rbe");
  if (file_ != nullptr) return absl::OkStatus();
  if (errno != ENOENT) return system_error();
  parts_at_ = 1;
  return absl::OkStatus();
}

absl::Status ComparedFile::write(std::string_view text) {
  constexpr std::size_t kAtOnce = std::size_t{64} << 10;
  std::string there;
  while (!parts_at_ && !text.empty()) {
    there.resize(std::min(text.size(), kAtOnce));
    there.resize(std::fread(there.data(), 1, there.size(), file_));
    if (std::ferror(file_) != 0) return system_error();
    const std::string_view ours = text.substr(0, there.size());
    const auto parted = std::mismatch(ours.begin(), ours.end(), there.begin()).first;
    line_ += static_cast<std::uint64_t>(std::count(ours.begin(), parted, '\n'));
    if (parted != ours.end() || there.empty()) parts_at_ = line_;
    text.remove_prefix(there.size());
  }
  return absl::OkStatus();
}

absl::Status ComparedFile::close() {
  if (!parts_at_ && std::fgetc(file_) != EOF) parts_at_ = line_;
  return absl::OkStatus();
}

}  // namespace remit::cli

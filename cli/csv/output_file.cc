#include "cli/csv/output_file.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "cli/csv/drafts.h"
#include "cli/csv/file_bytes.h"
#include "cli/system/files.h"

namespace remit::cli {

DraftFile::DraftFile(std::string path) : OutputFile(std::move(path)) {}

DraftFile::~DraftFile() {
  if (file_ != nullptr) std::fclose(file_);
  if (!exists_) return;
  system::remove(draft_.c_str());
  forget_draft(draft_);
}

absl::Status DraftFile::open() {
  system::FileState before;
  const bool there = system::look_at(path_, before);
  // Otherwise that would be found out when other files have appeared already.
  if (there && before.kind == system::FileState::Kind::folder) {
    errno = EISDIR;
    return system_error();
  }
  if (there && !before.is_regular()) {
    file_ = system::open_stream(path_, system::Access::write);
    return file_ == nullptr ? system_error() : absl::OkStatus();
  }
  if (there) {
    std::string real = system::real_path(path_);
    if (real.empty()) return system_error();
    path_ = std::move(real);
  }
  const int draft = open_draft(path_, draft_);
  if (draft < 0) return system_error();
  exists_ = true;
  file_ = system::stream_to(draft);
  if (file_ == nullptr) {
    const absl::Status why = system_error();
    system::close(draft);
    return why;
  }
  const auto permissions = there ? before.permissions : system::permissions_of_new_files();
  if (!system::set_permissions(draft, permissions)) return system_error();
  return absl::OkStatus();
}

absl::Status DraftFile::write(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file_) == text.size();
  return written ? absl::OkStatus() : system_error();
}

absl::Status DraftFile::close() {
  // Before the name is given to it, so that a machine that stops leaves the old file or the new
  // one.
  if (exists_ && (std::fflush(file_) != 0 || !system::keep(system::number_of(file_))))
    return system_error();
  return std::fclose(std::exchange(file_, nullptr)) == 0 ? absl::OkStatus() : system_error();
}

absl::Status DraftFile::publish() {
  if (!exists_) return absl::OkStatus();  // written where it goes: a device, a pipe
  if (!system::replace(draft_, path_)) return system_error();
  exists_ = false;
  forget_draft(draft_);
  return absl::OkStatus();
}

ComparedFile::~ComparedFile() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status ComparedFile::open() {
  file_ = system::open_stream(path_, system::Access::read);
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

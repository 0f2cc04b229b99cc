#include "cli/csv/file_bytes.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "absl/strings/cord.h"
#include "cli/csv/output_file.h"
#include "cli/system/files.h"
#include "cli/system/mapping.h"
#include "cli/text/texts.h"

namespace remit::cli {

namespace {

/// Tells what the system complains of from what is refused here, which has codes of its own.
constexpr const char* kSystem = "remit/errno";

int system_reason(const absl::Status& status) {
  const auto reason = status.GetPayload(kSystem);
  return reason ? std::atoi(std::string(*reason).c_str()) : 0;
}

}  // namespace

absl::Status system_error() {
  const int reason = errno;
  absl::Status status(absl::ErrnoToStatusCode(reason), std::generic_category().message(reason));
  status.SetPayload(kSystem, absl::Cord(std::to_string(reason)));
  return status;
}

std::string why_text(const absl::Status& status, Language language) {
  const int reason = system_reason(status);
  if (reason == EISDIR) return format_text(Text::file_is_folder, language);
  if (reason == ENOTDIR) return format_text(Text::file_no_folder, language);
  if (absl::IsNotFound(status)) return format_text(Text::file_absent, language);
  if (absl::IsPermissionDenied(status)) return format_text(Text::file_forbidden, language);
  if (absl::IsResourceExhausted(status)) return format_text(Text::file_no_room, language);
  if (reason != 0) return std::string(status.message());
  if (absl::IsDataLoss(status)) return format_text(Text::file_changed, language);
  if (absl::IsFailedPrecondition(status))
    return format_text(Text::file_too_large, language, {std::string(status.message())});
  if (absl::IsOutOfRange(status))
    return format_text(Text::file_too_long, language, {std::string(status.message())});
  return std::string(status.message());
}

namespace {

constexpr int kStandardInput = 0, kLastStandardStream = 2;

// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > kLastStandardStream) system::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int operator*() const { return number_; }

 private:
  int number_;
};

/// With the limit in MiB for its message.
absl::Status too_long(std::size_t most) {
  return absl::OutOfRangeError(std::to_string(most >> 20));
}

/// `binary`: what shows by its beginning that it is no text is not read to its end.
absl::StatusOr<std::string> read_all(int descriptor, std::size_t most, bool binary) {
  std::string content;
  std::size_t size = 0;
  while (true) {
    constexpr std::size_t kAtOnce = 1 << 16;
    if (size > most) return too_long(most);
    const bool beginning = binary && size >= kAtOnce && size < 2 * kAtOnce;
    if (beginning && content.find('\0') < size) break;
    if (content.size() < size + kAtOnce) content.resize(2 * size + kAtOnce);
    const auto got = system::read(descriptor, content.data() + size, content.size() - size);
    if (got == 0) break;
    if (got < 0) return system_error();
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  return content;
}

}  // namespace

FileBytes::FileBytes(FileBytes&& other) noexcept { *this = std::move(other); }

FileBytes& FileBytes::operator=(FileBytes&& other) noexcept {
  std::swap(mapped_, other.mapped_);
  std::swap(size_, other.size_);
  std::swap(file_, other.file_);
  std::swap(since_, other.since_);
  std::swap(held_, other.held_);
  return *this;
}

FileBytes::~FileBytes() {
  if (mapped_ != nullptr) system::unmap(mapped_, size_);
  if (file_ >= 0) system::close(file_);
}

bool FileBytes::changed() const {
  if (mapped_ == nullptr) return false;
  system::FileState now;
  return system::has_shrunk(mapped_) || !system::look_at(file_, now) || now.size != size_ ||
         now.written != since_;
}

absl::StatusOr<FileBytes> FileBytes::open(const std::string& path, std::size_t most) {
  const Descriptor file(path == "-" ? kStandardInput : system::open_to_read(path));
  if (*file < 0) return system_error();
  FileBytes bytes;
  system::FileState state;
  if (system::look_at(*file, state) && state.is_regular() && state.size > 0) {
    if (state.size > most) return absl::FailedPreconditionError(std::to_string(most >> 20));
    bytes.size_ = static_cast<std::size_t>(state.size);
    bytes.mapped_ = system::map(*file, bytes.size_);
    if (bytes.mapped_ != nullptr) {
      bytes.file_ = system::number_again(*file);
      bytes.since_ = state.written;
      if (bytes.file_ >= 0) return bytes;
      bytes = FileBytes();
    }
  }
  absl::StatusOr<std::string> content =
      read_all(*file, std::min(most, kMostOfPipe), most > kMostOfPipe);
  if (!content.ok()) return content.status();
  bytes.held_ = *std::move(content);
  return bytes;
}

absl::StatusOr<std::string> read_file(const std::string& path, std::size_t most) {
  const absl::StatusOr<FileBytes> bytes = FileBytes::open(path, most);
  if (!bytes.ok()) return bytes.status();
  std::string text(bytes->view());
  if (bytes->changed()) return absl::DataLossError("the file has changed");
  return text;
}

absl::Status write_file(const std::string& path, std::string_view content) {
  DraftFile file(path);
  if (absl::Status done = file.open(); !done.ok()) return done;
  if (absl::Status done = file.write(content); !done.ok()) return done;
  if (absl::Status done = file.close(); !done.ok()) return done;
  return file.publish();
}

}  // namespace remit::cli

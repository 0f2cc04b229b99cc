#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "cli/system/files.h"

namespace remit::cli::system {
namespace {

constexpr mode_t kPermissions = 07777;

void tell(const struct stat& status, FileState& state) {
  constexpr std::int64_t kNanoseconds = 1'000'000'000;
  state.kind = S_ISREG(status.st_mode)   ? FileState::Kind::regular
               : S_ISDIR(status.st_mode) ? FileState::Kind::folder
                                         : FileState::Kind::other;
  state.size = static_cast<std::uint64_t>(status.st_size);
  state.written = std::int64_t{status.st_mtim.tv_sec} * kNanoseconds + status.st_mtim.tv_nsec;
  state.permissions = status.st_mode & kPermissions;
  state.owner = status.st_uid;
  state.group = status.st_gid;
}

}  // namespace

bool look_at(const std::string& path, FileState& state) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return false;
  tell(status, state);
  return true;
}

bool look_at(int file, FileState& state) {
  struct stat status {};
  if (::fstat(file, &status) != 0) return false;
  tell(status, state);
  return true;
}

int open_to_read(const std::string& path) { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }

std::ptrdiff_t read(int file, char* to, std::size_t size) {
  ssize_t got = 0;
  do {
    got = ::read(file, to, size);
  } while (got < 0 && errno == EINTR);
  return got;
}

bool write_all(int file, const char* from, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(file, from, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    from += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool go_to(int file, std::uint64_t place) {
  return ::lseek(file, static_cast<off_t>(place), SEEK_SET) >= 0;
}

bool close(int file) { return ::close(file) == 0; }

std::FILE* open_stream(const std::string& path, Access access) {
  return std::fopen(path.c_str(), access == Access::read ? "rbe" : "wbe");
}

std::FILE* stream_to(int file) { return ::fdopen(file, "wb"); }

int number_of(std::FILE* stream) { return ::fileno(stream); }

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  return real == nullptr ? std::string() : std::string(real.get());
}

int make_new(const std::string& folder, std::string& path) {
  constexpr std::string_view kName = ".remit-XXXXXX", kEnd = ".new";
  path = std::string(folder).append(kName).append(kEnd);
  return ::mkostemps(path.data(), static_cast<int>(kEnd.size()), O_CLOEXEC);
}

std::string temporary_folder() {
  const char* const folder = std::getenv("TMPDIR");
  return std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/";
}

std::size_t folder_size(const std::string& path) { return path.rfind('/') + 1; }

std::uint32_t permissions_of_new_files() {
  static const mode_t kOfNewFiles = [] {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    constexpr mode_t kReadAndWrite = 0666;
    return kReadAndWrite & ~mask;
  }();
  return kOfNewFiles;
}

bool set_permissions(int file, std::uint32_t permissions) {
  return ::fchmod(file, permissions) == 0;
}

void set_owner(int file, const FileState& as) {
  // Whose the file is matters less than what it says: it may be that only the system can set that.
  [[maybe_unused]] const int done = ::fchown(file, as.owner, as.group);
}

bool keep(int file) { return ::fdatasync(file) == 0; }

bool replace(const std::string& from, const std::string& to) {
  return std::rename(from.c_str(), to.c_str()) == 0;
}

bool remove(const char* path) { return ::unlink(path) == 0; }

FolderLock::~FolderLock() {
  if (handle_ >= 0) ::close(static_cast<int>(handle_));
}

FolderLock::Outcome FolderLock::hold(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  handle_ = folder;
  if (folder < 0) return Outcome::failed;
  if (::flock(folder, LOCK_EX | LOCK_NB) == 0) return Outcome::held;
  return errno == EWOULDBLOCK ? Outcome::taken : Outcome::held;
}

void FolderLock::keep_names() const {
  if (handle_ >= 0) ::fsync(static_cast<int>(handle_));
}

}  // namespace remit::cli::system

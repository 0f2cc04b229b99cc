// Paths are UTF-8 here because the program's manifest (windows/remit.manifest) says so.
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
// After it.
#include <fcntl.h>
#include <io.h>
#include <share.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <random>
#include <string_view>

#include "cli/system/files.h"

namespace remit::cli::system {
namespace {

/// What the system calls it, as errno.
void tell_reason() {
  switch (::GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
      errno = ENOENT;
      break;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
      errno = EACCES;
      break;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
      errno = ENOSPC;
      break;
    default:
      errno = EIO;
  }
}

HANDLE handle_of(int file) { return reinterpret_cast<HANDLE>(::_get_osfhandle(file)); }

bool tell(HANDLE handle, FileState& state) {
  BY_HANDLE_FILE_INFORMATION found{};
  if (::GetFileType(handle) != FILE_TYPE_DISK) {
    state.kind = FileState::Kind::other;
    return true;
  }
  if (::GetFileInformationByHandle(handle, &found) == 0) return tell_reason(), false;
  constexpr unsigned kHigh = 32;
  constexpr std::int64_t kUnit = 100;  // nanoseconds
  const bool folder = (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
  state.kind = folder ? FileState::Kind::folder : FileState::Kind::regular;
  state.size = std::uint64_t{found.nFileSizeHigh} << kHigh | found.nFileSizeLow;
  const auto ticks = std::uint64_t{found.ftLastWriteTime.dwHighDateTime} << kHigh |
                     found.ftLastWriteTime.dwLowDateTime;
  state.written = static_cast<std::int64_t>(ticks * kUnit);
  return true;
}

/// To look at or to lock; a folder too.
HANDLE open_handle(const std::string& path, DWORD access, DWORD share, DWORD flags) {
  return ::CreateFileA(path.c_str(), access, share, nullptr, OPEN_EXISTING, flags, nullptr);
}

constexpr DWORD kShareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

}  // namespace

bool look_at(const std::string& path, FileState& state) {
  HANDLE handle = open_handle(path, 0, kShareAll, FILE_FLAG_BACKUP_SEMANTICS);
  if (handle == INVALID_HANDLE_VALUE) return tell_reason(), false;
  const bool told = tell(handle, state);
  ::CloseHandle(handle);
  return told;
}

bool look_at(int file, FileState& state) { return tell(handle_of(file), state); }

int open_to_read(const std::string& path) {
  return ::_open(path.c_str(), _O_RDONLY | _O_BINARY | _O_NOINHERIT);
}

std::ptrdiff_t read(int file, char* to, std::size_t size) {
  return ::_read(file, to, static_cast<unsigned>(std::min<std::size_t>(size, INT_MAX)));
}

bool write_all(int file, const char* from, std::size_t size) {
  while (size > 0) {
    const auto part = static_cast<unsigned>(std::min<std::size_t>(size, INT_MAX));
    const int written = ::_write(file, from, part);
    if (written < 0) return false;
    from += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool go_to(int file, std::uint64_t place) {
  return ::_lseeki64(file, static_cast<std::int64_t>(place), SEEK_SET) >= 0;
}

bool close(int file) { return ::_close(file) == 0; }

std::FILE* open_stream(const std::string& path, Access access) {
  return std::fopen(path.c_str(), access == Access::read ? "rbN" : "wbN");
}

std::FILE* stream_to(int file) { return ::_fdopen(file, "wb"); }

int number_of(std::FILE* stream) { return ::_fileno(stream); }

std::string real_path(const std::string& path) {
  HANDLE handle = open_handle(path, 0, kShareAll, FILE_FLAG_BACKUP_SEMANTICS);
  if (handle == INVALID_HANDLE_VALUE) return tell_reason(), std::string();
  std::string real(std::size_t{1} << 15, '\0');
  const DWORD size = ::GetFinalPathNameByHandleA(handle, real.data(),
                                                 static_cast<DWORD>(real.size()), VOLUME_NAME_DOS);
  ::CloseHandle(handle);
  if (size == 0 || size >= real.size()) return path;  // a file system that does not tell
  real.resize(size);
  constexpr std::string_view kLong = R"(\\?\)", kServer = R"(\\?\UNC\)";
  if (real.starts_with(kServer)) return real.replace(0, kServer.size(), R"(\\)");
  return real.starts_with(kLong) ? real.substr(kLong.size()) : real;
}

int make_new(const std::string& folder, std::string& path) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr int kTries = 100, kSize = 6;
  std::random_device random;
  for (int i = 0; i < kTries; ++i) {
    path = folder + ".remit-";
    for (int k = 0; k < kSize; ++k) path += kLetters[random() % kLetters.size()];
    path += ".new";
    const int file = ::_open(path.c_str(), _O_RDWR | _O_CREAT | _O_EXCL | _O_BINARY | _O_NOINHERIT,
                             _S_IREAD | _S_IWRITE);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}

std::string temporary_folder() {
  std::array<char, MAX_PATH + 1> folder{};
  return std::string(folder.data(),
                     ::GetTempPathA(static_cast<DWORD>(folder.size()), folder.data()));
}

std::size_t folder_size(const std::string& path) { return path.find_last_of("/\\:") + 1; }

std::uint32_t permissions_of_new_files() { return 0; }
bool set_permissions(int /*file*/, std::uint32_t /*permissions*/) { return true; }
void set_owner(int /*file*/, const FileState& /*as*/) {}

bool keep(int file) { return ::_commit(file) == 0; }

bool replace(const std::string& from, const std::string& to) {
  if (::MoveFileExA(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
    return true;
  return tell_reason(), false;
}

bool remove(const char* path) { return ::DeleteFileA(path) != 0 || (tell_reason(), false); }

FolderLock::~FolderLock() {
  if (handle_ != -1) ::CloseHandle(reinterpret_cast<HANDLE>(handle_));
}

/// A file of the folder that nobody else may open, and that goes away with its handle.
FolderLock::Outcome FolderLock::hold(const std::string& path) {
  const std::string name = path + "/.remit-lock";
  HANDLE handle = ::CreateFileA(name.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS,
                                FILE_ATTRIBUTE_HIDDEN | FILE_FLAG_DELETE_ON_CLOSE, nullptr);
  handle_ = reinterpret_cast<std::intptr_t>(handle);
  if (handle != INVALID_HANDLE_VALUE) return Outcome::held;
  if (::GetLastError() == ERROR_SHARING_VIOLATION) return Outcome::taken;
  return tell_reason(), Outcome::failed;
}

void FolderLock::keep_names() const {}  // MOVEFILE_WRITE_THROUGH did

}  // namespace remit::cli::system

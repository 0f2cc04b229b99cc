#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

// The files of the system, as much of them as the program uses. Paths are UTF-8. What fails says
// why in errno. Open files are numbers, as in POSIX; -1 is none.

namespace remit::cli::system {

/// What a file is at this moment.
struct FileState {
  enum class Kind : std::uint8_t { regular, folder, other };
  Kind kind = Kind::other;
  std::uint64_t size = 0;
  std::int64_t written = 0;       ///< when it was written to last, in nanoseconds
  std::uint32_t permissions = 0;  ///< where the system has them
  std::uint32_t owner = 0, group = 0;

  bool is_regular() const { return kind == Kind::regular; }
};

bool look_at(const std::string& path, FileState& state);
bool look_at(int file, FileState& state);

int open_to_read(const std::string& path);
/// Bytes read, 0 at the end, negative if that fails.
std::ptrdiff_t read(int file, char* to, std::size_t size);
bool write_all(int file, const char* from, std::size_t size);
bool go_to(int file, std::uint64_t place);
bool close(int file);
/// For bytes as they are; programs that are started do not inherit it.
enum class Access : std::uint8_t { read, write };
std::FILE* open_stream(const std::string& path, Access access);
std::FILE* stream_to(int file);
int number_of(std::FILE* stream);

/// Where the path leads in the end, or empty.
std::string real_path(const std::string& path);

/// Makes a file beside others, for its owner alone; its name is `folder` (empty or ending with a
/// separator) with a name that no file had, and is put into `path`.
int make_new(const std::string& folder, std::string& path);
/// The folder for files that only live while a program runs, with a separator at its end.
std::string temporary_folder();
/// Bytes of `path` up to its file's own name.
std::size_t folder_size(const std::string& path);
/// What a new file is allowed, as for any other program.
std::uint32_t permissions_of_new_files();
bool set_permissions(int file, std::uint32_t permissions);
void set_owner(int file, const FileState& as);
/// What was written survives a machine that stops.
bool keep(int file);
/// Gives a file the name of another one, which is replaced in one step.
bool replace(const std::string& from, const std::string& to);
bool remove(const char* path);

/// A folder that one program holds. Other programs, or the same one once more, get none. Where the
/// file system knows no locks everybody gets one.
class FolderLock {
 public:
  enum class Outcome : std::uint8_t { held, taken, failed };

  FolderLock() = default;
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

  Outcome hold(const std::string& path);
  /// Names that files of the folder got survive a machine that stops.
  void keep_names() const;

 private:
  std::intptr_t handle_ = -1;
};

}  // namespace remit::cli::system

#include "cli/verb/rewrite_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "cli/csv/drafts.h"
#include "cli/csv/file_bytes.h"

namespace remit::cli {
namespace {

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

absl::Status rewrite_file(const std::string& path, std::string_view content) {
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
  struct stat before {};
  if (real == nullptr || ::stat(real.get(), &before) != 0) return system_error();
  // Nobody but the owner may read it before its mode is that of the file it becomes.
  std::string draft;
  const int file = open_draft(real.get(), draft);
  if (file < 0) return system_error();
  // Whose the file is matters less than what it says: it may be that only the system can set that.
  [[maybe_unused]] const int owned = ::fchown(file, before.st_uid, before.st_gid);
  constexpr mode_t kPermissions = 07777;
  bool good = write_all(file, content) && ::fchmod(file, before.st_mode & kPermissions) == 0 &&
              ::fdatasync(file) == 0;
  absl::Status why = good ? absl::OkStatus() : system_error();
  good = ::close(file) == 0 && good && std::rename(draft.c_str(), real.get()) == 0;
  if (!good && why.ok()) why = system_error();
  if (!good) std::remove(draft.c_str());
  forget_draft(draft);
  return why;
}

}  // namespace remit::cli

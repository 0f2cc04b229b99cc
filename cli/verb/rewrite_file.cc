#include "cli/verb/rewrite_file.h"

#include "cli/csv/drafts.h"
#include "cli/csv/file_bytes.h"
#include "cli/system/files.h"

namespace remit::cli {

absl::Status rewrite_file(const std::string& path, std::string_view content) {
  const std::string real = system::real_path(path);
  system::FileState before;
  if (real.empty() || !system::look_at(real, before)) return system_error();
  // Nobody but the owner may read it before its mode is that of the file it becomes.
  std::string draft;
  const int file = open_draft(real, draft);
  if (file < 0) return system_error();
  system::set_owner(file, before);
  bool good = system::write_all(file, content.data(), content.size()) &&
              system::set_permissions(file, before.permissions) && system::keep(file);
  absl::Status why = good ? absl::OkStatus() : system_error();
  good = system::close(file) && good && system::replace(draft, real);
  if (!good && why.ok()) why = system_error();
  if (!good) system::remove(draft.c_str());
  forget_draft(draft);
  return why;
}

}  // namespace remit::cli

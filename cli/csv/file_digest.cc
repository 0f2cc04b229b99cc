#include "cli/csv/file_digest.h"

#include <cstdio>
#include <memory>

#include "cli/csv/file_bytes.h"
#include "cli/system/files.h"
#include "cli/system/threads.h"
#include "remit/sha256.h"

namespace remit::cli {
namespace {

/// A thread costs about as much as so many bytes.
constexpr std::size_t kFewBytes = std::size_t{128} << 10;
constexpr std::size_t kReadAtOnce = std::size_t{256} << 10;

}  // namespace

absl::StatusOr<FileDigest> digest_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      system::open_stream(path, system::Access::read), std::fclose);
  if (file == nullptr) return system_error();
  Sha256 sha;
  FileDigest digest;
  std::string block(kReadAtOnce, '\0');
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
    sha.add(std::string_view(block).substr(0, got));
    digest.bytes += got;
  }
  if (std::ferror(file.get()) != 0) return system_error();
  digest.sha256 = sha.hex();
  return digest;
}

BackgroundDigest::BackgroundDigest(std::string_view bytes)
    // Where the system has no thread left, it is made when it is asked for.
    : made_(
          std::async(bytes.size() <= kFewBytes ? std::launch::deferred : system::kBeside, [bytes] {
            return FileDigest{bytes.size(), sha256(bytes)};
          })) {}

}  // namespace remit::cli

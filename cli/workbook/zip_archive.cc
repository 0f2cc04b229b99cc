#include "cli/workbook/zip_archive.h"

#include <minizip/unzip.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <utility>

namespace remit::cli {

/// A view as the file that minizip reads.
struct ZipCursor {
  std::string_view bytes;
  std::uint64_t at = 0;
};

namespace {

/// What is smaller is no danger, however well it was packed.
constexpr std::uint64_t kHarmless = std::uint64_t{64} << 20;
/// A sheet of rows that are all alike takes some fifty times less when packed.
constexpr std::uint64_t kMostTimes = 250;
constexpr int kAnyCase = 2;
constexpr unsigned long kEncrypted = 1;

voidpf open_view(voidpf opaque, const void*, int) { return opaque; }

uLong read_view(voidpf, voidpf stream, void* to, uLong size) {
  auto& cursor = *static_cast<ZipCursor*>(stream);
  const std::uint64_t left =
      cursor.bytes.size() - std::min<std::uint64_t>(cursor.at, cursor.bytes.size());
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(size, left));
  if (count > 0) std::memcpy(to, cursor.bytes.data() + cursor.at, count);
  cursor.at += count;
  return static_cast<uLong>(count);
}

uLong write_view(voidpf, voidpf, const void*, uLong) { return 0; }

ZPOS64_T tell_view(voidpf, voidpf stream) { return static_cast<ZipCursor*>(stream)->at; }

long seek_view(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& cursor = *static_cast<ZipCursor*>(stream);
  std::uint64_t base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = cursor.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = cursor.bytes.size();
  const std::uint64_t place = base + offset;  // minizip goes back by what wraps around
  if (place > cursor.bytes.size()) return -1;
  cursor.at = place;
  return 0;
}

int close_view(voidpf, voidpf) { return 0; }
int error_of_view(voidpf, voidpf) { return 0; }

unzFile open_archive(ZipCursor& cursor) {
  zlib_filefunc64_def functions{open_view, read_view,  write_view,    tell_view,
                                seek_view, close_view, error_of_view, &cursor};
  return unzOpen2_64("", &functions);
}

/// Goes to the part of that name. Some programs for Windows write `xl\workbook.xml`.
bool locate(unzFile file, std::string name) {
  if (unzLocateFile(file, name.c_str(), kAnyCase) == UNZ_OK) return true;
  std::ranges::replace(name, '/', '\\');
  return unzLocateFile(file, name.c_str(), kAnyCase) == UNZ_OK;
}

}  // namespace

struct ZipPart::Source {
  explicit Source(std::string_view bytes) : cursor{bytes}, file(open_archive(cursor)) {}
  ~Source() {
    if (file != nullptr) unzClose(file);
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  ZipCursor cursor;
  unzFile file;
  bool open = false;
};

ZipPart::ZipPart(std::unique_ptr<Source> source, std::string name)
    : source_(std::move(source)), name_(std::move(name)) {}
ZipPart::ZipPart(ZipPart&&) noexcept = default;
ZipPart::~ZipPart() = default;

std::optional<std::size_t> ZipPart::read(char* to, std::size_t size) {
  if (!source_->open) return 0;
  constexpr std::size_t kAtOnce = std::size_t{1} << 30;
  const int got =
      unzReadCurrentFile(source_->file, to, static_cast<unsigned>(std::min(size, kAtOnce)));
  if (got > 0) {
    read_ += static_cast<std::uint64_t>(got);
    if (read_ <= kHarmless || read_ / kMostTimes <= packed_) return static_cast<std::size_t>(got);
    trouble_ = {BookTrouble::Kind::bomb, name_, {}};
    return std::nullopt;
  }
  source_->open = false;
  // Closing compares the checksum of what was read to its end.
  const bool whole = got == 0 && unzCloseCurrentFile(source_->file) == UNZ_OK && read_ == size_;
  if (whole) return 0;
  trouble_ = {BookTrouble::Kind::broken, name_, "zip"};
  return std::nullopt;
}

bool ZipArchive::is_archive() const {
  ZipCursor cursor{bytes_};
  const unzFile file = open_archive(cursor);
  if (file != nullptr) unzClose(file);
  return file != nullptr;
}

bool ZipArchive::has(const std::string& name) const {
  ZipCursor cursor{bytes_};
  const unzFile file = open_archive(cursor);
  if (file == nullptr) return false;
  const bool found = locate(file, name);
  unzClose(file);
  return found;
}

std::optional<ZipPart> ZipArchive::open(const std::string& name, BookTrouble& trouble) const {
  auto source = std::make_unique<ZipPart::Source>(bytes_);
  const unzFile file = source->file;
  trouble = {BookTrouble::Kind::broken, name, "zip"};
  if (file == nullptr || !locate(file, name)) return std::nullopt;
  unz_file_info64 info{};
  if (unzGetCurrentFileInfo64(file, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    return std::nullopt;
  if ((info.flag & kEncrypted) != 0) {
    trouble = {BookTrouble::Kind::locked, {}, {}};
    return std::nullopt;
  }
  if (unzOpenCurrentFile(file) != UNZ_OK) return std::nullopt;
  source->open = true;
  ZipPart part(std::move(source), name);
  part.packed_ = info.compressed_size;
  part.size_ = info.uncompressed_size;
  return part;
}

}  // namespace remit::cli

#include "cli/csv/file_kind.h"

#include <algorithm>
#include <cstddef>

namespace remit::cli {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::string_view bytes;
  FileKind kind;
};

// Longer ones first where one begins with another.
constexpr Magic kMagics[] = {
    {"PK\x03\x04"sv, FileKind::workbook},
    {"PK\x05\x06"sv, FileKind::workbook},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, FileKind::old_workbook},
    {"\x09\x08\x10\x00"sv, FileKind::old_workbook},
    {"\x09\x08\x08\x00"sv, FileKind::old_workbook},
    {"\x09\x04\x06\x00"sv, FileKind::old_workbook},
    {"%PDF-"sv, FileKind::pdf},
    {"\x1F\x8B"sv, FileKind::compressed},
    {"BZh91AY&SY"sv, FileKind::compressed},  // fewer letters begin a header as well
    {"\xFD"
     "7zXZ"sv,
     FileKind::compressed},
    {"7z\xBC\xAF\x27\x1C"sv, FileKind::compressed},
    {"Rar!\x1A"sv, FileKind::compressed},
    {"\x28\xB5\x2F\xFD"sv, FileKind::compressed},
    {"PAR1"sv, FileKind::compressed},
    {"\xFF\xFE\x00\x00"sv, FileKind::utf32},
    {"\x00\x00\xFE\xFF"sv, FileKind::utf32},
    {"\xFF\xFE"sv, FileKind::utf16},
    {"\xFE\xFF"sv, FileKind::utf16},
};

/// Letters of two or four bytes, most of which have a zero among them: digits, commas, line ends.
std::optional<FileKind> wide_text(std::string_view bytes) {
  std::size_t zeros[4] = {};
  for (std::size_t at = 0; at < bytes.size(); ++at) zeros[at % 4] += bytes[at] == '\0' ? 1 : 0;
  const std::size_t even = zeros[0] + zeros[2];
  const std::size_t odd = zeros[1] + zeros[3];
  constexpr std::size_t kFew = 16;
  if (even + odd == 0 || (even + odd) * kFew < bytes.size()) return std::nullopt;
  constexpr std::size_t kFar = 3;  // a letter may hold a zero in its other byte
  if (std::max(even, odd) >= kFar * std::min(even, odd)) return FileKind::utf16;
  // Of four bytes at least two are zero.
  if (even + odd >= bytes.size() / 2) return FileKind::utf32;
  return std::nullopt;
}

std::optional<FileKind> markup(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with('<')) return FileKind::web_page;
  if (!text.starts_with('{') && !text.starts_with('[')) return std::nullopt;
  const bool array = text.starts_with('[');
  text.remove_prefix(1);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  const bool json = array ? text.starts_with('{') || text.starts_with('[') : text.starts_with('"');
  return json ? std::optional(FileKind::json) : std::nullopt;
}

}  // namespace

std::optional<FileKind> file_kind(std::string_view first_bytes) {
  constexpr std::size_t kEnough = 4096;
  first_bytes = first_bytes.substr(0, kEnough);
  for (const Magic& magic : kMagics) {
    if (first_bytes.starts_with(magic.bytes)) return magic.kind;
  }
  if (const auto wide = wide_text(first_bytes)) return wide;
  return markup(first_bytes);
}

}  // namespace remit::cli

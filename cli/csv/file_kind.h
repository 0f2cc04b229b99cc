#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace remit::cli {

/// What a file is that was given as a table and is none.
enum class FileKind : std::uint8_t {
  workbook,      ///< .xlsx, .ods, .numbers: a zip archive
  old_workbook,  ///< .xls: an OLE file
  web_page,      ///< HTML or XML; programs write such pages and call them .xls
  pdf,
  compressed,
  json,
  utf16,  ///< a text, but of two bytes a letter
  utf32,
};

/// By its first bytes; some thousand are enough. Nothing for what may be a table.
std::optional<FileKind> file_kind(std::string_view first_bytes);

}  // namespace remit::cli

#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
// After it.
#include <limits>

#include "cli/system/recode.h"

namespace remit::cli::system {
namespace {

bool fits_int(std::size_t size) {
  return size <= static_cast<std::size_t>(std::numeric_limits<int>::max());
}

std::optional<std::wstring> widened(std::string_view bytes, UINT page) {
  const auto size = static_cast<int>(bytes.size());
  const int wide =
      ::MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bytes.data(), size, nullptr, 0);
  if (wide <= 0) return std::nullopt;
  std::wstring text(static_cast<std::size_t>(wide), L'\0');
  ::MultiByteToWideChar(page, MB_ERR_INVALID_CHARS, bytes.data(), size, text.data(), wide);
  return text;
}

/// Whether a letter that a code page lacks is told in another way than by a mark put for it.
bool has_every_letter(UINT page) { return page == CP_UTF8 || page == 54936; }

std::optional<std::string> narrowed(const std::wstring& text, UINT page) {
  const DWORD strict = has_every_letter(page) ? WC_ERR_INVALID_CHARS : WC_NO_BEST_FIT_CHARS;
  BOOL lacking = FALSE;
  BOOL* const told = has_every_letter(page) ? nullptr : &lacking;
  const auto wide = static_cast<int>(text.size());
  const int size =
      ::WideCharToMultiByte(page, strict, text.data(), wide, nullptr, 0, nullptr, told);
  if (size <= 0 || lacking != FALSE) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  ::WideCharToMultiByte(page, strict, text.data(), wide, bytes.data(), size, nullptr, told);
  if (lacking != FALSE) return std::nullopt;
  return bytes;
}

}  // namespace

std::optional<std::string> recode(std::string_view bytes, const Charset& from, const Charset& to) {
  if (bytes.empty()) return std::string();
  if (!fits_int(bytes.size())) return std::nullopt;
  const std::optional<std::wstring> text = widened(bytes, from.code_page);
  if (!text || !fits_int(text->size())) return std::nullopt;
  return narrowed(*text, to.code_page);
}

}  // namespace remit::cli::system

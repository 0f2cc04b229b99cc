#include "cli/workbook/sheet_names.h"

#include <cstddef>

#include "absl/strings/ascii.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMostLetters = 31;

/// The first letters of a text, at most so many; letters beyond the first 65 536 count twice, as a
/// spreadsheet counts them.
std::string_view first_letters(std::string_view text, std::size_t most) {
  std::size_t at = 0, count = 0;
  while (at < text.size()) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    count += size == 4 ? 2 : 1;
    if (count > most || at + size > text.size()) break;
    at += size;
  }
  return text.substr(0, at);
}

}  // namespace

std::string sheet_name(std::string_view name) {
  std::string result;
  for (const char c : first_letters(name, kMostLetters)) {
    const bool taken = std::string_view("[]:*?/\\").find(c) != std::string_view::npos;
    result += taken || static_cast<unsigned char>(c) < ' ' ? '_' : c;
  }
  if (result.starts_with('\'')) result.front() = '_';
  if (result.ends_with('\'')) result.back() = '_';
  return result.empty() ? "_" : result;
}

std::string SheetNames::add(std::string_view name) {
  std::string result = sheet_name(name);
  for (int number = 2; !taken_.insert(absl::AsciiStrToLower(result)).second; ++number) {
    const std::string behind = " (" + std::to_string(number) + ")";
    result = std::string(first_letters(sheet_name(name), kMostLetters - behind.size())) + behind;
  }
  return result;
}

}  // namespace remit::cli

#include "cli/csv/letters.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace remit::cli {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range kChinese[] = {
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}};
constexpr Range kOther[] = {{0x0400, 0x052F}, {0x1100, 0x11FF}, {0x3040, 0x30FF}, {0x3105, 0x312F},
                            {0x3130, 0x318F}, {0xAC00, 0xD7A3}, {0xFF66, 0xFF9D}};
constexpr Range kPrivate[] = {{0xE000, 0xF8FF}, {0xFFFD, 0xFFFD}, {0xF0000, 0x10FFFF}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t letter) {
  return std::any_of(std::begin(ranges), std::end(ranges), [letter](const Range& range) {
    return range.first <= letter && letter <= range.last;
  });
}

/// The letter at `at`, which moves behind it.
char32_t next_letter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t letter = more == 0 ? lead : lead & (0x3Fu >> more);
  for (int i = 0; i < more && at < text.size(); ++i) {
    letter = (letter << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return letter;
}

}  // namespace

CellLetters letters_of(std::string_view cell) {
  constexpr char32_t kMiddleDot = 0x30FB;  // stands between the parts of foreign names
  CellLetters letters;
  for (std::size_t at = 0; at < cell.size();) {
    const char32_t letter = next_letter(cell, at);
    if (letter < 0x400) continue;
    letters.chinese |= is_in(kChinese, letter);
    letters.other_script |= letter != kMiddleDot && is_in(kOther, letter);
    if (letters.private_letter == 0 && is_in(kPrivate, letter)) letters.private_letter = letter;
  }
  return letters;
}

}  // namespace remit::cli

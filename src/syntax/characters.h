#pragma once

#include <array>

#include "base/utf8.h"

// What code points are to the lexer.

namespace remit::syntax {

inline constexpr char32_t kIdeographicSpace = 0x3000;

inline bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == kIdeographicSpace;
}

inline bool is_common_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

constexpr bool is_ascii_word_start(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

inline constexpr std::array<bool, 256> kAsciiWordPart = [] {
  std::array<bool, 256> table{};
  for (char32_t c = 0; c < 0x80; ++c) table[c] = is_ascii_word_start(c) || (c >= '0' && c <= '9');
  return table;
}();

inline bool is_word_start(char32_t c) {
  if (c < 0x80) return is_ascii_word_start(c);
  return is_common_ideograph(c) || base::is_xid_start(c);
}

inline bool is_word_part(char32_t c) {
  if (c < 0x80) return kAsciiWordPart[c];
  return is_common_ideograph(c) || base::is_xid_continue(c);
}

}  // namespace remit::syntax

#pragma once

#include <set>
#include <string>
#include <string_view>

// What a text in two languages is held to.

namespace remit::wording {

/// `{0}`, `{1}` ... of a template.
inline std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      found.insert(std::string(text.substr(i, 3)));
    }
  }
  return found;
}

/// Whether the text, good UTF-8, has a character of U+4E00 to U+9FFF: three bytes from E4 B8 80 on.
inline bool has_chinese(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if ((lead == 0xE4 && next >= 0xB8) || (lead > 0xE4 && lead <= 0xE9)) return true;
  }
  return false;
}

}  // namespace remit::wording

#include "cli/serve/request.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "remit/text.h"

namespace remit::cli::serve {
namespace {

/// Whether a tag of Accept-Language means that language: `zh`, `zh-CN`, `zh;q=0.9`.
bool is_language(std::string_view tag, std::string_view language) {
  if (tag.size() < language.size()) return false;
  for (std::size_t i = 0; i < language.size(); ++i)
    if (absl::ascii_tolower(static_cast<unsigned char>(tag[i])) != language[i]) return false;
  return tag.size() == language.size() || tag[language.size()] == '-' ||
         tag[language.size()] == ';';
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Language preferred_language(std::string_view accept_language, Language otherwise) {
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    std::string_view tag = accept_language.substr(0, comma);
    while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
    if (is_language(tag, "zh")) return Language::zh;
    if (is_language(tag, "en")) return Language::en;
    if (comma == std::string_view::npos) break;
    accept_language.remove_prefix(comma + 1);
  }
  return otherwise;
}

bool decode_segment(std::string_view segment, std::string& decoded) {
  decoded.clear();
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '%') {
      decoded += segment[i];
      continue;
    }
    if (i + 2 >= segment.size()) return false;
    const int high = hex_digit(segment[i + 1]), low = hex_digit(segment[i + 2]);
    if (high < 0 || low < 0) return false;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded.find('\0') == std::string::npos && !first_invalid_utf8(decoded);
}

}  // namespace remit::cli::serve

#include "base/chinese_script.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace remit::base {
namespace {

#include "base/chinese_script.inc"

/// The character at `at`, if it is one of three bytes, as all of the tables are; else 0. The
/// grammar compiler, which needs no other UTF-8, does without base/utf8.h.
char16_t three_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (at + 3 > text.size() || byte(0) >> 4 != 0xE || byte(1) >> 6 != 2 || byte(2) >> 6 != 2)
    return 0;
  return static_cast<char16_t>((byte(0) & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
}

/// The second of the pair that `character` begins; 0 if none does. Pairs are in order.
char16_t counterpart(std::u16string_view pairs, char16_t character) {
  std::size_t first = 0, last = pairs.size() / 2;
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (pairs[2 * middle] < character) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return 2 * first < pairs.size() && pairs[2 * first] == character ? pairs[2 * first + 1] : 0;
}

/// In place, since both of a pair take three bytes.
std::string converted(std::string text, std::u16string_view pairs) {
  for (std::size_t at = 0; at < text.size();) {
    const char16_t character = three_bytes(text, at);
    if (const char16_t other = character == 0 ? 0 : counterpart(pairs, character)) {
      text[at] = static_cast<char>(0xE0 | other >> 12);
      text[at + 1] = static_cast<char>(0x80 | (other >> 6 & 0x3F));
      text[at + 2] = static_cast<char>(0x80 | (other & 0x3F));
    }
    at += character == 0 ? 1 : 3;
  }
  return text;
}

bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t seen = 0, part = 0;
  for (; at + sizeof(part) <= text.size(); at += sizeof(part)) {
    std::memcpy(&part, text.data() + at, sizeof(part));
    seen |= part;
  }
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & 0x8080808080808080u) == 0;
}

/// The one word whose character is written otherwise than in all others: 并且 is 並且.
constexpr std::string_view kMerged = "合并", kMergedTraditional = "合併";

}  // namespace

std::string to_simplified(std::string_view text) {
  return converted(std::string(text), kToSimplified);
}

bool has_traditional(std::string_view text) {
  // Asked of every word of a text.
  if (is_ascii(text)) return false;
  for (std::size_t at = 0; at < text.size();) {
    const char16_t character = three_bytes(text, at);
    if (character != 0 && counterpart(kToSimplified, character) != 0) return true;
    at += character == 0 ? 1 : 3;
  }
  return false;
}

std::string to_traditional(std::string_view word) {
  std::string text(word);
  if (const std::size_t at = text.find(kMerged); at != std::string::npos)
    text.replace(at, kMerged.size(), kMergedTraditional);
  return converted(std::move(text), kToTraditional);
}

bool has_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char16_t letter = three_bytes(text, at);
    if (letter >= 0x3400 && letter <= 0x9FFF) return true;
    if (static_cast<unsigned char>(text[at]) == 0xF0) return true;  // planes 1 and 2: rare ones
  }
  return false;
}

}  // namespace remit::base

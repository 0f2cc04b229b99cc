#include "base/confusable.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "base/utf8.h"

namespace remit::base {
namespace {

/// Letters and what they are drawn like, in the order of the letters.
struct Twin {
  char32_t letter, like;
};
constexpr Twin kTwins[] = {
    // Latin
    {0x0131, U'i'},
    {0x0237, U'j'},
    {0x0251, U'a'},
    {0x0261, U'g'},
    {0x026A, U'i'},
    // Greek
    {0x037F, U'J'},
    {0x0391, U'A'},
    {0x0392, U'B'},
    {0x0395, U'E'},
    {0x0396, U'Z'},
    {0x0397, U'H'},
    {0x0399, U'I'},
    {0x039A, U'K'},
    {0x039C, U'M'},
    {0x039D, U'N'},
    {0x039F, U'O'},
    {0x03A1, U'P'},
    {0x03A4, U'T'},
    {0x03A5, U'Y'},
    {0x03A7, U'X'},
    {0x03B1, U'a'},
    {0x03B3, U'y'},
    {0x03B9, U'i'},
    {0x03BA, U'k'},
    {0x03BD, U'v'},
    {0x03BF, U'o'},
    {0x03C1, U'p'},
    {0x03C3, U'o'},
    {0x03C5, U'u'},
    {0x03C7, U'x'},
    {0x03F2, U'c'},
    {0x03F3, U'j'},
    {0x03F9, U'C'},
    // Cyrillic
    {0x0405, U'S'},
    {0x0406, U'I'},
    {0x0408, U'J'},
    {0x0410, U'A'},
    {0x0412, U'B'},
    {0x0415, U'E'},
    {0x0417, U'3'},
    {0x041A, U'K'},
    {0x041C, U'M'},
    {0x041D, U'H'},
    {0x041E, U'O'},
    {0x0420, U'P'},
    {0x0421, U'C'},
    {0x0422, U'T'},
    {0x0423, U'Y'},
    {0x0425, U'X'},
    {0x042C, U'b'},
    {0x0430, U'a'},
    {0x0431, U'6'},
    {0x0433, U'r'},
    {0x0435, U'e'},
    {0x043A, U'k'},
    {0x043E, U'o'},
    {0x043F, U'n'},
    {0x0440, U'p'},
    {0x0441, U'c'},
    {0x0443, U'y'},
    {0x0445, U'x'},
    {0x0455, U's'},
    {0x0456, U'i'},
    {0x0458, U'j'},
    {0x0474, U'V'},
    {0x0475, U'v'},
    {0x04AE, U'Y'},
    {0x04AF, U'y'},
    {0x04BB, U'h'},
    {0x04C0, U'I'},
    {0x04CF, U'l'},
    {0x0501, U'd'},
    {0x050C, U'G'},
    {0x051A, U'Q'},
    {0x051B, U'q'},
    {0x051C, U'W'},
    {0x051D, U'w'},
    // Armenian
    {0x054D, U'U'},
    {0x0555, U'O'},
    {0x0566, U'q'},
    {0x0570, U'h'},
    {0x0578, U'n'},
    {0x057D, U'u'},
    {0x0581, U'g'},
    {0x0585, U'o'},
    // Cherokee
    {0x13A0, U'D'},
    {0x13A1, U'R'},
    {0x13A2, U'T'},
    {0x13A9, U'Y'},
    {0x13AA, U'A'},
    {0x13AB, U'J'},
    {0x13AC, U'E'},
    {0x13B3, U'W'},
    {0x13B7, U'M'},
    {0x13BB, U'H'},
    {0x13C0, U'G'},
    {0x13C2, U'h'},
    {0x13C3, U'Z'},
    {0x13CF, U'b'},
    {0x13D2, U'R'},
    {0x13D4, U'W'},
    {0x13D5, U'S'},
    {0x13D9, U'V'},
    {0x13DA, U'S'},
    {0x13DE, U'L'},
    {0x13DF, U'C'},
    {0x13E2, U'P'},
    {0x13E6, U'K'},
    {0x13F4, U'B'},
    // Latin of phonetics
    {0x1D04, U'c'},
    {0x1D0F, U'o'},
    {0x1D1C, U'u'},
    {0x1D20, U'v'},
    {0x1D21, U'w'},
    {0x1D22, U'z'},
    // Katakana like Chinese characters
    {0x30A8, U'工'},
    {0x30AB, U'力'},
    {0x30BF, U'夕'},
    {0x30C1, U'千'},
    {0x30C8, U'卜'},
    {0x30CB, U'二'},
    {0x30CF, U'八'},
    {0x30ED, U'口'},
    {0x30FC, U'一'},
    // Chinese ones that fonts draw the same
    {0x56D7, U'口'},
};

char32_t drawn_like(char32_t letter) {
  const Twin* const at = std::ranges::lower_bound(kTwins, letter, {}, &Twin::letter);
  return at != std::end(kTwins) && at->letter == letter ? at->like : letter;
}
static_assert(std::ranges::is_sorted(kTwins, {}, &Twin::letter));

/// With accents apart and full-width, circled and other forms of a letter as the letter.
std::string decomposed(std::string_view name) {
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
      static_cast<utf8proc_ssize_t>(name.size()), &result,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT));
  if (size < 0) return std::string(name);
  std::string text(reinterpret_cast<const char*>(result), static_cast<std::size_t>(size));
  std::free(result);
  return text;
}

/// The alphabet of a letter; nothing of what is no letter, or of another script.
std::optional<Alphabet> alphabet_of(char32_t c) {
  struct Stretch {
    char32_t first, last;
    Alphabet alphabet;
  };
  using enum Alphabet;
  static constexpr Stretch kStretches[] = {
      {0x41, 0x5A, latin},        {0x61, 0x7A, latin},      {0xC0, 0x24F, latin},
      {0x250, 0x2AF, latin},      {0x370, 0x3E1, greek},    {0x3F0, 0x3FF, greek},
      {0x400, 0x52F, cyrillic},   {0x531, 0x587, armenian}, {0x13A0, 0x13FD, cherokee},
      {0x1C80, 0x1C88, cyrillic}, {0x1D00, 0x1D25, latin},  {0x1E00, 0x1EFF, latin},
      {0x1F00, 0x1FFE, greek},    {0x2C60, 0x2C7F, latin},  {0x2DE0, 0x2DFF, cyrillic},
      {0xA640, 0xA69F, cyrillic}, {0xA720, 0xA7FF, latin},  {0xAB70, 0xABBF, cherokee},
      {0xFF21, 0xFF3A, latin},    {0xFF41, 0xFF5A, latin}};
  for (const Stretch& each : kStretches)
    if (c >= each.first && c <= each.last) return each.alphabet;
  return std::nullopt;
}

bool is_east_asian(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

template <typename Each>
void for_letters(std::string_view name, const Each& each) {
  for (std::size_t at = 0; at < name.size();) {
    if (const auto lead = static_cast<unsigned char>(name[at]); lead < 0x80) {
      each(lead);
      ++at;
      continue;
    }
    const Decoded next = decode_utf8(name, at);
    each(next.code_point);
    at += next.size;
  }
}

}  // namespace

bool is_plainly_drawn(std::string_view name) {
  bool plain = true;
  for_letters(name, [&](char32_t c) {
    plain = plain && (c < 0x80 || (is_common_ideograph(c) && drawn_like(c) == c));
  });
  return plain;
}

std::string drawn_form(std::string_view name) {
  if (is_plainly_drawn(name)) return std::string(name);
  std::string form;
  for_letters(decomposed(name), [&](char32_t c) { append_utf8(drawn_like(c), form); });
  return form;
}

std::optional<StrayLetter> stray_letter(std::string_view name) {
  bool has_latin = false, has_east_asian = false;
  std::optional<Alphabet> first;
  bool several = false;
  for_letters(name, [&](char32_t c) {
    has_east_asian = has_east_asian || is_east_asian(c);
    const std::optional<Alphabet> alphabet = alphabet_of(c);
    if (!alphabet) return;
    has_latin = has_latin || alphabet == Alphabet::latin;
    several = several || (first && first != alphabet);
    if (!first) first = alphabet;
  });
  if (!several && !(has_east_asian && first && first != Alphabet::latin)) return std::nullopt;
  // Of two alphabets other than the Latin one the letters of the first are at home.
  const Alphabet home = has_latin || has_east_asian ? Alphabet::latin : *first;
  std::optional<StrayLetter> stray;
  for_letters(name, [&](char32_t c) {
    const std::optional<Alphabet> alphabet = alphabet_of(c);
    if (stray || !alphabet || alphabet == home) return;
    // A Greek letter is a sign as well: among Latin letters it strays where it is drawn like one,
    // beside Chinese ones where it is a capital that is, since A级 is common and α值 is too.
    const char32_t like = drawn_like(c);
    const bool sign = alphabet == Alphabet::greek && home == Alphabet::latin &&
                      (like == c || (!has_latin && like >= 'a' && like <= 'z'));
    if (!sign) stray = {*alphabet, c};
  });
  return stray;
}

}  // namespace remit::base

#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <span>

namespace remit::base {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

template <size_t N>
bool in_ranges(const Range (&ranges)[N], char32_t code_point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [code_point](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

// Unicode 15.0, PropList.txt, Other_ID_Start and Other_ID_Continue: what the general categories do
// not give, kept by the standard for stability.
constexpr Range kOtherIdStart[] = {
    {0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}, {0x309B, 0x309C}};
constexpr Range kOtherIdContinue[] = {
    {0x00B7, 0x00B7}, {0x0387, 0x0387}, {0x1369, 0x1371}, {0x19DA, 0x19DA}};

// Unicode 15.0, Pattern_Syntax characters whose general category would make them identifiers.
constexpr Range kPatternSyntaxLetters[] = {{0x2E2F, 0x2E2F}};

// UAX #31 section 5.1 (NFKC modifications): ID characters that are not XID characters, because
// their compatibility decomposition begins with, or contains, a character that is not one.
constexpr Range kNotXid[] = {{0x037A, 0x037A}, {0x309B, 0x309C}, {0xFC5E, 0xFC63},
                             {0xFDFA, 0xFDFB}, {0xFE70, 0xFE70}, {0xFE72, 0xFE72},
                             {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78},
                             {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E}};
constexpr Range kNotXidStart[] = {{0x0E33, 0x0E33}, {0x0EB3, 0x0EB3}, {0xFF9E, 0xFF9F}};

bool has_category(std::span<const utf8proc_category_t> categories, char32_t code_point) {
  const auto own = utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
  return std::find(categories.begin(), categories.end(), own) != categories.end();
}

bool is_id_start(char32_t code_point) {
  static constexpr utf8proc_category_t kLetters[] = {UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_LL,
                                                     UTF8PROC_CATEGORY_LT, UTF8PROC_CATEGORY_LM,
                                                     UTF8PROC_CATEGORY_LO, UTF8PROC_CATEGORY_NL};
  return has_category(kLetters, code_point) ? !in_ranges(kPatternSyntaxLetters, code_point)
                                            : in_ranges(kOtherIdStart, code_point);
}

bool is_id_continue(char32_t code_point) {
  static constexpr utf8proc_category_t kMarksAndDigits[] = {
      UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC, UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_PC};
  return has_category(kMarksAndDigits, code_point) || is_id_start(code_point) ||
         in_ranges(kOtherIdContinue, code_point);
}

bool is_ascii_letter(char32_t code_point) {
  return (code_point >= 'a' && code_point <= 'z') || (code_point >= 'A' && code_point <= 'Z');
}

// Expected sequence length and the lead byte's payload; the bounds of the second byte exclude
// overlong forms, surrogates and values above U+10FFFF (The Unicode Standard, table 3-7).
struct Lead {
  uint8_t size;
  uint8_t payload;
  uint8_t second_min;
  uint8_t second_max;
};

Lead classify_lead(uint8_t byte) {
  const auto low = [byte](int mask) { return static_cast<uint8_t>(byte & mask); };
  if (byte >= 0xC2 && byte <= 0xDF) return {2, low(0x1F), 0x80, 0xBF};
  if (byte == 0xE0) return {3, low(0x0F), 0xA0, 0xBF};
  if (byte == 0xED) return {3, low(0x0F), 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, low(0x0F), 0x80, 0xBF};
  if (byte == 0xF0) return {4, low(0x07), 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, low(0x07), 0x80, 0xBF};
  if (byte == 0xF4) return {4, low(0x07), 0x80, 0x8F};
  return {0, 0, 0, 0};
}

}  // namespace

Decoded decode_utf8(std::string_view text, size_t offset) {
  if (offset >= text.size()) return {};
  const auto byte_at = [&](size_t index) { return static_cast<uint8_t>(text[offset + index]); };
  const uint8_t first = byte_at(0);
  if (first < 0x80) return {first, 1, true};

  constexpr Decoded kBad{kReplacementCharacter, 1, false};
  const Lead lead = classify_lead(first);
  if (lead.size == 0 || text.size() - offset < lead.size) return kBad;
  if (byte_at(1) < lead.second_min || byte_at(1) > lead.second_max) return kBad;
  char32_t code_point = lead.payload;
  for (size_t i = 1; i < lead.size; ++i) {
    if ((byte_at(i) & 0xC0) != 0x80) return kBad;
    code_point = (code_point << 6) | (byte_at(i) & 0x3Fu);
  }
  return {code_point, lead.size, true};
}

std::optional<size_t> first_invalid_utf8(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  for (size_t offset = 0; offset < text.size();) {
    uint64_t eight = kHighBits;
    if (text.size() - offset >= sizeof(eight)) {
      std::memcpy(&eight, text.data() + offset, sizeof(eight));
    }
    if ((eight & kHighBits) == 0) {  // ASCII, as most texts mostly are
      offset += sizeof(eight);
      continue;
    }
    const Decoded decoded = decode_utf8(text, offset);
    if (!decoded.valid) return offset;
    offset += decoded.size;
  }
  return std::nullopt;
}

void append_utf8(char32_t code_point, std::string& out) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = kReplacementCharacter;
  }
  const auto append = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xC0 | (code_point >> 6));
    append(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    append(0xE0 | (code_point >> 12));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  } else {
    append(0xF0 | (code_point >> 18));
    append(0x80 | ((code_point >> 12) & 0x3F));
    append(0x80 | ((code_point >> 6) & 0x3F));
    append(0x80 | (code_point & 0x3F));
  }
}

namespace {

std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &result,
                   static_cast<utf8proc_option_t>(options | UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return std::string(text);
  std::string owned(reinterpret_cast<const char*>(result), static_cast<size_t>(size));
  std::free(result);
  return owned;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char byte) { return static_cast<uint8_t>(byte) < 0x80; });
}

}  // namespace

std::string normalise_nfc(std::string_view text) {
  return is_ascii(text) ? std::string(text) : mapped(text, 0);
}

std::string fold_case(std::string_view text) {
  if (!is_ascii(text)) return mapped(text, UTF8PROC_CASEFOLD);
  std::string folded(text);
  for (char& each : folded)
    if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
  return folded;
}
namespace {

// Letters that leave no trace although their general category is one of marks or letters: fillers,
// joiners and selectors (DerivedCoreProperties.txt, Default_Ignorable_Code_Point).
constexpr Range kIgnorable[] = {{0x034F, 0x034F}, {0x115F, 0x1160},  {0x17B4, 0x17B5},
                                {0x180B, 0x180F}, {0x3164, 0x3164},  {0xFE00, 0xFE0F},
                                {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF}};
constexpr char32_t kIdeographicSpace = 0x3000;

bool is_ignorable(char32_t code_point) {
  return in_ranges(kIgnorable, code_point) ||
         utf8proc_category(static_cast<utf8proc_int32_t>(code_point)) == UTF8PROC_CATEGORY_CF;
}

/// The letter of ASCII, or the dot, that looks the same: of dashes, quotes, dots between names, and
/// of letters of other scripts that do so small and capital; 0 for any other.
char32_t twin_of(char32_t code_point) {
  struct Twin {
    char32_t first, last, twin;
  };
  constexpr char32_t kLast = 0x30FB, kHalfWidthDot = 0xFF65;
  if (code_point > kLast && code_point != kHalfWidthDot) return 0;
  static constexpr Twin kTwins[] = {
      {0x2010, 0x2015, '-'},  {0x2212, 0x2212, '-'},  {0x2043, 0x2043, '-'},
      {0x2018, 0x2019, '\''}, {0x201B, 0x201B, '\''}, {0x2032, 0x2032, '\''},
      {0x201C, 0x201D, '"'},  {0x201F, 0x201F, '"'},  {0x2033, 0x2033, '"'},
      {0x2022, 0x2022, 0xB7}, {0x2027, 0x2027, 0xB7}, {0x2219, 0x2219, 0xB7},
      {0x22C5, 0x22C5, 0xB7}, {0x30FB, 0x30FB, 0xB7}, {0xFF65, 0xFF65, 0xB7},
      {0x0430, 0x0430, 'a'},  {0x0410, 0x0410, 'a'},  {0x0435, 0x0435, 'e'},
      {0x0415, 0x0415, 'e'},  {0x043E, 0x043E, 'o'},  {0x041E, 0x041E, 'o'},
      {0x0440, 0x0440, 'p'},  {0x0420, 0x0420, 'p'},  {0x0441, 0x0441, 'c'},
      {0x0421, 0x0421, 'c'},  {0x0443, 0x0443, 'y'},  {0x0423, 0x0423, 'y'},
      {0x0445, 0x0445, 'x'},  {0x0425, 0x0425, 'x'},  {0x0456, 0x0456, 'i'},
      {0x0406, 0x0406, 'i'},  {0x03BF, 0x03BF, 'o'},  {0x039F, 0x039F, 'o'}};
  for (const Twin& twin : kTwins)
    if (code_point >= twin.first && code_point <= twin.last) return twin.twin;
  return 0;
}

/// Whether another normal form writes the letter otherwise.
bool has_other_form(char32_t code_point) {
  static constexpr utf8proc_category_t kMarks[] = {UTF8PROC_CATEGORY_MN, UTF8PROC_CATEGORY_MC,
                                                   UTF8PROC_CATEGORY_ME};
  if (code_point < 0x80) return false;
  if (has_category(kMarks, code_point)) return true;
  std::string text;
  append_utf8(code_point, text);
  return normalise_nfc(text) != text;
}

void append_hexadecimal(char32_t number, int digits, std::string& out) {
  for (int at = digits - 1; at >= 0; --at) out += "0123456789ABCDEF"[(number >> (4 * at)) & 15];
}

void append_written_out(char32_t code_point, std::string& out) {
  if (code_point < 0x100) {
    out += "\\x";
    out += "0123456789abcdef"[code_point >> 4];
    out += "0123456789abcdef"[code_point & 15];
    return;
  }
  out += "<U+";
  append_hexadecimal(code_point, code_point > 0xFFFF ? 6 : 4, out);
  out += '>';
}

}  // namespace

char32_t narrow(char32_t code_point) {
  constexpr char32_t kFirst = 0xFF01, kLast = 0xFF5E, kShift = kFirst - U'!';
  return code_point >= kFirst && code_point <= kLast ? code_point - kShift : code_point;
}

bool is_hidden(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) return false;
  static constexpr utf8proc_category_t kHidden[] = {
      UTF8PROC_CATEGORY_CC, UTF8PROC_CATEGORY_CF, UTF8PROC_CATEGORY_CO, UTF8PROC_CATEGORY_CS,
      UTF8PROC_CATEGORY_ZL, UTF8PROC_CATEGORY_ZP, UTF8PROC_CATEGORY_ZS};
  return code_point != kIdeographicSpace &&
         (has_category(kHidden, code_point) || in_ranges(kIgnorable, code_point));
}

std::string show_hidden(std::string_view text, bool lines, bool marks) {
  const auto is_plain = [](char c) { return c >= 0x20 && c < 0x7F; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t run = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    out.append(text, run, at - run);
    if (at == text.size()) break;
    const Decoded decoded = decode_utf8(text, at);
    const char32_t code_point = decoded.code_point;
    const bool ideograph = is_common_ideograph(code_point);
    if (!decoded.valid) {
      append_written_out(static_cast<uint8_t>(text[at]), out);
    } else if (lines && code_point == '\n') {
      out += '\n';
    } else if ((!ideograph && is_hidden(code_point)) ||
               (marks && (has_other_form(code_point) || twin_of(code_point) != 0))) {
      append_written_out(code_point, out);
    } else {
      out += text.substr(at, decoded.size);
    }
    at += decoded.size;
  }
  return out;
}

namespace {

/// A letter that Unicode has a second time, and that a font draws the same: the radicals that
/// copies from PDF bring for characters, half-width kana, the jamo of old encodings, ligatures.
bool is_drawn_twice(char32_t code_point) {
  const auto within = [code_point](char32_t first, char32_t last) {
    return code_point >= first && code_point <= last;
  };
  // Numerals in one letter as well: Ⅱ, ①, ㈠.
  return within(0x2160, 0x217F) || within(0x2460, 0x24FF) || within(0x3220, 0x3247) ||
         within(0x3251, 0x325F) || within(0x3280, 0x32B0) || within(0x2E80, 0x2FDF) ||
         within(0xFF61, 0xFFDC) || within(0x3131, 0x318E) || within(0x01C4, 0x01CC) ||
         within(0x01F1, 0x01F3) || within(0xFB00, 0xFB06);
}

/// Chinese characters, their radicals and those that Unicode keeps for older sets.
bool is_han(char32_t code_point) {
  static constexpr Range kHan[] = {{0x2E80, 0x2FD5}, {0x3005, 0x3007}, {0x3400, 0x4DBF},
                                   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x323AF}};
  return in_ranges(kHan, code_point);
}

/// Bytes of a common Chinese character.
constexpr size_t kIdeographSize = 3;

/// Adds a blank, of several one.
void append_blank(std::string& form) {
  if (!form.empty() && form.back() != ' ') form += ' ';
}

/// The form of a plain text.
std::string plain_form(std::string_view text) {
  bool han = false;  // as in look_alike_form
  std::string form;
  form.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const char letter = text[at];
    if (static_cast<uint8_t>(letter) >= 0x80) {
      if (han && form.ends_with(' ')) form.pop_back();
      form.append(text, at, kIdeographSize);
      at += kIdeographSize;
      han = true;
      continue;
    }
    ++at;
    if (letter == ' ') {
      append_blank(form);
    } else {
      form += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
      han = false;
    }
  }
  if (form.ends_with(' ')) form.pop_back();
  return form;
}

}  // namespace

bool is_plain_text(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto byte_at = [&](size_t i) { return static_cast<uint8_t>(text[at + i]); };
    const uint8_t first = byte_at(0);
    if (first >= 0x20 && first < 0x7F) {
      ++at;
      continue;
    }
    // U+4E00 is E4 B8 80, U+9FFF is E9 BF BF.
    if (first < 0xE4 || first > 0xE9 || text.size() - at < kIdeographSize) return false;
    if (first == 0xE4 && byte_at(1) < 0xB8) return false;
    if ((byte_at(1) & 0xC0) != 0x80 || (byte_at(2) & 0xC0) != 0x80) return false;
    at += kIdeographSize;
  }
  return true;
}

std::string look_alike_form(std::string_view text) {
  if (is_plain_text(text)) return plain_form(text);
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char byte) { return static_cast<uint8_t>(byte) < 0x80; });
  bool han = false;  // the last letter is, whatever blanks there are behind it
  std::string form;
  form.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    char32_t code_point = decoded.code_point;
    at += decoded.size;
    if (code_point < 0x80) {
      const bool upper = code_point >= 'A' && code_point <= 'Z';
      if (is_hidden(code_point)) continue;
      if (code_point == ' ') {
        append_blank(form);
        continue;
      }
      form += static_cast<char>(upper ? code_point - 'A' + 'a' : code_point);
      han = false;
      continue;
    }
    code_point = narrow(code_point);
    if (is_ignorable(code_point)) continue;
    if (code_point == kIdeographicSpace || is_hidden(code_point)) {
      append_blank(form);
      continue;
    }
    const bool behind_han = han;
    han = is_han(code_point);
    if (han && behind_han && form.ends_with(' ')) form.pop_back();
    if (is_drawn_twice(code_point)) {
      std::string letter;
      append_utf8(code_point, letter);
      form += mapped(letter, UTF8PROC_COMPAT);
    } else {
      const char32_t twin = twin_of(code_point);
      append_utf8(twin != 0 ? twin : code_point, form);
    }
  }
  if (form.ends_with(' ')) form.pop_back();
  return ascii ? form : mapped(form, UTF8PROC_CASEFOLD);
}

bool is_xid_start(char32_t code_point) {
  if (code_point < 0x80) return is_ascii_letter(code_point);
  return is_id_start(code_point) && !in_ranges(kNotXid, code_point) &&
         !in_ranges(kNotXidStart, code_point);
}

bool is_xid_continue(char32_t code_point) {
  if (code_point < 0x80) {
    return is_ascii_letter(code_point) || (code_point >= '0' && code_point <= '9') ||
           code_point == '_';
  }
  return is_id_continue(code_point) && !in_ranges(kNotXid, code_point);
}

int display_width(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x7F) return 1;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

size_t display_width(std::string_view text) {
  size_t width = 0;
  for (size_t offset = 0; offset < text.size();) {
    const Decoded decoded = decode_utf8(text, offset);
    width += static_cast<size_t>(display_width(decoded.code_point));
    offset += decoded.size;
  }
  return width;
}

size_t count_code_points(std::string_view text) {
  size_t count = 0;
  for (size_t offset = 0; offset < text.size(); ++count) offset += decode_utf8(text, offset).size;
  return count;
}

}  // namespace remit::base

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit::base {

/// What stands for a byte that is no UTF-8.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// One code point read from a text.
struct Decoded {
  char32_t code_point = 0;
  /// Bytes consumed: 1 to 4; 1 for a bad byte, 0 at the end of the text.
  uint8_t size = 0;
  /// False for a byte that starts no well-formed sequence; `code_point` is then U+FFFD.
  bool valid = false;
};

/// Reads the code point at `offset`. Overlong forms, surrogates and values above U+10FFFF are bad.
Decoded decode_utf8(std::string_view text, size_t offset);

/// Offset of the first byte that is not part of well-formed UTF-8; nothing when all is well.
std::optional<size_t> first_invalid_utf8(std::string_view text);

/// The ASCII character that a full-width one is the wide form of; any other as it is.
char32_t narrow(char32_t code_point);

/// Appends `code_point`; a surrogate or a value above U+10FFFF appends U+FFFD.
void append_utf8(char32_t code_point, std::string& out);

/// Normalisation form C (UAX #15). Text that is not well-formed UTF-8 comes back unchanged.
std::string normalise_nfc(std::string_view text);
/// For names that are to be alike whatever their case: full case folding, in normalisation form C.
/// Text that is not well-formed UTF-8 comes back unchanged.
std::string fold_case(std::string_view text);

/// Whether `code_point` leaves no trace on paper, or changes how its neighbours stand there: a
/// control, a format character, a blank other than ` ` and the ideographic one, a private letter.
bool is_hidden(char32_t code_point);

/// `text` with what is hidden written out: `\x1b` for controls, `<U+200B>` for others. With
/// `marks`, letters that another normal form writes otherwise too. A line end stays with `lines`.
std::string show_hidden(std::string_view text, bool lines = false, bool marks = false);

/// The common Chinese characters: one normal form, no case, nothing that is drawn like one of them
/// but what drawn_form (confusable.h) knows.
constexpr bool is_common_ideograph(char32_t code_point) {
  return code_point >= 0x4E00 && code_point <= 0x9FFF;
}

/// Whether the text is well-formed and made of nothing but common Chinese characters, ASCII that is
/// seen, and ` `, as most texts are: then it has no other normal form, and whoever compares what
/// looks alike has case and blanks to think of. A nanosecond a letter.
bool is_plain_text(std::string_view text);

/// What looks alike has the same form: NFC, full-width ASCII narrow, no case, nothing hidden.
/// `text` is UTF-8. Of a plain text it costs next to nothing.
std::string look_alike_form(std::string_view text);

/// Whether `code_point` may begin an identifier: XID_Start (UAX #31). `_` is not one.
bool is_xid_start(char32_t code_point);

/// Whether `code_point` may continue an identifier: XID_Continue (UAX #31), `_` included.
bool is_xid_continue(char32_t code_point);

/// Columns that `code_point` takes on a terminal: 2 for East Asian wide and full-width, 0 for
/// combining marks and controls, 1 otherwise. Ambiguous ones (“ ” × ≥) count as 1, as terminals do
/// outside legacy code pages.
int display_width(char32_t code_point);

/// Sum over all code points of `text`; a bad byte counts as 1.
size_t display_width(std::string_view text);

/// Number of code points; a bad byte counts as one.
size_t count_code_points(std::string_view text);

}  // namespace remit::base

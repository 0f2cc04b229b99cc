#pragma once

#include <string_view>

namespace remit::cli {

/// What kinds of letters stand in a cell.
struct CellLetters {
  bool chinese = false;
  bool other_script = false;    ///< kana, Hangul, Cyrillic or Bopomofo
  char32_t private_letter = 0;  ///< the first that is left to private use, or stands for a loss
};

/// `cell` is UTF-8.
CellLetters letters_of(std::string_view cell);

}  // namespace remit::cli

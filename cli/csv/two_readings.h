#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace remit::cli {

/// Lines that are good UTF-8 and may be Chinese in GB18030 as well: letters of two bytes, of which
/// a few by chance are good in both. A longer text is told by its letters: other scripts in UTF-8
/// read as Chinese letters that hardly occur.
class TwoReadings {
 public:
  /// One line with letters beyond ASCII; false when it is known that the text is not GB18030.
  bool add(std::string_view line, std::uint64_t number);

  /// Whether the text may well be GB18030.
  bool may_be_gb18030() const;
  /// Whether in UTF-8 it has nothing but signs, such as £ and °.
  bool has_signs_only() const { return !letters_; }

  // The first cell with such letters, below the header if there is one.
  std::uint64_t line() const { return line_; }
  const std::string& as_utf8() const { return as_utf8_; }
  const std::string& as_gb18030() const { return as_gb18030_; }

 private:
  bool good_ = true;
  bool letters_ = false;
  std::uint64_t common_ = 0, rare_ = 0;  ///< Chinese letters, if it is GB18030
  std::uint64_t line_ = 0;
  std::string as_utf8_, as_gb18030_;
};

}  // namespace remit::cli

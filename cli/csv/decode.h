#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/csv/encoding.h"
#include "cli/csv/encoding_scan.h"

namespace remit::cli {

/// A text in UTF-8: the bytes given, or a conversion of them.
struct Decoded {
  std::string_view text;  ///< without byte order mark
  std::string converted;  ///< holds `text` when the bytes were not UTF-8
  const Encoding* encoding = nullptr;
  bool guessed = false;       ///< the encoding is a guess
  std::string first_name;     ///< which shows whether it is a good one
  std::string other_reading;  ///< of that name in GB18030, if the file may be that as well
  std::optional<EncodingTrouble> trouble;
};

/// Reads a whole file as EncodingScan has it; `chosen` null: the encoding is to be found out.
/// `bytes` must outlive the result.
Decoded decode(std::string_view bytes, const Encoding* chosen = nullptr);

}  // namespace remit::cli

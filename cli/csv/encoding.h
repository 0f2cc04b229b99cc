#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace remit::cli {

/// A text in UTF-8: the bytes given, or a conversion of them.
struct Decoded {
  std::string_view text;                ///< without byte order mark
  std::string converted;                ///< holds `text` when the bytes were GB18030
  std::optional<std::size_t> bad_byte;  ///< neither encoding: where UTF-8 ended, from 1
  bool gb18030 = false;
};

/// UTF-8 with or without byte order mark; otherwise GB18030 (of which GBK and GB 2312 are parts),
/// as Chinese office software writes. `bytes` must outlive the result.
Decoded decode(std::string_view bytes);

/// The text of bytes that are known to be GB18030; nothing if they are not.
std::optional<std::string> decode_gb18030(std::string_view bytes);

/// The text in GB18030; nothing if the system's converter is missing.
std::optional<std::string> encode_gb18030(std::string_view text);

}  // namespace remit::cli

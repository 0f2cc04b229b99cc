#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/system/recode.h"

namespace remit::cli {

/// An encoding of tables: one in which a line end is one byte and never a part of another letter.
/// Null: to be found out.
struct Encoding {
  std::string_view name;  ///< for people: "Shift-JIS"
  system::Charset charset;
};
const Encoding& utf8();
const Encoding& gb18030();

/// By its name or one of its others, in any case; null for `auto`, nothing for an unknown one.
std::optional<const Encoding*> encoding_named(std::string_view name);
/// All names, for a message.
std::string encoding_names();

/// The text of bytes in that encoding; nothing if they are not.
std::optional<std::string> to_utf8(const Encoding& from, std::string_view bytes);

/// The text in GB18030; nothing if the system's converter is missing.
std::optional<std::string> encode_gb18030(std::string_view text);

}  // namespace remit::cli

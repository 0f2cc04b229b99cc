#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Texts from one encoding into another, by the system's tables.

namespace remit::cli::system {

/// An encoding as systems know it.
struct Charset {
  const char* name;         ///< for iconv, on POSIX
  std::uint32_t code_page;  ///< on Windows
};

/// The text of `bytes` in another encoding; nothing if a byte does not fit `from`, if `to` has no
/// letter for it, or if the system knows one of the two not.
std::optional<std::string> recode(std::string_view bytes, const Charset& from, const Charset& to);

}  // namespace remit::cli::system

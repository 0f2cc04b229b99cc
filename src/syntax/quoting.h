#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/strings.h"
#include "diagnostic/format.h"

// How messages quote a text.

namespace remit::syntax {

/// So many errors are looked at for what was meant; who makes more has other troubles.
inline constexpr std::size_t kMostPhrased = 200;

inline diagnostic::Argument quoted(std::string_view en, std::string_view zh) {
  return {base::concat("`", en, "`"), base::concat("“", zh, "”")};
}

/// The same in both languages.
inline diagnostic::Argument quoted(std::string_view text) { return quoted(text, text); }

/// The beginning of what would be too long to quote.
inline std::string shortened(std::string_view text) {
  constexpr std::size_t kMaxQuoted = 60;  // bytes
  if (text.size() <= kMaxQuoted) return std::string(text);
  std::size_t end = kMaxQuoted;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace remit::syntax

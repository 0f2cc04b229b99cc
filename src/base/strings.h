#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

// Debian builds Abseil with a string_view of its own, so absl::StrCat and friends refuse
// std::string_view (absl::StrFormat takes it). This project uses std::string_view throughout.

namespace remit::base {

namespace internal {

inline void append_part(std::string& out, std::string_view part) { out.append(part); }
inline void append_part(std::string& out, char part) { out.push_back(part); }

template <std::integral Integer>
requires(!std::same_as<Integer, char> &&
         !std::same_as<Integer, bool>) void append_part(std::string& out, Integer part) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof(digits), part);
  out.append(digits, end.ptr);
}

}  // namespace internal

/// Appends texts, characters and integers (in decimal) to `out`.
template <typename... Parts>
void append(std::string& out, const Parts&... parts) {
  (internal::append_part(out, parts), ...);
}

/// The parts as one text.
template <typename... Parts>
std::string concat(const Parts&... parts) {
  std::string out;
  append(out, parts...);
  return out;
}

}  // namespace remit::base

#include "cli/text/double_of.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

namespace remit::cli {

std::optional<double> double_of(std::string_view decimal) {
  if (decimal.find_first_not_of("+-.0123456789eE") != std::string_view::npos) return std::nullopt;
  double value = 0;
#if defined(__EMSCRIPTEN__)
  // Its library has no from_chars for these; there is one locale, and strtod rounds to the nearest.
  const std::string text(decimal);
  char* after = nullptr;
  value = std::strtod(text.c_str(), &after);
  if (text.empty() || after != text.c_str() + text.size()) return std::nullopt;
#else
  const char* const end = decimal.data() + decimal.size();
  const auto [after, error] = std::from_chars(decimal.data(), end, value);
  if (error != std::errc() || after != end) return std::nullopt;
#endif
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace remit::cli

#include "base/find_part.h"

#include <cstddef>
#include <vector>

#include "base/budget.h"

namespace remit::base {
namespace {

/// Knuth, Morris and Pratt. (std::boyer_moore_searcher takes the square of a periodic part to get
/// ready.)
bool has_long_part(std::string_view text, std::string_view part) {
  // By length: that of the longest beginning of `part` which is an end of so much of it.
  std::vector<std::size_t> border(part.size() + 1, 0);
  for (std::size_t end = 1, same = 0; end < part.size(); ++end) {
    while (same > 0 && part[end] != part[same]) same = border[same];
    if (part[end] == part[same]) ++same;
    border[end + 1] = same;
  }
  std::size_t same = 0;
  for (const char c : text) {
    while (same > 0 && c != part[same]) same = border[same];
    if (c == part[same]) ++same;
    if (same == part.size()) return true;
  }
  return false;
}

}  // namespace

bool has_part(std::string_view text, std::string_view part) {
  // std::string_view::find takes the product of the sizes at worst.
  constexpr std::size_t kShortPart = 32;
  constexpr std::size_t kBytesPerUnit = 16;
  spend(1 + (text.size() + part.size()) / kBytesPerUnit);
  if (part.size() <= kShortPart) return text.find(part) != std::string_view::npos;
  return part.size() <= text.size() && has_long_part(text, part);
}

}  // namespace remit::base

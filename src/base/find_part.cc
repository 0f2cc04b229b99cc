#include "base/find_part.h"

#include <algorithm>
#include <functional>

#include "base/budget.h"

namespace remit::base {

bool has_part(std::string_view text, std::string_view part) {
  // std::string_view::find takes the product of the sizes at worst.
  constexpr std::size_t kShortPart = 32;
  constexpr std::size_t kBytesPerUnit = 16;
  spend(1 + text.size() / kBytesPerUnit);
  if (part.size() <= kShortPart) return text.find(part) != std::string_view::npos;
  if (part.size() > text.size()) return false;
  const std::boyer_moore_searcher searcher(part.begin(), part.end());
  return std::search(text.begin(), text.end(), searcher) != text.end();
}

}  // namespace remit::base

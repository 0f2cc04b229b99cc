#pragma once

#include <algorithm>
#include <string_view>

namespace remit::base {

/// Whether `word` is one of a list that has a bar between its words: "days|day". An empty list has
/// none.
constexpr bool is_among(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t bar = std::min(list.find('|'), list.size());
    if (list.substr(0, bar) == word) return true;
    list.remove_prefix(std::min(bar + 1, list.size()));
  }
  return false;
}

}  // namespace remit::base

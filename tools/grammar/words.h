#pragma once

#include <algorithm>
#include <string_view>

namespace remit::grammar_compiler {

/// Calls `visit` for each word of a list that is separated by '|'.
template <typename Visit>
void for_each_word(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

}  // namespace remit::grammar_compiler

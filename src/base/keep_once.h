#pragma once

#include <algorithm>
#include <functional>

namespace remit::base {

/// Of neighbours in a vector with the same `of(item)` keeps the first; of a sorted list that leaves
/// each once. What the standard has for it (`std::ranges::unique`) clang 14 does not compile.
template <typename List, typename Of = std::identity>
void keep_once(List& list, const Of& of = {}) {
  const auto same = [&of](const auto& one, const auto& other) {
    return std::invoke(of, one) == std::invoke(of, other);
  };
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
}

}  // namespace remit::base

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace remit::compare {

/// Places of equal texts: in the one list and in the other.
using PlacePair = std::pair<std::size_t, std::size_t>;

/// Texts that both lists have in common in the same order, as many as there can be. Of lists too
/// long for a table of all pairs those count that stand once in each, so that it takes n log n;
/// what both begin and end with counts always.
std::vector<PlacePair> common_parts(const std::vector<std::string>& a,
                                    const std::vector<std::string>& b);

}  // namespace remit::compare

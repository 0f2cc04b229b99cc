#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "absl/hash/hash.h"

namespace remit::base {

/// Abseil's hash, which types take part in by `AbslHashValue`. Its bits are spread already, which
/// `is_avalanching` tells the table.
template <typename Key>
struct Hash : absl::Hash<Key> {
  using is_avalanching = void;
};

/// Texts are found by a view, without a copy.
template <>
struct Hash<std::string> : Hash<std::string_view> {
  using is_transparent = void;
};

/// The hash map of the house: open addressing, elements stored in place, so a reference to one
/// lasts until the next insertion. Any insertion may throw `std::bad_alloc`, and then leaves the
/// map as it was: nothing is moved before the larger table is there. Tables keyed by strangers'
/// texts rely on that, because a host that runs out of memory must get a status back.
template <typename Key, typename Value, typename HashOf = Hash<Key>,
          typename Equal = std::equal_to<>>
using HashMap = boost::unordered_flat_map<Key, Value, HashOf, Equal>;

/// The set beside `HashMap`, with the same guarantee.
template <typename Key, typename HashOf = Hash<Key>, typename Equal = std::equal_to<>>
using HashSet = boost::unordered_flat_set<Key, HashOf, Equal>;

}  // namespace remit::base

#pragma once

#include <cstdint>
#include <initializer_list>
#include <variant>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "plan/node.h"

namespace remit::plan {

/// What tells nodes of one kind apart, as numbers; lists are led by their length.
using NodeKey = absl::InlinedVector<std::uint32_t, 16>;

/// Writes the key of a node. `Numbers` says of what it names beside columns, when that is the same:
/// `formula(Map::expression)` and `grid(rounding)`, each a number.
template <typename Numbers>
class NodeKeyWriter {
 public:
  NodeKeyWriter(const Numbers& numbers, NodeKey& out) : numbers_(numbers), out_(out) {}

  void operator()(const Input& input) { put({input.field}); }
  void operator()(const Map& map) { put({numbers_.formula(map.expression)}); }
  void operator()(const Lookup& lookup) { put({lookup.via, lookup.target}); }
  void operator()(const Match& match) {
    put({match.entity, match.as_of ? 1u : 0u, match.by_key ? 1u : 0u, match.earlier,
         code(match.none)});
    for (const Match::Pair& pair : match.equal) put({pair.ours, pair.theirs});
    if (match.as_of) put({match.as_of->ours, match.as_of->theirs});
  }
  void operator()(const Fold& fold) {
    put({code(fold.op), fold.rows, fold.via, fold.partitioned ? 1u : 0u, fold.value, fold.where});
    put_list(fold.partition);
    put_list(fold.ours);
    put({fold.by_row ? 1u : 0u, fold.window ? 1u : 0u});
    if (fold.window) {
      const Window& window = *fold.window;
      put({window.key, window.lower, window.upper, window.lower_open ? 1u : 0u,
           window.upper_open ? 1u : 0u, window.place});
    }
    put_keys(fold.order);
    if (fold.kept) put({1u, fold.kept->passed, fold.kept->most, fold.kept->left});
  }
  void operator()(const Rank& rank) {
    put({code(rank.output), rank.where, code(rank.keys.size())});
    put_keys(rank.keys);
    put_list(rank.partition);
  }
  void operator()(const Apportion& share) {
    put({code(share.method), share.total, share.where, share.weight, share.cap, share.floor,
         share.owner, code(share.remainder), code(share.rounding->mode),
         numbers_.grid(*share.rounding), code(share.order.size())});
    put_keys(share.order);
    put_list(share.partition);
  }
  void operator()(const PartyShare& share) { put({share.split, share.index}); }

 private:
  template <typename E>
  static std::uint32_t code(E value) {
    return static_cast<std::uint32_t>(value);
  }
  void put(std::initializer_list<std::uint32_t> numbers) {
    out_.insert(out_.end(), numbers.begin(), numbers.end());
  }
  void put_list(const std::vector<type::Operand>& list) {
    out_.push_back(code(list.size()));
    out_.insert(out_.end(), list.begin(), list.end());
  }
  void put_keys(const std::vector<SortKey>& keys) {
    for (const SortKey& key : keys) put({key.value, key.descending ? 1u : 0u});
  }

  const Numbers& numbers_;
  NodeKey& out_;
};

template <typename Numbers>
void append_node_key(const Node& node, const Numbers& numbers, NodeKey& out) {
  std::visit(NodeKeyWriter<Numbers>(numbers, out), node);
}

}  // namespace remit::plan

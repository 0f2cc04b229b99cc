#pragma once

#include <cstdint>
#include <vector>

#include "base/hash_map.h"
#include "lowering/value_pool.h"
#include "plan/node_key.h"

namespace remit::lowering {

/// A column of the plan in the making. Its node speaks of other drafts by their number, and
/// Map::expression is a ValueId.
struct Draft {
  EntityId entity = kWhole;
  type::Type type;
  Node node;
  ColumnId serves = kNoColumn;  ///< for a helper: the model's column whose formula it is part of
  base::Span span;              ///< for a helper: the part of the formula
};

/// The columns of the model under their own numbers, followed by the helpers that their formulas
/// need. Helpers that compute the same for the same entity are one.
class DraftColumns {
 public:
  explicit DraftColumns(ValuePool& pool);

  std::vector<Draft>& drafts() { return drafts_; }
  std::size_t size() const { return drafts_.size(); }
  const Draft& operator[](ColumnId id) const { return drafts_[id]; }
  bool is_helper(ColumnId id) const { return id >= model_columns_; }

  /// Helpers made from now on serve this column of the model.
  void serve(ColumnId column) { serving_ = column; }

  /// The helper that computes `node`, which is not a Map.
  ColumnId helper(EntityId entity, type::Type type, Node node, base::Span span);
  /// The column of `entity` that holds `value`: the one it names, else a helper.
  ColumnId holding(ValueId value, EntityId entity);
  /// `value` as part of a formula over rows: what depends on no row is computed once, in a column
  /// of the whole.
  ValueId per_row(ValueId value);

  /// Lets the columns of the model whose formula is nothing but a helper take its place, where no
  /// other column reads it: a fault that begins there begins in the column that is read. `readers`
  /// says of each draft how many columns read it. Returns for each draft the one that stands for
  /// it.
  std::vector<ColumnId> take_over(const std::vector<std::uint32_t>& readers);

 private:
  using Key = plan::NodeKey;

  Key key_of(EntityId entity, const Node& node);

  ValuePool& pool_;
  std::vector<Draft> drafts_;
  ColumnId model_columns_;
  ColumnId serving_ = kNoColumn;
  base::HashMap<Key, ColumnId> known_;
};

/// Calls `visit(ColumnId&)` for each column that the node names, in the order of its members,
/// kNoColumn left out. A Map's expression and a PartyShare's split are the caller's business.
template <typename NodeT, typename Visit>
void visit_columns(NodeT& node, Visit visit) {
  const auto one = [&](auto& id) {
    if (id != kNoColumn) visit(id);
  };
  const auto list = [&](auto& ids) {
    for (auto& id : ids) one(id);
  };
  const auto keys = [&](auto& sort_keys) {
    for (auto& key : sort_keys) one(key.value);
  };
  if (auto* lookup = std::get_if<Lookup>(&node)) {
    one(lookup->via);
    one(lookup->target);
  } else if (auto* match = std::get_if<Match>(&node)) {
    for (auto& pair : match->equal) {
      one(pair.ours);
      one(pair.theirs);
    }
    if (match->as_of) {
      one(match->as_of->ours);
      one(match->as_of->theirs);
    }
  } else if (auto* fold = std::get_if<Fold>(&node)) {
    one(fold->via);
    list(fold->partition);
    list(fold->ours);
    one(fold->value);
    one(fold->where);
    keys(fold->order);
    if (fold->window) {
      one(fold->window->key);
      one(fold->window->lower);
      one(fold->window->upper);
      one(fold->window->place);
    }
  } else if (auto* rank = std::get_if<Rank>(&node)) {
    keys(rank->keys);
    list(rank->partition);
    one(rank->where);
  } else if (auto* share = std::get_if<Apportion>(&node)) {
    one(share->total);
    list(share->partition);
    one(share->where);
    one(share->weight);
    one(share->cap);
    one(share->floor);
    keys(share->order);
    one(share->owner);
  }
}

/// The same for the columns of a split.
template <typename SplitT, typename Visit>
void visit_split_columns(SplitT& split, Visit visit) {
  visit(split.total);
  for (auto& id : split.weights) visit(id);
  for (auto& id : split.caps) {
    if (id != kNoColumn) visit(id);
  }
}

}  // namespace remit::lowering

#pragma once

#include <variant>

#include "plan/node.h"

namespace remit::plan {

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

}  // namespace remit::plan

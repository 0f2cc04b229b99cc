#pragma once

#include <vector>

#include "check/model.h"

namespace remit::check {

/// Calls `visit` for each expression that `expr` is made of.
template <typename Visit>
void visit_parts(const Model& model, const Expr& expr, Visit visit) {
  const auto one = [&](ExprId id) {
    if (id != kNone) visit(id);
  };
  const auto list = [&](const auto& ids) {
    for (const ExprId id : ids) one(id);
  };
  const auto keys = [&](const std::vector<SortKey>& sort_keys) {
    for (const SortKey& key : sort_keys) one(key.value);
  };
  const auto pair = [&](const Match::Pair& both) {
    one(both.ours);
    one(both.theirs);
  };
  list(expr.args);
  switch (expr.kind) {
    case ExprKind::operation:
    case ExprKind::column:
    case ExprKind::lookup:
      break;
    case ExprKind::match: {
      const Match& match = model.matches[expr.payload];
      for (const Match::Pair& both : match.equal) pair(both);
      if (match.as_of) pair(*match.as_of);
      break;
    }
    case ExprKind::fold: {
      const Fold& fold = model.folds[expr.payload];
      one(fold.via);
      list(fold.partition);
      list(fold.ours);
      one(fold.value);
      one(fold.where);
      keys(fold.order);
      if (fold.window) {
        one(fold.window->key);
        one(fold.window->lower);
        one(fold.window->upper);
        one(fold.window->place);
      }
      break;
    }
    case ExprKind::rank: {
      const Rank& rank = model.ranks[expr.payload];
      keys(rank.keys);
      list(rank.partition);
      one(rank.where);
      break;
    }
    case ExprKind::apportion: {
      const Apportion& share = model.apportions[expr.payload];
      one(share.total);
      list(share.partition);
      for (const ExprId id : {share.where, share.weight, share.cap, share.floor, share.owner}) {
        one(id);
      }
      keys(share.order);
      break;
    }
    case ExprKind::party: {
      const PartySplit& split = model.party_splits[expr.payload];
      one(split.total);
      list(split.weights);
      list(split.caps);
      break;
    }
  }
}

}  // namespace remit::check

#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/model.h"
#include "number/rational.h"

namespace remit::check {

/// What the policy claims of values, for the look at ranges in the end: the bounds of fields, the
/// comparisons it writes, the conditions that must hold together.
class Claims {
 public:
  struct Bounds {
    number::Rational least;
    number::Rational most;
  };

  /// `column`: the field's value after its checks.
  void bound(ColumnId column, Bounds bounds) { bounds_.try_emplace(column, std::move(bounds)); }
  /// The bounds of a column, or nullptr.
  const Bounds* bounds_of(ColumnId column) const {
    const auto found = bounds_.find(column);
    return found == bounds_.end() ? nullptr : &found->second;
  }

  /// A comparison, a membership, conditions joined by `or`: parts before the whole.
  void state(ExprId condition) { conditions_.push_back(condition); }
  const std::vector<ExprId>& conditions() const { return conditions_; }

  void hold_together(std::vector<ExprId> conditions) {
    conjunctions_.push_back(std::move(conditions));
  }
  const std::vector<std::vector<ExprId>>& conjunctions() const { return conjunctions_; }

 private:
  base::HashMap<ColumnId, Bounds> bounds_;
  std::vector<ExprId> conditions_;
  std::vector<std::vector<ExprId>> conjunctions_;
};

}  // namespace remit::check

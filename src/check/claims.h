#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/model.h"
#include "diagnostic/messages.h"
#include "number/rational.h"

namespace remit::check {

/// What the policy claims of values, for the look at ranges in the end: the bounds of fields, the
/// comparisons it writes, the conditions that must hold together.
class Claims {
 public:
  struct Bounds {
    number::Rational least;
    number::Rational most;
    bool implied = false;  ///< by the type: that they hold may be said again
  };

  /// `column`: the field's value after its checks.
  void bound(ColumnId column, Bounds bounds) { bounds_.try_emplace(column, std::move(bounds)); }
  /// What is known of a value by how it is computed.
  void bound_value(ExprId value, Bounds bounds) { values_.try_emplace(value, std::move(bounds)); }
  const Bounds* bounds_of_value(ExprId value) const {
    const auto found = values_.find(value);
    return found == values_.end() ? nullptr : &found->second;
  }
  /// The bounds of a column, or nullptr.
  const Bounds* bounds_of(ColumnId column) const {
    const auto found = bounds_.find(column);
    return found == bounds_.end() ? nullptr : &found->second;
  }

  /// A comparison, a membership, conditions joined by `or`: parts before the whole.
  void state(ExprId condition) { conditions_.push_back(condition); }
  const std::vector<ExprId>& conditions() const { return conditions_; }

  /// What is known of the row where something is asked: conditions, and whether they hold.
  using Known = std::vector<std::pair<ExprId, bool>>;
  /// A condition that is asked where others have been decided.
  struct Asked {
    ExprId condition = kNone;
    Known known;
    base::Span yes = {};  ///< of an `if`: what it gives; `no` is empty where that says nothing
    base::Span no = {};
    bool may_repeat = false;  ///< that it holds may be said again
  };
  void reach(Asked condition) { asked_.push_back(std::move(condition)); }
  const std::vector<Asked>& reached() const { return asked_; }
  void branch(Asked condition) { branches_.push_back(std::move(condition)); }
  const std::vector<Asked>& branches() const { return branches_; }

  /// A condition by which an amendment cuts what is written into two halves: what is written may
  /// say more than one of them needs.
  void cut_by(ExprId condition) { cuts_.insert(condition); }
  bool is_cut(ExprId condition) const { return cuts_.contains(condition); }
  /// Something has been said of that condition already.
  void tell(base::Span condition) { told_.push_back(condition); }
  const std::vector<base::Span>& told() const { return told_; }

  /// A value is looked up among the brackets of a scale.
  void look_up(std::uint32_t scale, ExprId value) { looked_up_[scale].push_back(value); }
  const std::map<std::uint32_t, std::vector<ExprId>>& looked_up() const { return looked_up_; }

  /// A value that is blank where the conditions of its target fail, read where a blank is an error.
  struct MayBeBlank {
    ColumnId column;
    base::Span span;
    std::string written;
    std::string target;
    base::Span declared;  ///< of the target
    std::vector<std::pair<ExprId, bool>> reached;
  };
  void read_of_target(MayBeBlank read) { reads_.push_back(std::move(read)); }
  const std::vector<MayBeBlank>& reads_of_targets() const { return reads_; }
  /// The conditions that all hold where the target declared there is set.
  void set_where(base::Span target, std::vector<ExprId> conditions) {
    set_where_[target.begin] = std::move(conditions);
  }
  bool is_set_where(base::Span target) const { return set_where_.contains(target.begin); }
  const std::vector<ExprId>& conditions_of(base::Span target) const {
    static const std::vector<ExprId> kNoConditions;
    const auto found = set_where_.find(target.begin);
    return found == set_where_.end() ? kNoConditions : found->second;
  }
  /// Somebody asks whether that column is given.
  void ask_given(ColumnId column) { given_.insert(column); }
  bool asked_given(ColumnId column) const { return given_.contains(column); }

  void hold_together(std::vector<ExprId> conditions) {
    conjunctions_.push_back(std::move(conditions));
  }
  const std::vector<std::vector<ExprId>>& conjunctions() const { return conjunctions_; }

 private:
  base::HashMap<ColumnId, Bounds> bounds_;
  base::HashMap<ExprId, Bounds> values_;
  std::vector<ExprId> conditions_;
  std::vector<std::vector<ExprId>> conjunctions_;
  std::vector<MayBeBlank> reads_;
  std::set<ColumnId> given_;
  std::vector<Asked> asked_;
  std::vector<Asked> branches_;
  std::vector<base::Span> told_;
  std::set<ExprId> cuts_;
  std::map<std::uint32_t, std::vector<ExprId>> looked_up_;
  base::HashMap<std::uint32_t, std::vector<ExprId>> set_where_;
};

}  // namespace remit::check

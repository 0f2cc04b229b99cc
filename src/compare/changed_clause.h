#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compare/column_pairs.h"
#include "compare/policy_text.h"
#include "plan/plan.h"

namespace remit::compare {

/// Finds what the texts say differently about columns that are one another's.
class ClauseFinder {
 public:
  struct Side {
    const plan::Plan& plan;
    const PolicyText& text;
  };
  ClauseFinder(Side before, Side after, const ColumnPairs& columns);

  /// What changed in what the column is written as: in its own clause; a clause that one side has
  /// more; a constant, scale or formula that the clause names; the rounding of the whole policy.
  /// Nothing if all that is the same. Of several conditions that changed, the one that `reasons`,
  /// the reasons of the line, speak of.
  std::optional<PartChange> find(plan::ColumnId before, plan::ColumnId after,
                                 const std::string& reasons);
  /// The same of a field: its own line (its default), or what the rows of its table are made of
  /// where the policy makes them.
  std::optional<PartChange> find_of_field(plan::ColumnId before, plan::ColumnId after) const;
  /// The same of the columns of other rows that it is computed from, and of what these read.
  std::optional<PartChange> find_beneath(plan::ColumnId before, plan::ColumnId after);
  /// What became of the declaration of a column that the other side does not have.
  PartChange of_one_side(plan::ColumnId before, plan::ColumnId after) const;

 private:
  std::optional<PartChange> in_own_text(const type::Origin& ours, const type::Origin& theirs,
                                        const std::string& reasons) const;
  std::optional<PartChange> in_further_steps(plan::ColumnId before, plan::ColumnId after) const;
  std::optional<PartChange> in_named(const syntax::NodeView& node,
                                     std::set<std::string>& seen) const;
  std::optional<PartChange> in_settings() const;
  bool is_column(std::string_view name) const;

  Side before_, after_;
  const ColumnPairs& columns_;
  std::set<std::string, std::less<>> column_names_;
  std::optional<std::optional<PartChange>> settings_;
};

}  // namespace remit::compare

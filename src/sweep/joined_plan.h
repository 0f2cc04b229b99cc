#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/hash_map.h"
#include "plan/builder.h"
#include "plan/node_key.h"
#include "plan/plan.h"

namespace remit::sweep {

/// Plans of one policy that differ in its parameters, as one plan: a column that two of them
/// compute alike stands there once, so an evaluator computes once what does not depend on the
/// parameters, and all that does for the same rows while they are at hand. To it, it is a plan like
/// any other.
///
/// Two columns are alike if their nodes read the same columns in the same way and say the same of
/// where their faults began. Time is linear in what is added.
class JoinedPlan {
 public:
  enum class Totals : std::uint8_t { as_written, in_parts };

  /// `base` has the tables: entities, fields, categories and currencies. With Totals::in_parts the
  /// total of a sum is the sum of its terms' totals (total_in_parts.h).
  explicit JoinedPlan(const plan::Plan& base, Totals totals = Totals::as_written);

  /// Whether a variant speaks of the same tables, categories and currencies, and has no column that
  /// reads rows before itself: only then can it be added.
  bool fits(const plan::Plan& variant) const;

  /// Adds what `roots`, columns of the variant, need, and gives their numbers in the joined plan.
  std::vector<plan::ColumnId> add(const plan::Plan& variant, std::span<const plan::ColumnId> roots);
  /// The same of a plan that was joined before, where what several formulas have in common
  /// (common_formulas.h) becomes a column of its own, and so is computed once.
  std::vector<plan::ColumnId> add_compactly(const plan::Plan& joined,
                                            std::span<const plan::ColumnId> roots);

  /// The columns so far.
  std::size_t size() const { return builder_.plan().columns.size(); }
  const plan::Plan& plan() const { return builder_.plan(); }
  /// The plan, of which `outputs` are kept; nothing can be added afterwards.
  plan::Plan take(std::span<const plan::ColumnId> outputs);

 private:
  class Adding;

  void copy_fields(const plan::Plan& base);
  /// The column, or the one there that is alike. `numbers` is NodeKeyWriter's.
  template <typename Numbers>
  plan::ColumnId placed(plan::Column column, const Numbers& numbers);

  plan::Builder builder_;
  Totals totals_;
  base::HashMap<plan::NodeKey, plan::ColumnId> known_;
  base::HashMap<plan::NodeKey, std::uint32_t> known_splits_;
  base::HashMap<std::string, std::uint32_t> names_;
};

}  // namespace remit::sweep

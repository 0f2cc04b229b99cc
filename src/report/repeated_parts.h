#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/hash_map.h"
#include "plan/plan.h"

namespace remit::report {

/// The long parts that stand in a formula more than once. Each is written once, behind the formula,
/// and a sign stands for it: ①, ②, … in the order in which they are met.
class RepeatedParts {
 public:
  /// None.
  RepeatedParts() = default;
  /// Those of the formula `root`. Looks at each of its operations once or twice.
  RepeatedParts(const plan::Plan& plan, plan::ExpressionId root);

  /// What stands for a part; empty for one that is written where it stands: any that is no repeated
  /// one, the one that is spelled out just now, and those beyond the signs.
  std::string sign_of(plan::ExpressionId id);

  /// The next part that has a sign and was not spelled out yet, which may be met while the one
  /// before is: it is spelled out from now on.
  std::optional<plan::ExpressionId> spell_out();
  /// The sign of the part that is spelled out.
  std::string sign() const;

 private:
  base::HashSet<plan::ExpressionId> repeated_;
  std::vector<plan::ExpressionId> marked_;  ///< those that have a sign
  std::size_t spelled_out_ = 0;             ///< of `marked_`, the last of them just now
};

}  // namespace remit::report

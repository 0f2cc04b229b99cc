#pragma once

#include <vector>

#include "check/context.h"
#include "check/truth.h"

namespace remit::check {

/// What has been said of conditions that have no choice. One complaint for each place: a part is
/// told, and not the whole that has it.
class Unreachable {
 public:
  explicit Unreachable(Context& context) : context_(context), told_(context.claims.told()) {}

  /// nullptr where something was said within that place.
  diagnostic::Diagnostic* report(Code code, base::Span span,
                                 std::vector<diagnostic::Argument> words);
  /// Whether something was said within that place.
  bool told_within(base::Span span) const;

 private:
  Context& context_;
  std::vector<base::Span> told_;
};

/// Reports conditions to which others leave nothing: those that cannot hold together, a rung of an
/// `if` that those before it have decided, parts of `or` and `and` that the other parts cover, what
/// is asked of rows of which it is known.
void report_covered(Context& context, const Truth& truth, Unreachable& told);

}  // namespace remit::check

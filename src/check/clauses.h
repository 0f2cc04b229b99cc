#pragma once

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// Reports clauses that a declaration needs and lacks, and clauses that stand twice where only one
/// can hold: the same for what the text of a policy says of itself. Has the forms compare their
/// declarations. `items` are all declarations of the policy, amendments included.
void check_clauses(Context& context, NodeView policy, absl::Span<const NodeView> items);

/// The word that a declaration or a clause begins with.
diagnostic::Argument first_word(Rule rule);

/// Of a part of an expression, below which there are neither remarks nor texts for readers.
inline bool is_formula(Rule rule) {
  return rule == Rule::binary || rule == Rule::prefix || rule == Rule::postfix ||
         rule == Rule::call || rule == Rule::path;
}

}  // namespace remit::check

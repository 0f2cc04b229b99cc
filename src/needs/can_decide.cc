#include "needs/can_decide.h"

namespace remit::needs {

bool can_decide(bool least, std::size_t which, std::span<const Possible* const> operands) {
  const Possible& asked = *operands[which];
  const auto range = asked.numbers();
  if (asked.has_faults() || !range) return true;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const auto other = operands[i]->numbers();
    if (i == which || !other) continue;
    const bool beaten = least ? range->low && other->high && *other->high <= *range->low
                              : range->high && other->low && *range->high <= *other->low;
    // Of two that are always the same one is asked for: the first.
    const bool same = range->is_one() && other->is_one() && which < i;
    if (beaten && !same) return false;
  }
  return true;
}

}  // namespace remit::needs

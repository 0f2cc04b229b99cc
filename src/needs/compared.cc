#include "needs/compared.h"

#include <algorithm>

namespace remit::needs {

Member have_same_value(const Possible& ours, const Possible& theirs) {
  if (ours.is_determined() && theirs.is_determined())
    return is_same(ours.value(), theirs.value()) ? Member::yes : Member::no;
  if (ours.is_wide() && theirs.is_wide()) return Member::perhaps;
  const Possible& few = ours.is_wide() ? theirs : ours;
  const Possible& other = ours.is_wide() ? ours : theirs;
  const bool shared = std::ranges::any_of(
      few.few(), [&](const Value& value) { return !row::is_fault(value) && other.may_be(value); });
  return shared ? Member::perhaps : Member::no;
}

Relation relation(const Possible& a, const Possible& b) {
  const auto ours = a.numbers(), theirs = b.numbers();
  if (ours && theirs)
    return {!ours->low || !theirs->high || *ours->low < *theirs->high,
            meet(*ours, *theirs).has_value(),
            !ours->high || !theirs->low || *theirs->low < *ours->high};
  if (a.is_wide() || b.is_wide()) return {true, true, true};
  Relation found;
  for (const Value& one : a.few()) {
    for (const Value& other : b.few()) {
      if (row::is_fault(one) || row::is_fault(other)) continue;
      const auto order = row::compare(one, other);
      found.less |= order < 0;
      found.equal |= order == 0;
      found.greater |= order > 0;
    }
  }
  return found;
}

}  // namespace remit::needs

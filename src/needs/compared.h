#pragma once

#include <cstdint>
#include <optional>

#include "needs/possible.h"

namespace remit::needs {

/// Whether something holds of a row.
enum class Member : std::uint8_t { no, perhaps, yes };

/// Whether two cells that join rows, or put them into one group, have the same value.
Member have_same_value(const Possible& ours, const Possible& theirs);

/// How two cells can stand to each other; at least one of them, unless one has no value.
struct Relation {
  bool less = false, equal = false, greater = false;

  bool is_certain() const { return less + equal + greater == 1; }
  Relation reversed() const { return {greater, equal, less}; }
  /// What decides where this one leaves both equal.
  Relation then(const Relation& next) const {
    return {less || (equal && next.less), equal && next.equal, greater || (equal && next.greater)};
  }
};

/// By value; faults left out.
Relation relation(const Possible& a, const Possible& b);

}  // namespace remit::needs

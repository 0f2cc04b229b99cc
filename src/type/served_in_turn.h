#pragma once

#include "type/over_rows.h"

namespace remit::type {

/// Whether a part depends on the rows in front of its own alone: rows are served in order, and no
/// floor is set aside for those behind. If all keys of the order are known, a fault of `where` or
/// the cap is then that of the parts of its own row and of all rows behind it, the first in the
/// order; those in front have their parts.
inline bool serves_in_turn(const Apportion& node) {
  return node.method == number::ShareMethod::in_order && node.floor == kNone;
}

}  // namespace remit::type

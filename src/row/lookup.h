#pragma once

#include "row/cells.h"

namespace remit::row {

Value lookup(const Place& place, const plan::Lookup& node);

}  // namespace remit::row

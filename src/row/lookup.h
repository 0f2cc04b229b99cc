#pragma once

#include "row/cells.h"

namespace remit::row {

Value lookup(const CellPlace& place, const plan::Lookup& node);

}  // namespace remit::row

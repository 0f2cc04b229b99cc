#include "row/lookup.h"

namespace remit::row {

Value lookup(const CellPlace& place, const plan::Lookup& node) {
  Value reference = place.at(node.via);
  if (is_fault(reference)) return reference;
  return place.cells.at(node.target, std::get<Reference>(reference).row);
}

}  // namespace remit::row

#pragma once

#include <optional>
#include <vector>

#include "number/apportion.h"
#include "row/cells.h"

namespace remit::row {

/// One row's amount shared among parties. Either a fault, or one share per party.
struct PartyDivision {
  number::Rational total;
  std::vector<number::Recipient> recipients;
  number::Apportionment result;
  std::optional<type::Fault> fault;
};

PartyDivision divide_among_parties(const CellPlace& place, const plan::PartySplit& split);

Value party_share(const CellPlace& place, const plan::PartyShare& node);

}  // namespace remit::row

#include "remit/outputs.h"

#include "type/list_names.h"

namespace remit {

std::span<const OutputName> output_names() {
  static constexpr OutputName kNames[] = {
      {Output::columns, "columns"},
      {Output::ledger, type::kLedgerList},
      {Output::totals, type::kTotalsList},
      {Output::targets, type::kTargetsList},
      {Output::findings, type::kFindingsList},
      {Output::attributions, type::kAttributionsList},
      {Output::errors, type::kErrorsList},
  };
  return kNames;
}

}  // namespace remit

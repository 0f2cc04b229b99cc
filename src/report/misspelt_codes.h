#pragma once

#include <cstdint>
#include <optional>

#include "diagnostic/diagnostic.h"
#include "report/computed_run.h"

namespace remit::report {

/// Rows that quote a currency by a text, an input.
struct QuotedCurrencies {
  plan::EntityId entity = plan::kWhole;
  plan::ColumnId currency = plan::kNoColumn;
};

struct MisspeltCodes {
  std::uint64_t rows = 0;
  diagnostic::Argument examples;  ///< "1: usd; 7: USX", the first of them
};

/// Rows whose text is no code of three capitals, is a known currency otherwise written, or is one
/// letter off a currency of the policy: nobody finds their quotation. Others are of currencies that
/// the policy does not name. Nothing where there are none, or where the rows are not here. Linear
/// in the rows.
std::optional<MisspeltCodes> misspelt_codes(const ComputedRun& run, const QuotedCurrencies& quoted);

}  // namespace remit::report

#pragma once

#include <cstdint>
#include <optional>

#include "check/context.h"
#include "check/fund_years.h"

namespace remit::check {

/// First and last calendar year of a fund's budget, or of the policy; nothing where the document
/// does not say.
struct Years {
  std::int32_t first = 0;
  std::int32_t last = 0;
};
inline constexpr std::int32_t kMostFundYears = 100;
std::optional<Years> years_of_fund(const Context& context, NodeView fund);

/// Declares the table of a fund's years.
void declare_fund_years(Context& context, EntityId entity, NodeView item);

}  // namespace remit::check

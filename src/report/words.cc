#include "report/words.h"

#include <cstddef>
#include <iterator>

#include "diagnostic/messages.h"

namespace remit::report {
namespace {

using diagnostic::Text;

constexpr Text kFaults[] = {Text::fault_none,
                            Text::fault_blank,
                            Text::fault_missing,
                            Text::fault_bad_cell,
                            Text::fault_division_by_zero,
                            Text::fault_overflow,
                            Text::fault_bad_reference,
                            Text::fault_duplicate_key,
                            Text::fault_out_of_bounds,
                            Text::fault_check_failed,
                            Text::fault_hole,
                            Text::fault_no_quotation,
                            Text::fault_out_of_period,
                            Text::fault_no_band,
                            Text::fault_cannot_share,
                            Text::fault_negative_weight,
                            Text::fault_no_holidays};
static_assert(std::size(kFaults) == static_cast<std::size_t>(type::CellFault::no_holidays) + 1);

constexpr Text kRoles[] = {
    Text::role_field,    Text::role_value,     Text::role_metric,    Text::role_goal,
    Text::role_met,      Text::role_progress,  Text::role_shortfall, Text::role_eligible,
    Text::role_reason,   Text::role_rank,      Text::role_ties,      Text::role_base,
    Text::role_floor,    Text::role_cap,       Text::role_capped,    Text::role_rounded,
    Text::role_entitled, Text::role_blocked,   Text::role_amount,    Text::role_payable,
    Text::role_repay,    Text::role_requested, Text::role_paid,      Text::role_left,
    Text::role_budget,   Text::role_share,     Text::role_part,      Text::role_total,
    Text::role_due,      Text::role_late,      Text::role_year,      Text::role_points,
    Text::role_guard,    Text::role_condition, Text::role_helper};
static_assert(std::size(kRoles) == static_cast<std::size_t>(type::Role::helper) + 1);

}  // namespace

std::string_view fault_text(type::CellFault fault, base::Language language) {
  return diagnostic::text_template(kFaults[static_cast<std::size_t>(fault)], language);
}

std::string_view role_text(type::Role role, base::Language language) {
  return diagnostic::text_template(kRoles[static_cast<std::size_t>(role)], language);
}

}  // namespace remit::report

#include "report/words.h"

#include <cstddef>
#include <iterator>
#include <optional>

#include "diagnostic/codes.h"
#include "diagnostic/messages.h"

namespace remit::report {
namespace {

using diagnostic::Text;

using diagnostic::Code;

// By CellFault; those without a code are worded by messages.
constexpr std::optional<Code> kFaults[] = {
    std::nullopt,           Code::blank,        Code::missing,       std::nullopt,
    Code::division_by_zero, Code::overflow,     Code::bad_reference, std::nullopt,
    Code::out_of_bounds,    Code::check_failed, Code::hole,          Code::no_quotation,
    Code::out_of_period,    Code::no_band,      Code::cannot_share,  Code::negative_weight,
    Code::no_holidays,      Code::circular};
static_assert(std::size(kFaults) == static_cast<std::size_t>(type::CellFault::circular) + 1);

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
  if (const auto code = kFaults[static_cast<std::size_t>(fault)])
    return diagnostic::entry(*code).wording(language).message;
  const Text text = fault == type::CellFault::bad_cell        ? Text::fault_bad_cell
                    : fault == type::CellFault::duplicate_key ? Text::fault_duplicate_key
                                                              : Text::fault_none;
  return diagnostic::text_template(text, language);
}

std::string_view role_text(type::Role role, base::Language language) {
  return diagnostic::text_template(kRoles[static_cast<std::size_t>(role)], language);
}

}  // namespace remit::report

#include "report/words.h"

#include <cstddef>
#include <iterator>
#include <optional>

#include "diagnostic/codes.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"
#include "report/remarks.h"
#include "type/list_names.h"

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
    Code::no_holidays,      Code::circular,     Code::left_out,      Code::edges_not_ascending,
    Code::none_found,       Code::several_found};
static_assert(std::size(kFaults) == static_cast<std::size_t>(type::CellFault::several_found) + 1);

}  // namespace

std::string_view fault_text(type::CellFault fault, base::Language language) {
  if (const auto code = kFaults[static_cast<std::size_t>(fault)])
    return diagnostic::entry(*code).wording(language).message;
  const Text text = fault == type::CellFault::bad_cell        ? Text::fault_bad_cell
                    : fault == type::CellFault::duplicate_key ? Text::fault_duplicate_key
                                                              : Text::fault_none;
  return diagnostic::text_template(text, language);
}

bool is_day_of_run(const plan::Plan& plan, plan::ColumnId column) {
  const auto& fields = plan.entities[plan::kWhole].fields;
  return !fields.empty() && fields[0].name == type::kDayOfRun && fields[0].column == column;
}

std::string fault_text(const ComputedRun& run, const type::Fault& fault, base::Language language) {
  if (fault.code == type::CellFault::hole && is_day_of_run(run.plan(), fault.column))
    return std::string(diagnostic::text_template(Text::fault_no_day, language));
  if (fault.code == type::CellFault::duplicate_key && run.is_of_key(fault))
    return std::string(diagnostic::text_template(Text::fault_key_twice, language));
  if (fault.code == type::CellFault::check_failed) {
    const std::string check = check_text(run.plan(), fault.column);
    if (!check.empty()) return diagnostic::format_text(Text::fault_check_failed, language, {check});
  }
  return std::string(fault_text(fault.code, language));
}

void append_item(std::string& list, std::string_view item, base::Language language) {
  if (!list.empty()) list += diagnostic::text_template(Text::explain_separator, language);
  list += item;
}

}  // namespace remit::report

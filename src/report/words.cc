#include "report/words.h"

#include <cstddef>
#include <iterator>
#include <optional>

#include "diagnostic/code/cells.h"
#include "diagnostic/codes.h"
#include "diagnostic/format.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/report.h"
#include "report/remarks.h"
#include "type/list_names.h"

namespace remit::report {
namespace {

namespace text = diagnostic::text;
using diagnostic::Text;

namespace code = diagnostic::code;
using diagnostic::Code;

// By CellFault; those without a code are worded by messages.
constexpr std::optional<Code> kFaults[] = {
    std::nullopt,           code::blank,         code::missing,       std::nullopt,
    code::division_by_zero, code::overflow,      code::bad_reference, std::nullopt,
    code::out_of_bounds,    code::check_failed,  code::hole,          code::no_quotation,
    code::out_of_period,    code::no_band,       code::cannot_share,  code::negative_weight,
    code::no_holidays,      code::circular,      code::left_out,      code::edges_not_ascending,
    code::none_found,       code::several_found, code::not_applicable};
static_assert(std::size(kFaults) == static_cast<std::size_t>(type::CellFault::not_applicable) + 1);

}  // namespace

std::string_view fault_text(type::CellFault fault, base::Language language) {
  if (const auto code = kFaults[static_cast<std::size_t>(fault)])
    return diagnostic::entry(*code).wording(language).message;
  const Text text = fault == type::CellFault::bad_cell        ? text::fault_bad_cell
                    : fault == type::CellFault::duplicate_key ? text::fault_duplicate_key
                                                              : text::fault_none;
  return diagnostic::text_template(text, language);
}

bool is_day_of_run(const plan::Plan& plan, plan::ColumnId column) {
  const auto& fields = plan.entities[plan::kWhole].fields;
  return !fields.empty() && fields[0].name == type::kDayOfRun && fields[0].column == column;
}

std::string fault_text(const ComputedRun& run, const type::Fault& fault, base::Language language) {
  if (fault.code == type::CellFault::hole && is_day_of_run(run.plan(), fault.column))
    return std::string(diagnostic::text_template(text::fault_no_day, language));
  if (fault.code == type::CellFault::duplicate_key && run.is_of_key(fault))
    return std::string(diagnostic::text_template(text::fault_key_twice, language));
  if (fault.code == type::CellFault::check_failed) {
    const std::string check = check_text(run.plan(), fault.column);
    if (!check.empty()) return diagnostic::format_text(text::fault_check_failed, language, {check});
  }
  return std::string(fault_text(fault.code, language));
}

void append_item(std::string& list, std::string_view item, base::Language language) {
  if (!list.empty()) list += diagnostic::text_template(text::explain_separator, language);
  list += item;
}

}  // namespace remit::report

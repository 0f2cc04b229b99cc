#include "report/rows_outside.h"

#include <utility>
#include <variant>

#include "base/civil_date.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/report.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
namespace text = diagnostic::text;
using diagnostic::worded;

constexpr std::uint64_t kMostExamples = 5;

std::string iso(std::int32_t day) { return base::to_iso_text(base::civil_from_days(day)); }

}  // namespace

std::optional<RowsOutside> rows_outside(const ComputedRun& run, const DatedRows& dated) {
  if (run.stored(dated.day) == nullptr) return std::nullopt;
  std::uint64_t found = 0;
  std::string en, zh;
  const auto list = [&](const Argument& item) {
    append_item(en, item.in(Language::en), Language::en);
    append_item(zh, item.in(Language::zh), Language::zh);
  };
  for (std::uint64_t row = 0; row < run.row_count(dated.entity); ++row) {
    const row::Value value = run.at(dated.day, row);
    const auto* day = std::get_if<row::Date>(&value);
    if (day == nullptr) continue;
    if (dated.from <= day->days && (!dated.to || day->days <= *dated.to)) continue;
    if (++found > kMostExamples) continue;
    std::string key = run.key(dated.entity, row);
    if (key.empty()) key = std::to_string(run.row_number(dated.entity, row));
    list(worded(text::explain_row_inputs, {std::move(key), iso(day->days)}));
  }
  if (found == 0) return std::nullopt;
  if (found > kMostExamples) list("…");
  Argument days = dated.to ? worded(text::days_from_to, {iso(dated.from), iso(*dated.to)})
                           : worded(text::days_from, {iso(dated.from)});
  return RowsOutside{std::move(days), found, {std::move(en), std::move(zh)}};
}

}  // namespace remit::report

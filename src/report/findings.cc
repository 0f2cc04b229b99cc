#include "report/findings.h"

#include <utility>

#include "diagnostic/format.h"
#include "diagnostic/text/report.h"
#include "report/value_text.h"
#include "report/words.h"
#include "type/roles.h"

namespace remit::report {
namespace {

namespace text = diagnostic::text;

/// The rows in which the column is true or an error. Most rows are neither.
RowSet rows_of(const table::ColumnData& column, std::uint64_t rows) {
  if (rows == 0) return {};  // of a table whose rows came in batches nothing is stored
  const auto& flags = std::get<table::Buffer<std::uint8_t>>(column.storage);
  auto fault = column.faults.begin();
  return {rows, [&](std::uint64_t row) {
            while (fault != column.faults.end() && fault->first < row) ++fault;
            if (fault != column.faults.end() && fault->first == row)
              return fault->second.code != type::CellFault::blank;
            return flags[row] != 0;
          }};
}

/// On one line: runs of blanks become one.
std::string written(const plan::Plan& plan, base::Span span) {
  if (plan.sources.empty() || span.empty()) return {};
  std::string line;
  for (const char c : plan.sources.at(span.begin).text(span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

bool holds(const ComputedRun& run, plan::ColumnId column, std::uint64_t row) {
  if (column == plan::kNoColumn) return true;
  if (run.stored(column) == nullptr) return false;
  const row::Value value = run.at(column, row);
  return !row::is_fault(value) && row::truth_of(value);
}

}  // namespace

Findings::Findings(const ComputedRun& run) : run_(run) {
  for (const plan::Finding& finding : run.plan().findings) {
    const table::ColumnData* column = run.stored(finding.holds);
    rows_.push_back(column == nullptr ? RowSet() : rows_of(*column, run.row_count(finding.entity)));
    lines_.add(rows_.back().size());
  }
}

FindingLine Findings::line(std::uint64_t index) const {
  const auto [number, at] = lines_.find(index);
  const plan::Finding& finding = run_.plan().findings[number];
  const std::uint64_t row = rows_[number][at];
  return {&finding, row, run_.at(finding.holds, row)};
}

std::string ground_text(const ComputedRun& run, const FindingLine& line, base::Language language) {
  if (row::is_fault(line.holds))
    return diagnostic::format_text(text::ledger_error, language,
                                   {fault_text(run, row::fault_of(line.holds), language)});
  std::string text;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += diagnostic::text_template(text::explain_separator, language);
    text += part;
  };
  for (const plan::Finding::Ground& ground : line.finding->grounds) {
    if (!holds(run, ground.holds, line.row)) continue;
    std::string said = written(run.plan(), ground.span);
    if (ground.broken && !said.empty())
      said = diagnostic::format_text(text::finding_broken, language, {std::move(said)});
    add(said);
  }
  for (const plan::ColumnId figure : line.finding->figures) {
    const row::Value value = run.at(figure, line.row);
    if (row::is_fault(value)) continue;
    const plan::Column& column = run.plan().columns[figure];
    add(diagnostic::format_text(text::finding_figure, language,
                                {type::role_word(column.origin.role, language),
                                 value_text(run, column.type, value, language)}));
  }
  return text;
}

}  // namespace remit::report

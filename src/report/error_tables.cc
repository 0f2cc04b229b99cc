// Errors as tables: cell by cell, and by where they began.

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/errors.h"
#include "report/sections.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "type/list_names.h"
#include "type/names.h"

namespace remit::report {

namespace text = diagnostic::text;

namespace {

/// A place where errors began, the line that stands for it (the cell itself, or the first that it
/// reached), and how many cells it reached.
struct Cause {
  CellError shown;
  std::uint64_t cells = 0;
};

/// By entity, row and column.
using Causes = std::map<std::tuple<plan::EntityId, std::uint64_t, plan::ColumnId>, Cause>;

Causes causes_of(const ComputedRun& run) {
  Causes causes;
  const Errors errors(run);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const CellError error = errors.error(i);
    const type::Fault& fault = error.fault;
    Cause& cause = causes[{run.plan().columns[fault.column].entity, fault.row, fault.column}];
    if (cause.cells++ == 0 || !error.is_consequence()) cause.shown = error;
  }
  return causes;
}

}  // namespace

std::vector<ErrorOrigin> error_origins(const ComputedRun& run) {
  std::vector<ErrorOrigin> origins;
  for (const auto& [place, cause] : causes_of(run)) {
    const auto& [entity, row, column] = place;
    origins.push_back({entity, row, run.plan().columns[column].name,
                       type::name(cause.shown.fault.code).data(), cause.cells});
  }
  return origins;
}

namespace {

/// The lines of lists of errors.
class ErrorLines {
 public:
  ErrorLines(const ComputedRun& run, const InputWords& words) : run_(run), words_(words) {}

  void add(const CellError& error) {
    const plan::Column& at = run_.plan().columns[error.column];
    entity_.add(run_.plan().entities[at.entity].name);
    key_.add(run_.key(at.entity, error.row));
    row_.add(number::Integer(static_cast<std::int64_t>(run_.row_number(at.entity, error.row))));
    column_.add(at.name.empty() ? at.origin.name() : at.name);
    reason_.add(type::name(error.fault.code));
    detail_.add(words_.explain(error));
  }

  void add_to(Assembler& table) {
    table.add("entity", text::ledger_entity, entity_);
    table.add("key", text::ledger_key, key_);
    table.add("row", text::errors_row, row_);
    table.add("column", text::errors_column, column_);
    table.add("reason", text::ledger_reason, reason_);
    table.add("detail", text::errors_detail, detail_);
  }

 private:
  const ComputedRun& run_;
  const InputWords& words_;
  TextCells entity_, key_, column_, reason_, detail_;
  NumberCells row_{type::kNumber, 0};
};

}  // namespace

Table error_table(const ComputedRun& run, const InputWords& words) {
  const Errors errors(run);
  ErrorLines lines(run, words);
  Sections sections;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const CellError error = errors.error(i);
    sections.row_of(error.column);
    lines.add(error);
  }
  Assembler table(std::string(type::kErrorsList), errors.size());
  table.set_sections(sections.take());
  lines.add_to(table);
  return table.take();
}

Table cause_table(const ComputedRun& run, const InputWords& words) {
  const Causes causes = causes_of(run);
  ErrorLines lines(run, words);
  NumberCells cells(type::kNumber, 0);
  for (const auto& [place, cause] : causes) {
    lines.add(cause.shown);
    cells.add(number::Integer(static_cast<std::int64_t>(cause.cells)));
  }
  Assembler table("causes", causes.size());
  lines.add_to(table);
  table.add("cells", text::errors_cells, cells);
  return table.take();
}

}  // namespace remit::report

// Errors as tables: cell by cell, and by where they began.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
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

/// A place where errors began, the error that stands for it (the cell itself, or the first that it
/// reached), and how many cells it reached.
struct Cause {
  plan::EntityId entity = 0;
  plan::ColumnId column = 0;
  std::uint64_t row = 0;
  std::uint64_t shown = 0;  ///< of the errors
  std::uint64_t cells = 1;

  auto place() const { return std::tuple(entity, row, column); }
};

/// By entity, row and column.
std::vector<Cause> causes_of(const ComputedRun& run, const Errors& errors) {
  std::vector<Cause> reached;
  reached.reserve(errors.size());
  for (std::uint64_t i = 0; i < errors.size(); ++i) {
    const type::Fault fault = errors.error(i).fault;
    reached.push_back({run.plan().columns[fault.column].entity, fault.column, fault.row, i});
  }
  std::ranges::sort(reached, {},
                    [](const Cause& one) { return std::pair(one.place(), one.shown); });
  // Those of one place, which stand together now, become one.
  std::size_t count = 0;
  for (const Cause& next : reached) {
    if (count == 0 || reached[count - 1].place() != next.place()) {
      reached[count++] = next;
      continue;
    }
    Cause& cause = reached[count - 1];
    ++cause.cells;
    if (!errors.error(next.shown).is_consequence()) cause.shown = next.shown;
  }
  reached.resize(count);
  return reached;
}

}  // namespace

std::vector<ErrorOrigin> error_origins(const ComputedRun& run) {
  std::vector<ErrorOrigin> origins;
  const Errors errors(run);
  for (const Cause& cause : causes_of(run, errors))
    origins.push_back({cause.entity, cause.row, run.plan().columns[cause.column].name,
                       type::name(errors.error(cause.shown).fault.code).data(), cause.cells});
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

class ErrorList final : public List {
 public:
  ErrorList(const ComputedRun& run, const MakeInputWords& words) : run_(run), words_(words(run_)) {}

  std::uint64_t size() const override { return errors_.size(); }
  Table piece(LineRange range) const override {
    const std::uint64_t from = range.begin(size()), end = range.end(size());
    ErrorLines lines(run_, words_);
    Sections sections;
    for (std::uint64_t i = from; i < end; ++i) {
      const CellError error = errors_.error(i);
      sections.row_of(error.column);
      lines.add(error);
    }
    Assembler table(std::string(type::kErrorsList), end - from);
    table.set_sections(sections.take());
    lines.add_to(table);
    return table.take();
  }

 private:
  ComputedRun run_;
  InputWords words_;
  Errors errors_{run_};
};

class CauseList final : public List {
 public:
  CauseList(const ComputedRun& run, const MakeInputWords& words) : run_(run), words_(words(run_)) {}

  std::uint64_t size() const override { return causes_.size(); }
  Table piece(LineRange range) const override {
    const std::uint64_t from = range.begin(size()), end = range.end(size());
    ErrorLines lines(run_, words_);
    NumberCells cells(type::kNumber, 0);
    for (std::uint64_t i = from; i < end; ++i) {
      lines.add(errors_.error(causes_[i].shown));
      cells.add(number::Integer(static_cast<std::int64_t>(causes_[i].cells)));
    }
    Assembler table(std::string(kCausesList), end - from);
    lines.add_to(table);
    table.add("cells", text::errors_cells, cells);
    return table.take();
  }

 private:
  ComputedRun run_;
  InputWords words_;
  Errors errors_{run_};
  std::vector<Cause> causes_{causes_of(run_, errors_)};
};

}  // namespace

std::unique_ptr<const List> error_list(const ComputedRun& run, const MakeInputWords& words) {
  return std::make_unique<ErrorList>(run, words);
}

std::unique_ptr<const List> cause_list(const ComputedRun& run, const MakeInputWords& words) {
  return std::make_unique<CauseList>(run, words);
}

}  // namespace remit::report

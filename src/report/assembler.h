#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/messages.h"
#include "plan/plan.h"
#include "report/cell_writer.h"
#include "report/table_impl.h"
#include "type/vocabulary.h"

namespace remit::report {

/// What stands over a column: a text, or the word for what the column is to its form.
struct ColumnHeading {
  ColumnHeading(diagnostic::Text text);  // NOLINT(google-explicit-constructor)
  ColumnHeading(type::Role role);        // NOLINT(google-explicit-constructor)
  /// Both must outlive the heading.
  ColumnHeading(std::string_view english, std::string_view chinese) : en(english), zh(chinese) {}
  std::string_view en;
  std::string_view zh;
};

/// Puts a table together, column by column.
class Assembler {
 public:
  Assembler(std::string name, std::uint64_t rows);

  void add(const char* name, ColumnHeading heading, table::ColumnData data, ValueType type = {});
  void add(const char* name, ColumnHeading heading, TextCells& cells);
  void add(const char* name, ColumnHeading heading, BooleanCells& cells);
  void add(const char* name, ColumnHeading heading, NumberCells& cells);

  /// Cells may be in error because the run has no day.
  void may_lack_day(const plan::Plan& plan);

  Table take();
  void set_sections(std::vector<TableSection> sections) { table_->sections = std::move(sections); }

 private:
  std::shared_ptr<Table::Impl> table_;
  std::vector<TableColumn> columns_;
};

}  // namespace remit::report

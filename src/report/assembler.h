#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diagnostic/messages.h"
#include "report/cell_writer.h"
#include "report/table_impl.h"

namespace remit::report {

/// Puts a table together, column by column.
class Assembler {
 public:
  Assembler(std::string name, std::uint64_t rows);

  void add(const char* name, diagnostic::Text label, table::ColumnData data, ValueType type = {});
  void add(const char* name, diagnostic::Text label, TextCells& cells);
  void add(const char* name, diagnostic::Text label, BooleanCells& cells);
  void add(const char* name, diagnostic::Text label, NumberCells& cells);

  Table take() { return Table(std::move(table_)); }
  void set_sections(std::vector<TableSection> sections) { table_->sections = std::move(sections); }

 private:
  std::shared_ptr<Table::Impl> table_;
};

}  // namespace remit::report

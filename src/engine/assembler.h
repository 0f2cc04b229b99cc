#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "diagnostic/messages.h"
#include "engine/cell_writer.h"
#include "engine/results_impl.h"
#include "engine/table_impl.h"

namespace remit::engine {

/// Puts a table together, column by column.
class Assembler {
 public:
  /// `results` are those that the table tells of; null for a table without faults.
  Assembler(std::string name, std::uint64_t rows, std::shared_ptr<const Results::Impl> results);

  void add(const char* name, diagnostic::Text label, table::ColumnData data, ValueType type = {});
  void add(const char* name, diagnostic::Text label, TextCells& cells);
  void add(const char* name, diagnostic::Text label, BooleanCells& cells);
  void add(const char* name, diagnostic::Text label, NumberCells& cells);

  Table take() { return Table(std::move(table_)); }
  void set_sections(std::vector<TableSection> sections) { table_->sections = std::move(sections); }

 private:
  std::shared_ptr<Table::Impl> table_;
};

}  // namespace remit::engine

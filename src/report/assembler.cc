#include "report/assembler.h"

#include "diagnostic/format.h"

namespace remit::report {

using diagnostic::Text;

Assembler::Assembler(std::string name, std::uint64_t rows)
    : table_(std::make_shared<Table::Impl>()) {
  table_->name = std::move(name);
  table_->rows = rows;
}

void Assembler::add(const char* name, Text label, table::ColumnData data, ValueType type) {
  table_->columns.push_back(
      {name, std::string(diagnostic::text_template(label, base::Language::en)),
       std::string(diagnostic::text_template(label, base::Language::zh)), std::move(type)});
  table_->data.push_back(std::move(data));
}

void Assembler::add(const char* name, Text label, TextCells& cells) {
  add(name, label, cells.take());
}

void Assembler::add(const char* name, Text label, BooleanCells& cells) {
  add(name, label, cells.take(), ValueType{ValueKind::boolean, 0, false, {}, {}, {}, {}});
}

void Assembler::add(const char* name, Text label, NumberCells& cells) {
  table::ColumnData data = cells.take();
  ValueType type{ValueKind::number, data.scale, false, {}, {}, {}, {}};
  add(name, label, std::move(data), std::move(type));
}

}  // namespace remit::report

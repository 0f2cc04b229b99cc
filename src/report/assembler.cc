#include "report/assembler.h"

#include "diagnostic/format.h"
#include "report/words.h"
#include "type/roles.h"

namespace remit::report {

using base::Language;

ColumnHeading::ColumnHeading(diagnostic::Text text)
    : en(diagnostic::text_template(text, Language::en)),
      zh(diagnostic::text_template(text, Language::zh)) {}

ColumnHeading::ColumnHeading(type::Role role)
    : en(type::role_word(role, Language::en)), zh(type::role_word(role, Language::zh)) {}

Assembler::Assembler(std::string name, std::uint64_t rows)
    : table_(std::make_shared<Table::Impl>()) {
  table_->name = std::move(name);
  table_->rows = rows;
}

void Assembler::add(const char* name, ColumnHeading heading, table::ColumnData data,
                    ValueType type) {
  columns_.push_back({name, std::string(heading.en), std::string(heading.zh), std::move(type)});
  table_->data.push_back(std::move(data));
}

void Assembler::may_lack_day(const plan::Plan& plan) {
  const auto& fields = plan.entities[plan::kWhole].fields;
  if (!fields.empty() && is_day_of_run(plan, fields[0].column))
    table_->day_of_run = fields[0].column;
}

Table Assembler::take() {
  table_->columns = std::make_shared<const std::vector<TableColumn>>(std::move(columns_));
  return Table(std::move(table_));
}

void Assembler::add(const char* name, ColumnHeading heading, TextCells& cells) {
  add(name, heading, cells.take());
}

void Assembler::add(const char* name, ColumnHeading heading, BooleanCells& cells) {
  add(name, heading, cells.take(), ValueType{ValueKind::boolean, 0, false, {}, {}, {}, {}});
}

void Assembler::add(const char* name, ColumnHeading heading, NumberCells& cells) {
  table::ColumnData data = cells.take();
  ValueType type{ValueKind::number, data.decimals, false, {}, {}, {}, {}};
  add(name, heading, std::move(data), std::move(type));
}

}  // namespace remit::report

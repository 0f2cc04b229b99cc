#include <algorithm>
#include <iterator>
#include <utility>

#include "table/builder.h"
#include "table/linker.h"

namespace remit::table {

TableBuilder::TableBuilder(std::shared_ptr<const Schemas> schemas, std::uint32_t entity)
    : schemas_(std::move(schemas)), entity_(entity), supplied_(schema().fields.size()) {
  const EntitySchema& own = schema();
  columns_.reserve(own.fields.size());
  for (std::uint32_t i = 0; i < own.fields.size(); ++i) {
    columns_.emplace_back(own.fields[i], stored_field(i), own.key == i);
  }
}

const FieldSchema& TableBuilder::stored_field(std::size_t field) const {
  return table::stored_field(*schemas_, schema().fields[field]);
}

void TableBuilder::set_rows(std::uint64_t rows) {
  given_ = true;
  rows_ = std::max(rows_, rows);
}

void TableBuilder::supply(std::size_t field, ColumnData column,
                          std::vector<InputProblem> problems) {
  set_rows(column.size());
  // Cells set one by one are dropped.
  std::vector<InputProblem> dropped;
  columns_[field].build(0, entity_, static_cast<std::uint32_t>(field), dropped);
  supplied_[field] = Supplied{std::move(column), std::move(problems)};
}

Table TableBuilder::build(std::vector<InputProblem>& problems) {
  Table table;
  table.given = std::exchange(given_, false);
  table.rows = std::exchange(rows_, 0);
  table.columns.reserve(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (std::optional<Supplied> whole = std::exchange(supplied_[i], std::nullopt)) {
      std::move(whole->problems.begin(), whole->problems.end(), std::back_inserter(problems));
      table.columns.push_back(std::move(whole->column));
    } else {
      table.columns.push_back(
          columns_[i].build(table.rows, entity_, static_cast<std::uint32_t>(i), problems));
    }
  }
  return table;
}

}  // namespace remit::table

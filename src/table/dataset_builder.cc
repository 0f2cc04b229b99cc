#include <algorithm>
#include <utility>

#include "table/builder.h"
#include "table/header.h"
#include "table/linker.h"

namespace remit::table {

std::uint64_t line_of(const std::vector<LineRun>& lines, std::uint64_t row) {
  const auto after =
      std::upper_bound(lines.begin(), lines.end(), row,
                       [](std::uint64_t wanted, const LineRun& run) { return wanted < run.row; });
  if (after == lines.begin()) return 0;
  const LineRun& run = *(after - 1);
  return run.line + (row - run.row);
}

DatasetBuilder::DatasetBuilder(Schemas schemas)
    : schemas_(std::make_shared<const Schemas>(std::move(schemas))) {
  tables_.reserve(schemas_->size());
  for (std::uint32_t entity = 0; entity < schemas_->size(); ++entity) {
    tables_.emplace_back(schemas_, entity);
  }
}

DatasetBuilder::DatasetBuilder(const DatasetBuilder& other) = default;
DatasetBuilder::DatasetBuilder(DatasetBuilder&& other) noexcept = default;
DatasetBuilder& DatasetBuilder::operator=(const DatasetBuilder& other) = default;
DatasetBuilder& DatasetBuilder::operator=(DatasetBuilder&& other) noexcept = default;
DatasetBuilder::~DatasetBuilder() = default;

std::optional<std::size_t> DatasetBuilder::find_entity(std::string_view name) const {
  for (std::size_t i = 0; i < schemas_->size(); ++i) {
    if ((*schemas_)[i].name == name) return i;
  }
  for (std::size_t i = 0; i < schemas_->size(); ++i) {
    if (names_entity((*schemas_)[i], name)) return i;
  }
  return std::nullopt;
}

DatasetBuilder::Built DatasetBuilder::build(base::Executor* executor) const {
  Built built;
  for (const TableBuilder& table : tables_) {
    built.dataset.tables.push_back(table.build(built.problems));
  }
  Linker(*schemas_, built.dataset.tables, built.problems, executor).run();
  return built;
}

std::optional<DatasetBuilder::Built> DatasetBuilder::rebuild(
    Built before, std::span<const Changed> changed) const {
  if (!before.problems.empty()) return std::nullopt;
  for (const auto [entity, field] : changed) {
    ColumnData& column = before.dataset.tables[entity].columns[field];
    std::optional<ColumnData> now = tables_[entity].plain_column(field);
    if (!now || !column.faults.empty()) return std::nullopt;
    column = *std::move(now);
  }
  return before;
}

}  // namespace remit::table

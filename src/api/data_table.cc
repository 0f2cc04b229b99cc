// Whole tables: texts here, Arrow in data_arrow.cc.
#include "api/data_table.h"

#include <optional>
#include <utility>
#include <vector>

#include "api/data_impl.h"
#include "diagnostic/error.h"
#include "table/header.h"

namespace remit {
namespace api {

using diagnostic::Code;

Result<std::vector<std::size_t>> match_columns(const Policy::Impl& policy, std::size_t entity,
                                               const std::vector<std::string_view>& headers) {
  const table::EntitySchema& schema = policy.schemas[entity];
  const std::string& name = schema.name;
  std::vector<std::size_t> matched;
  std::vector<bool> seen(schema.fields.size());
  std::vector<diagnostic::Diagnostic> troubles;
  for (const std::string_view header : headers) {
    const std::optional<std::size_t> field = table::find_field(schema, header);
    matched.push_back(field.value_or(kNoField));
    if (!field) continue;
    if (seen[*field]) {
      troubles.push_back({Code::duplicate_column, {}, {name, schema.fields[*field].name}, {}, {}});
    }
    seen[*field] = true;
  }
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    const table::FieldSchema& field = schema.fields[i];
    if (seen[i] || field.optional || field.hole || field.default_text) continue;
    troubles.push_back({Code::missing_column, {}, {name, field.name}, {}, {}});
  }
  if (!troubles.empty()) return make_data_error(troubles);
  return matched;
}

std::optional<Error> check_rows(const Policy::Impl& policy, std::size_t entity,
                                std::uint64_t rows) {
  const std::string& name = policy.schemas[entity].name;
  if (rows > policy.limits.rows) {
    return make_error(StatusCode::limit_exceeded, diagnostic::Text::api_limit_rows,
                      {name, policy.limits.rows});
  }
  if (entity == plan::kWhole && rows != 1) {
    return make_error(StatusCode::data_error, diagnostic::Text::api_fixed_rows);
  }
  return std::nullopt;
}

}  // namespace api

namespace {

using api::kNoField;
using diagnostic::make_error;

/// One column of the table from its texts.
void supply_texts(table::TableBuilder& table, std::size_t entity, std::size_t field,
                  const TextColumn& column) {
  const table::EntitySchema& schema = table.schema();
  table::ColumnBuilder builder(schema.fields[field], table.stored_field(field),
                               schema.key == field);
  builder.set_syntax({column.exponent, column.thousands});
  for (std::uint64_t row = 0; row < column.cells.size(); ++row) {
    builder.set_text(row, column.cells[row]);
  }
  std::vector<table::InputProblem> problems;
  table::ColumnData data = builder.build(column.cells.size(), static_cast<std::uint32_t>(entity),
                                         static_cast<std::uint32_t>(field), problems);
  table.supply(field, std::move(data), std::move(problems));
}

}  // namespace

Status Data::set_table_text(std::size_t entity, std::span<const TextColumn> columns) {
  const Policy::Impl& policy = *impl_->policy;
  if (entity >= policy.schemas.size()) {
    return make_error(StatusCode::invalid_argument, diagnostic::Text::api_out_of_range,
                      {diagnostic::Text::api_entity, entity, policy.schemas.size()});
  }
  std::vector<std::string_view> headers;
  for (const TextColumn& column : columns) headers.push_back(column.header);
  const Result<std::vector<std::size_t>> matched = api::match_columns(policy, entity, headers);
  if (!matched.ok()) return matched.error();
  const std::uint64_t rows = columns.empty() ? 0 : columns.front().cells.size();
  if (auto error = api::check_rows(policy, entity, rows)) return *error;
  for (const TextColumn& column : columns) {
    if (column.cells.size() != rows) {
      return make_error(StatusCode::invalid_argument, diagnostic::Text::api_ragged,
                        {column.header, column.cells.size(), rows});
    }
  }

  table::TableBuilder table = impl_->builder.empty_table(entity);
  std::vector<std::string> ignored;
  table.set_rows(rows);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t field = (*matched)[i];
    if (field == kNoField) {
      ignored.emplace_back(columns[i].header);
    } else {
      supply_texts(table, entity, field, columns[i]);
    }
  }
  impl_->replace_table(entity, std::move(table), std::move(ignored));
  impl_->whole[entity] = entity != plan::kWhole;
  return Done{};
}

}  // namespace remit

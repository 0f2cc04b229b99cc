// Whole tables: texts here, Arrow in data_arrow.cc.
#include "api/data_table.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "api/data_impl.h"
#include "api/within_budget.h"
#include "base/budget.h"
#include "diagnostic/code/data.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/common.h"
#include "number/decimal.h"
#include "table/cell_leftovers.h"
#include "table/cell_text.h"
#include "table/cell_words.h"
#include "table/header.h"

namespace remit {
namespace api {

using diagnostic::Argument;
namespace code = diagnostic::code;
using diagnostic::Code;
namespace text = diagnostic::text;

namespace {

Argument quoted(const std::string& word) { return diagnostic::worded(text::quoted, {word}); }

/// By which headers a field may be found.
Argument titles_of(const table::FieldSchema& field) {
  const std::string& title = table::title_of(field);
  if (title == field.name) return quoted(field.name);
  return diagnostic::any_of({quoted(title), quoted(field.name)});
}

/// The headers of the table as they were read, or the first of them.
Argument list_of(const std::vector<std::string_view>& headers) {
  constexpr std::size_t kMost = 20;
  std::vector<Argument> shown;
  for (const std::string_view header : headers) {
    if (shown.size() == kMost) {
      shown.emplace_back("...", "……");
      break;
    }
    shown.push_back(quoted(std::string(header)));
  }
  return diagnostic::all_of(shown);
}

/// What a header that is almost a field's name may say of the size of its numbers.
constexpr std::string_view kUnitSigns[] = {"%",  "％", "‰",  "pct", "percent", "比",  "万",  "亿",
                                           "千", "百", "元", "usd", "cny",     "rmb", "eur", "hkd"};

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// Whether the header has a sign of a unit that the field's own title has not.
bool names_unit(std::string_view header, std::string_view title) {
  const std::string written = absl::AsciiStrToLower(std::string(header));
  const std::string name = absl::AsciiStrToLower(std::string(title));
  const auto adds = [&](std::string_view sign) {
    return written.find(sign) != std::string::npos && name.find(sign) == std::string::npos;
  };
  return (has_digit(written) && !has_digit(name)) || std::ranges::any_of(kUnitSigns, adds);
}

}  // namespace

std::optional<Error> header_error(const table::EntitySchema& schema,
                                  const std::vector<std::string_view>& headers,
                                  const table::HeaderMatch& match) {
  if (match.fits()) return std::nullopt;
  std::vector<diagnostic::Diagnostic> troubles;
  const auto add = [&](Code code, std::vector<Argument> arguments) {
    troubles.push_back({code, {}, std::move(arguments), {}, {}});
  };
  for (const std::size_t column : match.duplicates) {
    const table::FieldSchema& field = schema.fields[match.field_of_column[column]];
    add(code::duplicate_column, {schema.name, table::title_of(field)});
  }
  for (const std::size_t field : match.missing) {
    add(code::missing_column, {schema.name, titles_of(schema.fields[field])});
  }
  for (const table::HeaderMatch::Near& near : match.near) {
    const table::FieldSchema& field = schema.fields[near.field];
    const std::string& title = table::title_of(field);
    const bool unit = field.type.is_numeric() && names_unit(headers[near.column], title);
    add(unit ? code::unit_beside_column : code::near_column,
        {schema.name, headers[near.column], title});
  }
  if (!match.missing.empty()) add(code::found_columns, {list_of(headers)});
  return make_data_error(troubles);
}

std::optional<Error> made_error(const Policy::Impl& policy, std::size_t entity) {
  if (!policy.entities[entity].made) return std::nullopt;
  return make_error(StatusCode::unsupported, diagnostic::text::api_made_table,
                    {policy.schemas[entity].name});
}

std::optional<Error> check_rows(const Policy::Impl& policy, std::size_t entity,
                                std::uint64_t rows) {
  const std::string& name = policy.schemas[entity].name;
  if (rows > policy.limits.rows) {
    return make_error(StatusCode::limit_exceeded, diagnostic::text::api_limit_rows,
                      {name, policy.limits.rows});
  }
  if (entity == plan::kWhole && rows != 1) {
    return make_error(StatusCode::data_error, diagnostic::text::api_fixed_rows);
  }
  return std::nullopt;
}

}  // namespace api

namespace {

using diagnostic::make_error;

/// Of a cell that is read. Its text apart, which is kept where it is no number.
constexpr std::uint64_t kUnitsPerCell = 5;
constexpr std::int64_t kBytesPerCell = 16;
constexpr std::size_t kBytesPerUnit = 16;

/// One column of the table from its texts.
void supply_texts(table::TableBuilder& table, std::size_t entity, std::size_t field,
                  const TextColumn& column) {
  const table::EntitySchema& schema = table.schema();
  table::ColumnBuilder builder(schema.fields[field], table.stored_field(field),
                               schema.is_key(field));
  builder.set_syntax({column.exponent, column.thousands});
  const bool keeps_text = builder.stored_kind() == type::TypeKind::text;
  for (std::uint64_t row = 0; row < column.cells.size(); ++row) {
    const std::size_t size = column.cells[row].size();
    base::spend(kUnitsPerCell + size / kBytesPerUnit);
    base::take_memory(kBytesPerCell + (keeps_text ? static_cast<std::int64_t>(size) : 0));
    builder.set_text(row, column.cells[row]);
  }
  for (const CoveredCell& cell : column.covered)
    builder.set_bad(cell.row, table::ProblemKind::covered, cell.by);
  if (!column.place.empty()) table.set_place(field, column.place);
  std::vector<table::InputProblem> problems;
  table::ColumnData data = builder.build(column.cells.size(), static_cast<std::uint32_t>(entity),
                                         static_cast<std::uint32_t>(field), problems);
  table.supply(field, std::move(data), std::move(problems), builder.words_for_nothing());
  table.hold_narrow(field);
}

/// Long numbers of which a spreadsheet has kept 15 digits: all of them, so that it is no chance.
std::optional<diagnostic::Diagnostic> rounded_numbers(const table::EntitySchema& schema,
                                                      const table::FieldSchema& field,
                                                      std::span<const std::string_view> cells) {
  std::uint64_t count = 0;
  std::string_view first;
  for (const std::string_view cell : cells) {
    const table::LongNumber number = table::long_number(table::trim(cell));
    if (!number.is_long) continue;
    if (!number.is_rounded) return std::nullopt;
    if (count++ == 0) first = table::trim(cell);
  }
  if (count < 2) return std::nullopt;
  return diagnostic::Diagnostic{diagnostic::code::rounded_numbers,
                                {},
                                {schema.name, table::title_of(field), count, std::string(first)},
                                {},
                                {}};
}

/// Shares of one column some of which have a sign of percent and others not.
std::optional<diagnostic::Diagnostic> percent_mixed(const table::EntitySchema& schema,
                                                    const table::FieldSchema& field,
                                                    std::span<const std::string_view> cells) {
  std::string_view with, without;
  std::string meant;
  for (const std::string_view cell : cells) {
    const std::string_view text = table::trim(cell);
    const bool signs = text.ends_with("%") || text.ends_with("％") || text.ends_with("‰");
    if (signs && with.empty()) with = text;
    if (!signs && without.empty()) {
      std::optional<number::Decimal> share =
          number::parse_decimal(text, {.thousands = false, .exponent = false});
      if (!share || share->coefficient.is_zero()) continue;
      without = text;
      share->scale -= 2;
      meant = number::format_minimal(*share) + "%";
    }
    if (with.empty() || without.empty()) continue;
    return diagnostic::Diagnostic{
        diagnostic::code::percent_mixed,
        {},
        {schema.name, table::title_of(field), std::string(with), std::string(without), meant},
        {},
        {}};
  }
  return std::nullopt;
}

/// A column that no field reads may still say which row adds up the others.
void look_for_totals(table::TableBuilder& table, const TextColumn& column) {
  for (std::uint64_t row = 0; row < column.cells.size(); ++row) {
    const std::string_view text = table::trim(column.cells[row]);
    if (table::says_totals(text)) table.refuse_total(row, text, column.header);
  }
}

}  // namespace

namespace {

Status read_texts(Data::Impl& data, std::size_t entity, std::span<const TextColumn> columns,
                  std::span<const LineRun> lines) {
  const Policy::Impl& policy = *data.policy;
  if (entity >= policy.schemas.size()) {
    return make_error(StatusCode::invalid_argument, diagnostic::text::api_out_of_range,
                      {diagnostic::text::api_entity, entity, policy.schemas.size()});
  }
  if (auto error = api::made_error(policy, entity)) return *error;
  std::vector<std::string_view> headers;
  for (const TextColumn& column : columns) headers.push_back(column.header);
  const table::EntitySchema& schema = policy.schemas[entity];
  table::HeaderMatch match = table::match_headers(schema, headers);
  if (auto error = api::header_error(schema, headers, match)) return *error;
  const std::uint64_t rows = columns.empty() ? 0 : columns.front().cells.size();
  if (auto error = api::check_rows(policy, entity, rows)) return *error;
  for (const TextColumn& column : columns) {
    if (column.cells.size() != rows) {
      return make_error(StatusCode::invalid_argument, diagnostic::text::api_ragged,
                        {column.header, column.cells.size(), rows});
    }
    for (const CoveredCell& cell : column.covered) {
      if (cell.row < rows) continue;
      return make_error(StatusCode::invalid_argument, diagnostic::text::api_out_of_range,
                        {diagnostic::text::api_row, cell.row, rows});
    }
  }

  table::TableBuilder table = data.builder.empty_table(entity);
  std::vector<std::string> ignored;
  std::vector<Data::Impl::Note> told;
  table.set_rows(rows);
  table.set_lines(lines);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t field = match.field_of_column[i];
    if (field == table::HeaderMatch::kNone) {
      ignored.emplace_back(columns[i].header);
      look_for_totals(table, columns[i]);
    } else {
      supply_texts(table, entity, field, columns[i]);
      if (schema.fields[field].percent && columns[i].exponent == 0)
        if (auto words = percent_mixed(schema, schema.fields[field], columns[i].cells))
          told.push_back({entity, schema.fields[field].name, *std::move(words)});
      if (table.stored_field(field).type.kind != type::TypeKind::text) continue;
      if (auto words = rounded_numbers(schema, schema.fields[field], columns[i].cells))
        told.push_back({entity, schema.fields[field].name, *std::move(words)});
    }
  }
  data.replace_table(entity, std::move(table), std::move(ignored), std::move(match.defaulted));
  data.whole[entity] = entity != plan::kWhole;
  for (Data::Impl::Note& note : told) data.notes.push_back(std::move(note));
  return Done{};
}

}  // namespace

Status Data::set_table_text(std::size_t entity, std::span<const TextColumn> columns,
                            std::span<const LineRun> lines) {
  return api::within_budget(impl_->policy->limits, Cancel(),
                            [&] { return read_texts(*impl_, entity, columns, lines); });
}

}  // namespace remit

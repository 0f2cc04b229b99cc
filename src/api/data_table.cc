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
#include "api/text_columns.h"
#include "api/within_budget.h"
#include "base/budget.h"
#include "diagnostic/code/data.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/common.h"
#include "remit/text_table.h"
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

/// How the columns fit the entity, or why they do not.
Result<table::HeaderMatch> match_columns(const Data::Impl& data, std::size_t entity,
                                         std::span<const TextColumn> columns) {
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
  return match;
}

std::optional<Error> ragged(std::string_view header, std::uint64_t cells, std::uint64_t rows) {
  if (cells == rows) return std::nullopt;
  return make_error(StatusCode::invalid_argument, diagnostic::text::api_ragged,
                    {std::string(header), cells, rows});
}

Status read_texts(Data::Impl& data, std::size_t entity, std::span<const TextColumn> columns,
                  std::span<const LineRun> lines) {
  Result<table::HeaderMatch> match = match_columns(data, entity, columns);
  if (!match) return match.error();
  const std::uint64_t rows = columns.empty() ? 0 : columns.front().cells.size();
  if (auto error = api::check_rows(*data.policy, entity, rows)) return *error;
  for (const TextColumn& column : columns) {
    if (auto error = ragged(column.header, column.cells.size(), rows)) return *error;
    for (const CoveredCell& cell : column.covered) {
      if (cell.row < rows) continue;
      return make_error(StatusCode::invalid_argument, diagnostic::text::api_out_of_range,
                        {diagnostic::text::api_row, cell.row, rows});
    }
  }
  api::TextColumns read(data.builder.empty_table(entity), *std::move(match), entity, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    read.cells.read(i, columns[i].cells);
    read.refuse_covered(i, columns[i]);
    read.finish(i);
  }
  read.add_lines(lines, 0);
  read.replace_table(data);
  return Done{};
}

}  // namespace

Status Data::set_table_text(std::size_t entity, std::span<const TextColumn> columns,
                            std::span<const LineRun> lines) {
  return api::within_budget(impl_->policy->limits, Cancel(),
                            [&] { return read_texts(*impl_, entity, columns, lines); });
}

struct TextTable::Part::Impl {
  api::TextCells cells;
};

struct TextTable::Impl {
  Impl(const Data::Impl& data, table::HeaderMatch match, std::size_t of,
       std::span<const TextColumn> columns)
      : policy(data.policy),
        entity(of),
        read(data.builder.empty_table(of), std::move(match), of, columns),
        empty(read.cells.part()),
        budget(policy->limits, cancel) {
    for (const TextColumn& column : columns) headers.emplace_back(column.header);
  }

  /// What `work` comes to within what is left of the budget of all parts.
  template <typename Work>
  auto within(Work&& work) -> decltype(work()) {
    try {
      const base::WithinBudget here(&budget);
      return std::forward<Work>(work)();
    } catch (const base::BudgetSpent& spent) {
      return api::spent_error(spent, policy->limits);
    }
  }

  std::shared_ptr<const Policy::Impl> policy;
  std::size_t entity;
  std::vector<std::string> headers;
  api::TextColumns read;  ///< what was added; nobody looks at it who reads
  api::TextCells empty;   ///< what parts begin as
  Cancel cancel;
  base::Budget budget;
};

TextTable::Part::Part(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TextTable::Part::Part(Part&&) noexcept = default;
TextTable::Part& TextTable::Part::operator=(Part&&) noexcept = default;
TextTable::Part::~Part() = default;

TextTable::TextTable(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TextTable::TextTable(TextTable&&) noexcept = default;
TextTable& TextTable::operator=(TextTable&&) noexcept = default;
TextTable::~TextTable() = default;

Result<TextTable> TextTable::make(const Data& data, std::size_t entity,
                                  std::span<const TextColumn> columns, std::uint64_t rows) {
  const Data::Impl& own = data.impl();
  return api::within_budget(own.policy->limits, Cancel(), [&]() -> Result<TextTable> {
    Result<table::HeaderMatch> match = match_columns(own, entity, columns);
    if (!match) return match.error();
    auto impl = std::make_unique<Impl>(own, *std::move(match), entity, columns);
    impl->read.expect(std::min(rows, own.policy->limits.rows));
    return TextTable(std::move(impl));
  });
}

Result<TextTable::Part> TextTable::read(
    std::span<const std::vector<std::string_view>> cells) const {
  if (cells.size() != impl_->headers.size()) {
    return make_error(StatusCode::invalid_argument, diagnostic::text::api_out_of_range,
                      {diagnostic::text::api_field, cells.size(), impl_->headers.size()});
  }
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (auto error = ragged(impl_->headers[i], cells[i].size(), cells[0].size())) return *error;
  return impl_->within([&]() -> Result<Part> {
    auto part = std::make_unique<Part::Impl>(impl_->empty.part());
    for (std::size_t i = 0; i < cells.size(); ++i) part->cells.read(i, cells[i]);
    return Part(std::move(part));
  });
}

Status TextTable::add(Part part, std::span<const LineRun> lines) {
  const std::uint64_t before = impl_->read.cells.rows();
  const api::TextCells& cells = part.impl().cells;
  const std::uint64_t most = impl_->policy->limits.rows;
  if (before + cells.rows() > most) {
    return make_error(StatusCode::limit_exceeded, diagnostic::text::api_limit_rows,
                      {impl_->policy->schemas[impl_->entity].name, most});
  }
  impl_->read.cells.append(cells);
  impl_->read.add_lines(lines, before);
  return Done{};
}

Status TextTable::give_to(Data& data) && {
  if (data.impl().policy != impl_->policy) {
    return make_error(StatusCode::invalid_argument, diagnostic::text::api_bad_value,
                      {"table", "?"});
  }
  if (auto error = api::check_rows(*impl_->policy, impl_->entity, impl_->read.cells.rows()))
    return *error;
  return impl_->within([&]() -> Status {
    impl_->read.replace_table(data.impl());
    return Done{};
  });
}

}  // namespace remit

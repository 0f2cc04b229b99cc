#include "cli/csv/load_table.h"

#include <utility>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "cli/csv/encoding.h"
#include "cli/csv/file_bytes.h"
#include "cli/csv/header_unit.h"
#include "cli/text/texts.h"

namespace remit::cli {
std::string csv_message(const CsvError& error, const std::string& path, std::size_t headers,
                        std::uint64_t rows_before, Language language) {
  const std::uint64_t row = error.row + rows_before;
  switch (error.kind) {
    case CsvError::Kind::ragged_row:
      return format_complaint("ragged_row", language, {path, row, error.cells, headers});
    case CsvError::Kind::unclosed_quote:
      return format_complaint("unclosed_quote", language, {path, row});
    case CsvError::Kind::no_header:
      break;
  }
  return format_complaint("empty_table", language, {path});
}

std::string encoding_message(const std::string& path, std::size_t byte, Language language) {
  return format_complaint("unknown_encoding", language, {path, byte});
}

std::optional<std::string> match_headers(const std::string& path,
                                         const std::vector<std::string_view>& headers,
                                         const EntityInfo& entity, std::size_t index,
                                         const LoadOptions& options, const Data& data,
                                         std::vector<TextColumn>& columns) {
  for (const std::string_view header : headers) {
    TextColumn& column = columns.emplace_back();
    column.header = header;
    column.thousands = options.thousands;
    std::optional<std::size_t> field = data.find_field(index, header);
    if (!field) {
      const HeaderParts parts = split_header(header);
      field = data.find_field(index, parts.name);
      if (field) {
        const std::optional<int> exponent = unit_exponent(parts.unit, entity.fields[*field].type);
        if (!exponent) {
          return format_complaint("unknown_header_unit", options.language,
                                  {path, std::string(header), parts.unit});
        }
        column.exponent = *exponent;
      }
    }
    if (field) column.header = entity.fields[*field].name;
  }
  return std::nullopt;
}

std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data) {
  const Language language = options.language;
  const absl::StatusOr<FileBytes> bytes = FileBytes::open(path);
  if (!bytes.ok()) {
    return format_text(Text::cannot_read, language, {path, std::string(bytes.status().message())});
  }
  const Decoded decoded = decode(bytes->view());
  if (decoded.bad_byte) return encoding_message(path, *decoded.bad_byte, language);
  CsvTable table;
  if (const std::optional<CsvError> error = parse_csv(decoded.text, table)) {
    return csv_message(*error, path, table.headers.size(), 0, language);
  }
  std::vector<TextColumn> columns;
  if (auto wrong = match_headers(path, table.headers, entity, index, options, data, columns)) {
    return wrong;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].cells = std::move(table.columns[i]);
  const Status status = data.set_table_text(index, columns);
  if (status.ok()) return std::nullopt;
  return path + ": " + status.error().message(language);
}

}  // namespace remit::cli

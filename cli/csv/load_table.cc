#include "cli/csv/load_table.h"

#include <utility>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "cli/csv/encoding.h"
#include "cli/csv/file_bytes.h"
#include "cli/csv/header_unit.h"
#include "diagnostic/diagnostic.h"

namespace remit::cli {
namespace {

using diagnostic::Argument;
using diagnostic::Code;

std::string worded(Code code, std::vector<Argument> arguments, base::Language language) {
  const diagnostic::Diagnostic problem{code, {}, std::move(arguments), {}, {}};
  return problem.message(language) + " (" + problem.help(language) + ")";
}

std::string csv_message(const CsvError& error, const std::string& path, std::size_t headers,
                        base::Language language) {
  switch (error.kind) {
    case CsvError::Kind::ragged_row:
      return worded(Code::ragged_row, {path, error.row, error.cells, headers}, language);
    case CsvError::Kind::unclosed_quote:
      return worded(Code::unclosed_quote, {path, error.row}, language);
    default:
      return worded(Code::empty_table, {path}, language);
  }
}

}  // namespace

std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data) {
  const base::Language language = options.language;
  const absl::StatusOr<FileBytes> bytes = FileBytes::open(path);
  if (!bytes.ok()) {
    return diagnostic::format_text(diagnostic::Text::cli_cannot_read, language,
                                   {path, std::string(bytes.status().message())});
  }
  const Decoded decoded = decode(bytes->view());
  if (decoded.bad_byte) return worded(Code::unknown_encoding, {path, *decoded.bad_byte}, language);
  CsvTable table;
  if (const std::optional<CsvError> error = parse_csv(decoded.text, table)) {
    return csv_message(*error, path, table.headers.size(), language);
  }
  std::vector<TextColumn> columns;
  for (std::size_t i = 0; i < table.headers.size(); ++i) {
    TextColumn column;
    column.header = table.headers[i];
    std::optional<std::size_t> field = data.find_field(index, table.headers[i]);
    if (!field) {
      const HeaderParts parts = split_header(table.headers[i]);
      field = data.find_field(index, parts.name);
      if (field) {
        const std::optional<int> exponent = unit_exponent(parts.unit, entity.fields[*field].type);
        if (!exponent) {
          return worded(Code::unknown_header_unit, {path, table.headers[i], parts.unit}, language);
        }
        column.exponent = *exponent;
      }
    }
    if (field) column.header = entity.fields[*field].name;
    column.thousands = options.thousands;
    column.cells = std::move(table.columns[i]);
    columns.push_back(std::move(column));
  }
  const Status status = data.set_table_text(index, columns);
  if (status.ok()) return std::nullopt;
  return path + ": " + status.error().message(static_cast<Language>(language));
}

}  // namespace remit::cli

#include "cli/csv/load_table.h"

#include <iterator>
#include <utility>
#include <vector>

#include "cli/csv/comma_watch.h"
#include "cli/csv/csv_parser.h"
#include "cli/csv/decode.h"
#include "cli/csv/file_bytes.h"
#include "cli/csv/file_words.h"
#include "cli/csv/header_unit.h"
#include "cli/csv/load_parts.h"
#include "cli/text/texts.h"

namespace remit::cli {
namespace {

struct Separator {
  std::string_view text;
  Text name;
};
constexpr Separator kSeparators[] = {{";", Text::by_semicolons},
                                     {"\t", Text::by_tabs},
                                     {"|", Text::by_bars},
                                     {"，", Text::by_wide_commas},
                                     {"；", Text::by_wide_semicolons}};

/// What is wrong with a header that is the only one of its file and names nothing.
std::optional<std::string> only_header(const std::string& path, std::string_view header,
                                       Language language) {
  for (const Separator& separator : kSeparators) {
    if (header.find(separator.text) == std::string_view::npos) continue;
    return format_complaint("other_separator", language,
                            {path, header, format_text(separator.name, language)});
  }
  return std::nullopt;
}

bool is_numeric(const ValueType& type) {
  return type.kind == ValueKind::number || type.kind == ValueKind::money ||
         type.kind == ValueKind::duration;
}

/// What follows a field's name in a header like `租金 万元` or `fee: CNY`; empty if nothing does
/// that could be a unit.
std::string_view rest_after(std::string_view header, std::string_view name) {
  if (name.empty() || !header.starts_with(name)) return {};
  std::string_view rest = header.substr(name.size());
  const std::size_t begin = rest.find_first_not_of(" :-_/,");
  if (begin == std::string_view::npos) return {};
  const bool separate = begin > 0 || rest[0] == '%' || static_cast<unsigned char>(rest[0]) >= 0x80;
  rest.remove_prefix(begin);
  constexpr std::string_view kWideColon = "：";
  if (rest.starts_with(kWideColon)) rest.remove_prefix(kWideColon.size());
  const bool is_word = rest.find_first_not_of("0123456789.") != std::string_view::npos;
  return separate && is_word ? rest : std::string_view();
}

/// How the header of one of these fields should be written whose unit lacks its brackets.
std::optional<std::string> with_brackets(std::string_view header, const EntityInfo& entity,
                                         const std::vector<bool>& found) {
  for (std::size_t i = 0; i < entity.fields.size(); ++i) {
    const FieldInfo& field = entity.fields[i];
    if (found[i] || !is_numeric(field.type)) continue;
    for (const std::string& name : {field.label, field.name}) {
      const std::string_view unit = rest_after(header, name);
      if (unit.empty() || !unit_exponent(unit, field.type)) continue;
      return name + "(" + std::string(unit) + ")";
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> match_headers(const std::string& path,
                                         const std::vector<std::string_view>& headers,
                                         const EntityInfo& entity, std::size_t index,
                                         const LoadOptions& options, const Data& data,
                                         std::vector<TextColumn>& columns) {
  std::vector<bool> found(entity.fields.size());
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
    if (!field) continue;
    // A label that says its unit says it of the column that is called so.
    if (entity.fields[*field].name != header && column.exponent == 0)
      column.exponent =
          unit_exponent(split_header(header).unit, entity.fields[*field].type).value_or(0);
    column.header = entity.fields[*field].name;
    found[*field] = true;
  }
  if (headers.size() == 1 && columns[0].header == headers[0] &&
      !data.find_field(index, headers[0])) {
    if (auto wrong = only_header(path, headers[0], options.language)) return wrong;
  }
  for (const std::string_view header : headers) {
    if (data.find_field(index, split_header(header).name)) continue;
    const std::optional<std::string> meant = with_brackets(header, entity, found);
    if (!meant) continue;
    return format_complaint("near_column", options.language, {path, header, *meant});
  }
  return std::nullopt;
}

std::string table_message(const CsvError& error, const CsvTable& table, const std::string& path,
                          std::size_t index, std::uint64_t rows_before, const LoadOptions& options,
                          const Data& data) {
  const Language language = options.language;
  // A title stands alone in its line, with or without the commas of the columns behind it.
  const bool alone = error.kind == CsvError::Kind::no_header_above ||
                     (error.kind == CsvError::Kind::ragged_row && error.row + rows_before == 1);
  if (alone && table.headers.size() == 1 &&
      !data.find_field(index, split_header(table.headers[0]).name)) {
    if (auto wrong = only_header(path, table.headers[0], language)) return *wrong;
    return format_complaint("title_above_header", language, {path, table.headers[0]});
  }
  if (error.kind == CsvError::Kind::text_behind_quote && table.headers.empty()) {
    if (auto wrong = only_header(path, error.text, language)) return *wrong;
  }
  return csv_message(error, path, table.header_cells, rows_before, language);
}

std::optional<std::string> fill_table(const std::string& path, CsvTable& table, SheetColumns sheet,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, CommaWatch& commas, Data& data) {
  std::vector<TextColumn> columns;
  if (auto wrong = match_headers(path, table.headers, entity, index, options, data, columns))
    return wrong;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].cells = std::move(table.columns[i]);
    if (i < sheet.places.size()) columns[i].place = std::move(sheet.places[i]);
    if (i < sheet.covered.size()) columns[i].covered = std::move(sheet.covered[i]);
  }
  if (auto wrong = commas.look(path, columns, entity, table.lines, options.language)) return wrong;
  const Status status = data.set_table_text(index, columns, table.lines);
  if (!status.ok()) return path + ": " + status.error().message(options.language);
  return std::nullopt;
}

namespace {

/// All of it at once, which says what is wrong.
std::optional<std::string> load_whole(const std::string& path, std::string_view text,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, Data& data,
                                      std::optional<CsvError>& numbered) {
  CsvTable table;
  table.most = options.most;
  if (const std::optional<CsvError> error = parse_csv(text, table))
    return table_message(*error, table, path, index, 0, options, data);
  CommaWatch commas;
  if (auto wrong = fill_table(path, table, {}, entity, index, options, commas, data)) return wrong;
  numbered = std::move(table.numbered);
  return std::nullopt;
}

std::optional<std::string> load_bytes(const std::string& path, std::string_view bytes,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, Data& data) {
  const Language language = options.language;
  const Decoded decoded = decode(bytes, options.encoding);
  if (decoded.trouble) return encoding_message(*decoded.trouble, path, language);
  std::optional<CsvError> numbered;
  if (std::optional<PartsLoaded> parts =
          load_parts(path, decoded.text, entity, index, options, data)) {
    numbered = std::move(parts->numbered);
  } else if (auto wrong = load_whole(path, decoded.text, entity, index, options, data, numbered)) {
    return wrong;
  }
  if (decoded.guessed && options.note) {
    options.note(read_as_message(path, decoded.encoding->name, decoded.first_name, language));
  }
  if (numbered && options.note) options.note(perhaps_numbered_message(path, *numbered, language));
  if (!decoded.other_reading.empty() && options.note) {
    options.note(other_reading_message(path, decoded.first_name, decoded.other_reading, language));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data) {
  const Language language = options.language;
  const absl::StatusOr<FileBytes> bytes = FileBytes::open(path, options.most_bytes);
  if (!bytes.ok()) {
    return format_text(Text::cannot_read, language, {path, why_text(bytes.status(), language)});
  }
  std::optional<BackgroundDigest> digest;
  if (options.read) digest.emplace(bytes->view());
  std::optional<std::string> wrong = load_bytes(path, bytes->view(), entity, index, options, data);
  if (digest) options.read(digest->take());
  // What is wrong may be so because the file was written to meanwhile, and what looks right too.
  if (!bytes->changed()) return wrong;
  return format_text(Text::cannot_read, language,
                     {path, format_text(Text::file_changed, language)});
}

}  // namespace remit::cli

#include "cli/csv/file_words.h"

#include "cli/text/texts.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

std::string kind_in_words(FileKind kind, Language language) {
  const auto in_words = [language](Text text) { return format_text(text, language); };
  switch (kind) {
    case FileKind::workbook:
      return in_words(Text::kind_workbook);
    case FileKind::old_workbook:
      return in_words(Text::kind_old_workbook);
    case FileKind::web_page:
      return in_words(Text::kind_web_page);
    case FileKind::pdf:
      return in_words(Text::kind_pdf);
    case FileKind::compressed:
      return in_words(Text::kind_compressed);
    case FileKind::json:
      return in_words(Text::kind_json);
    case FileKind::utf16:
      return in_words(Text::kind_utf16);
    case FileKind::utf32:
      break;
  }
  return in_words(Text::kind_utf32);
}

}  // namespace

std::string csv_message(const CsvError& error, const std::string& path, std::size_t header_cells,
                        std::uint64_t rows_before, Language language) {
  const std::uint64_t row = error.row + rows_before;
  switch (error.kind) {
    case CsvError::Kind::ragged_row:
      return format_complaint("ragged_row", language,
                              {path, error.line, row, error.cells, header_cells});
    case CsvError::Kind::unclosed_quote:
      return format_complaint("unclosed_quote", language, {path, error.line});
    case CsvError::Kind::no_header_above:
      return format_complaint("no_header_above", language, {path, error.line, error.text});
    case CsvError::Kind::text_behind_quote:
      return format_complaint("text_behind_quote", language, {path, error.line, error.text});
    case CsvError::Kind::long_row:
      return format_complaint("long_row", language, {path, error.line, kLongestRow / kMiB});
    case CsvError::Kind::column_numbers:
      return format_complaint("column_numbers", language, {path, error.line, error.text});
    case CsvError::Kind::repeated_header:
      return format_complaint("repeated_header", language, {path, error.line});
    case CsvError::Kind::many_headers:
      return format_complaint("many_headers", language, {path, error.line, kMostHeaders});
    case CsvError::Kind::many_cells:
      return format_complaint("many_cells", language, {path, error.line});
    case CsvError::Kind::no_header:
      break;
  }
  return format_complaint("empty_table", language, {path});
}

std::string encoding_message(const EncodingTrouble& trouble, const std::string& path,
                             Language language) {
  using Kind = EncodingTrouble::Kind;
  switch (trouble.kind) {
    case Kind::no_text:
      return format_complaint("no_table", language, {path, kind_in_words(trouble.file, language)});
    case Kind::zero_byte:
      return format_complaint("no_table", language,
                              {path, format_text(Text::kind_binary, language, {trouble.line})});
    case Kind::mixed:
      return format_complaint("mixed_encoding", language, {path, trouble.line, trouble.other_line});
    case Kind::cut_off:
      return format_complaint("cut_off", language, {path, trouble.text});
    case Kind::bad_bytes:
      if (trouble.text.empty()) {
        return format_complaint("unknown_encoding", language, {path, trouble.line});
      }
      return format_complaint("bad_bytes", language, {path, trouble.line, trouble.text});
    case Kind::private_letter:
      return format_complaint("private_letter", language,
                              {path, trouble.line, trouble.encoding, trouble.text});
    case Kind::doubtful:
      return format_complaint("doubtful_encoding", language, {path, trouble.line, trouble.text});
    case Kind::marked_utf8:
      return format_complaint("marked_utf8", language, {path, trouble.text});
    case Kind::ambiguous:
      return format_complaint("ambiguous_encoding", language,
                              {path, trouble.line, trouble.text, trouble.other_text});
    case Kind::long_row:
      break;
  }
  return format_complaint("long_row", language, {path, trouble.line, kLongestRow / kMiB});
}

std::string read_as_message(const std::string& path, std::string_view encoding,
                            const std::string& first_name, Language language) {
  return format_complaint("read_as", language, {path, encoding, first_name});
}

std::string perhaps_numbered_message(const std::string& path, const CsvError& row,
                                     Language language) {
  return format_complaint("column_numbers_perhaps", language, {path, row.line, row.text});
}

std::string other_reading_message(const std::string& path, const std::string& name,
                                  const std::string& other, Language language) {
  return format_complaint("read_as_utf8", language, {path, name, other});
}

}  // namespace remit::cli

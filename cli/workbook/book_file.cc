#include "cli/workbook/book_file.h"

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/csv/file_bytes.h"
#include "cli/system/files.h"
#include "cli/text/double_of.h"
#include "cli/workbook/xlsxwriter.h"

namespace remit::cli {
namespace {

/// A cell holds 32 767 letters.
constexpr std::size_t kMostBytes = 32'000;
constexpr lxw_color_t kHeaderColour = 0xDCE6F1;
constexpr lxw_color_t kNeededColour = 0xFFF2CC;
constexpr lxw_color_t kErrorColour = 0xF8CBAD;
constexpr lxw_color_t kErrorText = 0x9C0006;
constexpr lxw_color_t kLine = 0xB9C0CA;

std::string number_format(int decimals, const char* whole, const char* behind) {
  std::string format = whole;
  if (decimals > 0) format += "." + std::string(static_cast<std::size_t>(decimals), '0');
  return format + behind;
}

void draw_lines(lxw_format* format) {
  xlsx().format_set_border(format, LXW_BORDER_THIN);
  xlsx().format_set_border_color(format, kLine);
}

/// Figures keep away from the text of the next column.
void set_right(lxw_format* format) {
  xlsx().format_set_align(format, LXW_ALIGN_RIGHT);
  xlsx().format_set_indent(format, 1);
}

bool is_of_table(CellLook look) { return look <= CellLook::date || look == CellLook::error; }

void dress(lxw_format* format, CellLook look, int decimals) {
  xlsx().format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  switch (look) {
    case CellLook::plain:
      xlsx().format_set_text_wrap(format);
      break;
    case CellLook::text:
      xlsx().format_set_num_format(format, "@");
      break;
    case CellLook::figure:
      xlsx().format_set_num_format(format, number_format(decimals, "#,##0", "").c_str());
      set_right(format);
      break;
    case CellLook::percent:
      xlsx().format_set_num_format(format, number_format(decimals, "0", "%").c_str());
      set_right(format);
      break;
    case CellLook::long_figure:
      xlsx().format_set_num_format(format, "@");
      set_right(format);
      break;
    case CellLook::date:
      xlsx().format_set_num_format(format, "yyyy-mm-dd");
      xlsx().format_set_align(format, LXW_ALIGN_LEFT);
      break;
    case CellLook::note:
      break;
    case CellLook::warning:
      xlsx().format_set_bold(format);
      xlsx().format_set_font_color(format, kErrorText);
      break;
    case CellLook::header:
    case CellLook::figure_header:
    case CellLook::needed_header:
      xlsx().format_set_bold(format);
      xlsx().format_set_text_wrap(format);
      xlsx().format_set_bg_color(format, look == CellLook::needed_header ? kNeededColour : kHeaderColour);
      draw_lines(format);
      if (look == CellLook::figure_header) set_right(format);
      xlsx().format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      break;
    case CellLook::title:
      xlsx().format_set_bold(format);
      xlsx().format_set_font_size(format, 14);
      break;
    case CellLook::heading:
      xlsx().format_set_bold(format);
      break;
    case CellLook::error:
      xlsx().format_set_bg_color(format, kErrorColour);
      xlsx().format_set_font_color(format, kErrorText);
      break;
    case CellLook::signature:
      xlsx().format_set_bottom(format, LXW_BORDER_THIN);
      break;
  }
}

absl::Status failure(lxw_error error) {
  return error == LXW_ERROR_CREATING_TMPFILE || error == LXW_ERROR_CREATING_XLSX_FILE
             ? absl::ResourceExhaustedError(xlsx().lxw_strerror(error))
             : absl::InternalError(xlsx().lxw_strerror(error));
}

/// The beginning of a text, so much of it as a cell holds.
std::string cell_part(std::string_view text) {
  std::size_t size = std::min<std::size_t>(text.size(), kMostBytes);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return std::string(text.substr(0, size)) + (size < text.size() ? "…" : "");
}

lxw_col_t narrow(std::size_t column) { return static_cast<lxw_col_t>(column); }

}  // namespace

BookFile::~BookFile() {
  if (book_ != nullptr) xlsx().lxw_workbook_free(book_);
  if (!path_.empty()) system::remove(path_.c_str());
}

absl::Status BookFile::open(bool streams) {
  if (!xlsx().loaded.ok()) return xlsx().loaded;
  const int file = system::make_new(system::temporary_folder(), path_);
  if (file < 0) {
    path_.clear();
    return system_error();
  }
  system::close(file);
  lxw_workbook_options options{};
  options.constant_memory = streams ? LXW_TRUE : LXW_FALSE;
  options.use_zip64 = LXW_FALSE;
  book_ = xlsx().workbook_new_opt(path_.c_str(), &options);
  if (book_ == nullptr) return absl::ResourceExhaustedError("workbook");
  // Else the moment of writing stands in the file.
  lxw_doc_properties properties{};
  properties.created = 946'684'800;  // 2000-01-01
  xlsx().workbook_set_properties(book_, &properties);
  return absl::OkStatus();
}

lxw_worksheet* BookFile::add_sheet(std::string_view name) {
  return xlsx().workbook_add_worksheet(book_, names_.add(name).c_str());
}

lxw_format* BookFile::format(CellLook look, int decimals) {
  lxw_format*& format = formats_[{look, decimals}];
  if (format == nullptr) {
    format = xlsx().workbook_add_format(book_);
    dress(format, look, decimals);
    if (ruled_ && is_of_table(look)) draw_lines(format);
  }
  return format;
}

absl::Status BookFile::finish(const std::function<absl::Status(std::string_view)>& take) {
  const lxw_error closed = xlsx().workbook_close(book_);
  book_ = nullptr;
  if (closed != LXW_NO_ERROR) return failure(closed);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      system::open_stream(path_, system::Access::read), std::fclose);
  if (file == nullptr) return system_error();
  std::string block(std::size_t{1} << 16, '\0');
  while (true) {
    const std::size_t got = std::fread(block.data(), 1, block.size(), file.get());
    if (std::ferror(file.get()) != 0) return system_error();
    if (got == 0) return absl::OkStatus();
    if (absl::Status done = take(std::string_view(block).substr(0, got)); !done.ok()) return done;
  }
}

bool fits_spreadsheet(std::string_view decimal) {
  constexpr std::size_t kDigits = 15;
  if (decimal.starts_with('-')) decimal.remove_prefix(1);
  std::size_t digits = 0;
  bool point = false;
  for (const char c : decimal) {
    if (c == '.' && !point) {
      point = true;
    } else if (c < '0' || c > '9') {
      return false;
    } else if (digits > 0 || c != '0') {
      ++digits;
    }
  }
  return !decimal.empty() && decimal != "." && digits <= kDigits;
}

void put_text(lxw_worksheet* sheet, std::uint32_t row, std::size_t column, std::string_view text,
              lxw_format* format) {
  if (text.empty()) {
    xlsx().worksheet_write_blank(sheet, row, narrow(column), format);
    return;
  }
  xlsx().worksheet_write_string(sheet, row, narrow(column), cell_part(text).c_str(), format);
}

void put_figure(BookFile& book, lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
                const std::string& decimal) {
  if (!fits_spreadsheet(decimal))
    return put_text(sheet, row, column, decimal, book.format(CellLook::long_figure));
  const double value = double_of(decimal).value_or(0);  // it has 15 digits at most
  const std::size_t point = decimal.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : decimal.size() - point - 1;
  xlsx().worksheet_write_number(sheet, row, narrow(column), value,
                                book.format(CellLook::figure, static_cast<int>(decimals)));
}

void put_date(BookFile& book, lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
              const Date& date) {
  const std::int32_t serial = to_days(date) - to_days({1899, 12, 30});
  constexpr std::int32_t kCertain = 61;
  if (serial < kCertain)
    return put_text(sheet, row, column, to_text(date), book.format(CellLook::text));
  xlsx().worksheet_write_number(sheet, row, narrow(column), serial, book.format(CellLook::date));
}

void put_comment(lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
                 const std::string& text) {
  lxw_comment_options options{};
  options.x_scale = 2.5;
  options.y_scale = 1.5;
  xlsx().worksheet_write_comment_opt(sheet, row, narrow(column), cell_part(text).c_str(), &options);
}

void set_printed(lxw_worksheet* sheet, std::uint32_t header) {
  constexpr std::uint8_t kA4 = 9;
  xlsx().worksheet_set_paper(sheet, kA4);
  xlsx().worksheet_set_landscape(sheet);
  xlsx().worksheet_fit_to_pages(sheet, 1, 0);
  xlsx().worksheet_repeat_rows(sheet, header, header);
  xlsx().worksheet_set_footer(sheet, "&C&P / &N");
}

}  // namespace remit::cli

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "cli/workbook/sheet_names.h"
#include "remit/date.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace remit::cli {

/// How cells look.
enum class CellLook : std::uint8_t {
  plain,        ///< text in lines that wrap
  text,         ///< text, whatever is typed there
  figure,       ///< a number with its thousands grouped and so many decimals
  percent,      ///< the same with a sign of percent
  long_figure,  ///< a number of too many digits, as text at the right
  date,
  note,  ///< text beside tables
  header,
  figure_header,  ///< over figures
  needed_header,  ///< of a column that has to be filled in
  title,
  heading,
  error,
  warning,    ///< text beside tables that must not be overlooked
  signature,  ///< a line to sign on
};

/// A workbook that is being written, to a file of its own in the folder for temporary files. Rows
/// of a sheet are written from top to bottom and take no memory. The same calls give the same
/// bytes.
class BookFile {
 public:
  BookFile() = default;
  ~BookFile();
  BookFile(const BookFile&) = delete;
  BookFile& operator=(const BookFile&) = delete;

  /// `streams`: cells are written as they come; else any cell may be written at any time.
  absl::Status open(bool streams = true);
  /// Cells of tables that ask for a format from now on have lines around them.
  void rule_tables() { ruled_ = true; }
  bool rules_tables() const { return ruled_; }
  /// A sheet called like that, or nearly so.
  lxw_worksheet* add_sheet(std::string_view name);
  lxw_format* format(CellLook look, int decimals = 0);
  lxw_workbook* book() const { return book_; }

  /// Finishes it, and gives its bytes to `take` in order.
  absl::Status finish(const std::function<absl::Status(std::string_view)>& take);

 private:
  std::string path_;
  lxw_workbook* book_ = nullptr;
  SheetNames names_;
  bool ruled_ = false;
  std::map<std::pair<CellLook, int>, lxw_format*> formats_;
};

// Cells of a sheet; rows and columns from 0.

void put_text(lxw_worksheet* sheet, std::uint32_t row, std::size_t column, std::string_view text,
              lxw_format* format);
/// A decimal: a number where a binary one of 64 bits keeps all its digits, else text.
void put_figure(BookFile& book, lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
                const std::string& decimal);
/// A day from 1 March 1900 on, before which calendars differ; else text.
void put_date(BookFile& book, lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
              const Date& date);
void put_comment(lxw_worksheet* sheet, std::uint32_t row, std::size_t column,
                 const std::string& text);
/// How the sheet comes out of a printer: A4 across, as many pages long as it takes and one wide,
/// its row of headers on each, and numbered.
void set_printed(lxw_worksheet* sheet, std::uint32_t header);

/// Whether the text is a decimal that a spreadsheet keeps: at most 15 digits.
bool fits_spreadsheet(std::string_view decimal);

}  // namespace remit::cli

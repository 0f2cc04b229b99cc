#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/workbook/book_trouble.h"
#include "cli/workbook/cell_styles.h"
#include "cli/workbook/shared_strings.h"
#include "cli/workbook/zip_archive.h"

namespace remit::cli {

/// Whether the first bytes of a file are those of a workbook of some kind, or of an archive.
bool is_workbook_file(std::string_view first_bytes);

/// A workbook (ECMA-376, both variants) in memory: its sheets, and what they share.
class Workbook {
 public:
  struct Sheet {
    std::string name;
    std::string part;  ///< of the archive
    bool hidden = false;
  };

  /// Null where `trouble` says what is wrong. `bytes` must outlive it.
  static std::unique_ptr<Workbook> open(std::string_view bytes, BookTrouble& trouble);
  /// Reads the texts that cells share, before any cell is read; once.
  std::optional<BookTrouble> read_strings();

  const std::vector<Sheet>& sheets() const { return sheets_; }
  /// By name; where none is called so exactly, in any case and without outer blanks.
  std::optional<std::size_t> find_sheet(std::string_view name) const;
  /// How long the part of a sheet says it is.
  std::uint64_t unpacked_bytes(std::size_t sheet) const;
  const ZipArchive& archive() const { return archive_; }
  const SharedStrings& strings() const { return strings_; }
  const CellStyles& styles() const { return styles_; }
  /// Whether days count from 1904.
  bool since_1904() const { return since_1904_; }

 private:
  explicit Workbook(std::string_view bytes) : archive_(bytes) {}
  std::optional<BookTrouble> read();

  ZipArchive archive_;
  std::vector<Sheet> sheets_;
  std::string strings_part_;  ///< empty: there is none
  SharedStrings strings_;
  CellStyles styles_;
  bool since_1904_ = false;
};

}  // namespace remit::cli

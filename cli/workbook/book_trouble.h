#pragma once

#include <cstdint>
#include <string>

#include "remit/language.h"

namespace remit::cli {

/// Why a file cannot be read as a workbook, or a sheet of it as a table.
struct BookTrouble {
  enum class Kind : std::uint8_t {
    broken,          ///< `text` names the part, `detail` says what is wrong with it
    locked,          ///< with a password
    other_format,    ///< `text` says which: .xls, .xlsb, .ods
    bomb,            ///< the part `text` grows beyond all measure when it is unpacked
    too_many_cells,  ///< of the sheet `text`
    merged_header,   ///< the cells `text` of the header are one
  };
  Kind kind = Kind::broken;
  std::string text;
  std::string detail;
};

/// In words; `path` is the file, with its sheet where one is meant.
std::string book_message(const BookTrouble& trouble, const std::string& path, Language language);

}  // namespace remit::cli

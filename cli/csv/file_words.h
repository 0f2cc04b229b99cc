#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/csv/csv_parser.h"
#include "cli/csv/encoding_scan.h"
#include "remit/language.h"

// What is wrong with a file as a table, in words.

namespace remit::cli {

/// `rows_before` come before the piece of the file that the error counts in; `header_cells` are
/// those of its first line.
std::string csv_message(const CsvError& error, const std::string& path, std::size_t header_cells,
                        std::uint64_t rows_before, Language language);

std::string encoding_message(const EncodingTrouble& trouble, const std::string& path,
                             Language language);

/// As which encoding a file is read, and what its first name is then.
std::string read_as_message(const std::string& path, std::string_view encoding,
                            const std::string& first_name, Language language);

/// That a row is taken as data which may number the columns.
std::string perhaps_numbered_message(const std::string& path, const CsvError& row,
                                     Language language);

/// That a file is read as UTF-8 whose first name reads `other` in GB18030.
std::string other_reading_message(const std::string& path, const std::string& name,
                                  const std::string& other, Language language);

}  // namespace remit::cli

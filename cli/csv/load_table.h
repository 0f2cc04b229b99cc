#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "remit/data.h"
#include "remit/language.h"
#include "remit/schema.h"

namespace remit::cli {

struct LoadOptions {
  bool thousands = false;  ///< accept 1,234,567.89
  Language language = Language::en;
};

/// Finds the field and the unit of each header, and puts them into `columns`, which stay without
/// cells and refer to the headers. What is wrong, in words, if anything is.
std::optional<std::string> match_headers(const std::string& path,
                                         const std::vector<std::string_view>& headers,
                                         const EntityInfo& entity, std::size_t index,
                                         const LoadOptions& options, const Data& data,
                                         std::vector<TextColumn>& columns);

/// What is wrong with a file as a table, in words. `rows_before` come before the piece of the file
/// that the error counts in.
std::string csv_message(const CsvError& error, const std::string& path, std::size_t headers,
                        std::uint64_t rows_before, Language language);
std::string encoding_message(const std::string& path, std::size_t byte, Language language);

/// Fills the table of an entity from a CSV file: any column order, headers by name or by label,
/// with or without a unit. What is wrong with the file as a whole comes back as one message in the
/// language asked; a bad cell is not such a thing, it becomes an error in the results.
std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data);

}  // namespace remit::cli

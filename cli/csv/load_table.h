#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/comma_watch.h"
#include "cli/csv/csv_parser.h"
#include "cli/csv/encoding.h"
#include "cli/csv/file_digest.h"
#include "remit/data.h"
#include "remit/language.h"
#include "remit/schema.h"

namespace remit::cli {

struct LoadOptions {
  bool thousands = false;              ///< accept 1,234,567.89
  bool fill_merged = false;            ///< what merged cells cover has the value of the first one
  const Encoding* encoding = nullptr;  ///< of the file; null: to be found out
  Language language = Language::en;
  /// Is told what stops nothing, in words; may be empty.
  std::function<void(const std::string&)> note;
  /// Is told what the file was; may be empty, and then nothing is made of it.
  std::function<void(const FileDigest&)> read{};
  std::size_t most_bytes = ~std::size_t{0};  ///< of the file
  CsvMost most{};                            ///< of its table
  std::uint32_t threads = 1;                 ///< that read it; 0: one per processor
};

/// Finds the field and the unit of each header, and puts them into `columns`, which stay without
/// cells and refer to the headers. What is wrong, in words, if anything is.
std::optional<std::string> match_headers(const std::string& path,
                                         const std::vector<std::string_view>& headers,
                                         const EntityInfo& entity, std::size_t index,
                                         const LoadOptions& options, const Data& data,
                                         std::vector<TextColumn>& columns);

/// What is wrong with the rows of a file, in words. `rows_before` come before the piece of the file
/// that is in `table`.
std::string table_message(const CsvError& error, const CsvTable& table, const std::string& path,
                          std::size_t index, std::uint64_t rows_before, const LoadOptions& options,
                          const Data& data);

/// What is known of the columns of a sheet beside their texts; nothing of a file of lines.
struct SheetColumns {
  std::vector<std::string> places;                  ///< TextColumn::place
  std::vector<std::vector<CoveredCell>> covered{};  ///< TextColumn::covered
};

/// Puts rows that were read into the table of an entity, or into a batch of it; takes their cells.
/// `path` names the file, and the sheet if there is one. What is wrong with them as a whole comes
/// back in words.
std::optional<std::string> fill_table(const std::string& path, CsvTable& table, SheetColumns sheet,
                                      const EntityInfo& entity, std::size_t index,
                                      const LoadOptions& options, CommaWatch& commas, Data& data);

/// Fills the table of an entity from a CSV file: any column order, headers by name or by label,
/// with or without a unit. What is wrong with the file as a whole comes back as one message in the
/// language asked; a bad cell is not such a thing, it becomes an error in the results.
std::optional<std::string> load_table(const std::string& path, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data);

}  // namespace remit::cli

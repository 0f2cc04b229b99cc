#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "cli/workbook/open_book.h"
#include "remit/policy.h"

namespace remit::cli {

struct RunInputs;

/// Where a table is: a file, or a sheet of a workbook.
struct TablePlace {
  std::string path;  ///< empty: nowhere
  OpenBook* book = nullptr;
  std::size_t sheet = 0;

  bool empty() const { return path.empty(); }
  /// `BOOK.xlsx#SHEET`, or the path.
  std::string text() const;
};

/// Where the table of each entity is, by entity: what --table says, else a file or a sheet called
/// like the entity or its label. Complains of tables that have to be there and are not, and sets
/// `status`.
std::optional<std::vector<TablePlace>> table_places(const Policy& policy, const RunInputs& inputs,
                                                    const Console& console, ExitStatus& status);

}  // namespace remit::cli

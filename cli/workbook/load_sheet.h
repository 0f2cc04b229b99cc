#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "cli/csv/load_table.h"
#include "cli/workbook/open_book.h"
#include "cli/workbook/sheet_pieces.h"

namespace remit::cli {

/// `BOOK.xlsx#SHEET`, as --table takes it.
std::string sheet_path(const std::string& book, const std::string& sheet);

/// The columns of a piece of a sheet beside their texts, which it takes from it.
SheetColumns columns_of(const SheetPieces& pieces, SheetPieces::Piece& piece);

/// Tells what there is to say of a sheet that was read.
void tell_notes(const SheetNotes& notes, const std::string& path, const LoadOptions& options);

/// Fills the table of an entity from a sheet of a workbook, as load_table does from a file.
std::optional<std::string> load_sheet(OpenBook& book, std::size_t sheet, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data);

}  // namespace remit::cli

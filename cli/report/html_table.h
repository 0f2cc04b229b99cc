#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/table_pieces.h"
#include "cli/text/console.h"
#include "cli/verb/shown_table.h"

namespace remit::cli {

/// `<h2>text</h2>` and a line end, the text made safe; `element` is the tag alone.
std::string html_element(const std::string& element, const std::string& text);

/// A table of a page; `name` is its class. Of the rows at most `most` stand there, 0 for all; what
/// is left out is told below.
std::string html_table(const ShownTable& shown, std::string_view name, const Console& console,
                       std::uint64_t most = 0);

/// The same of a list of a run, of which no more is made than stands there. `hidden`: a column that
/// is left out.
std::string html_table(TablePieces list, std::string_view name, const Console& console,
                       std::uint64_t most, std::string_view hidden = {});

/// The same of texts; `figures` says which columns stand at the right.
std::string html_table(const std::vector<std::string>& headings,
                       const std::vector<std::vector<std::string>>& rows,
                       const std::vector<bool>& figures);

/// The note on rows that a list leaves out.
std::string html_more(std::uint64_t rows, const Console& console);

}  // namespace remit::cli

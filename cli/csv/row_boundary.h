#pragma once

#include <cstddef>
#include <string_view>

namespace remit::cli {

/// Where the first row begins at the byte `at` of a table or behind it, as far as that shows
/// without reading what comes before: a guess, since the byte may lie within quotes, and quotes may
/// be letters of a cell. The first quotation mark from there on tells by its neighbours whether it
/// opens or closes, which the marks of a file of lines hardly leave open (Ge, Li, Eilebrecht,
/// Chandramouli, Kossmann, "Speculative distributed CSV data parsing for big data analytics",
/// SIGMOD 2019). Whoever reads from there finds out whether it was right when the rows before it
/// have been read: they end where it is. The end of the text where no row begins before `most`
/// more bytes.
std::size_t guess_row(std::string_view text, std::size_t at, std::size_t most);

}  // namespace remit::cli

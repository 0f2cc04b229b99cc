#pragma once

#include <cstdint>
#include <string_view>

namespace remit::cli {

/// Whether a formula of a cell in that column adds up other rows of the column: a function that
/// sums over a range of several of its rows (`ROUND(SUM(C2:C9),2)`, `SUMIF(A2:A9,"x",C2:C9)`),
/// `SUBTOTAL(109,Table1[fee])` below a table, or nothing but cells joined by `+`, several of them
/// of the column (`C2+C5`). Cells of other sheets do not count.
bool adds_up(std::string_view formula, std::uint32_t column);

}  // namespace remit::cli

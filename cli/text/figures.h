#pragma once

#include <string_view>

#include "remit/results.h"

namespace remit::cli {

/// Whether a column of results has figures: numbers, or what a report holds as text because its
/// lines have other numbers of decimals.
bool has_figures(const TableColumn& column);

/// Whether the text is written like a decimal: digits, a point, a sign.
bool is_decimal(std::string_view text);

}  // namespace remit::cli

#include "cli/text/figures.h"

#include <algorithm>
#include <iterator>

namespace remit::cli {

bool has_figures(const TableColumn& column) {
  constexpr std::string_view kFigures[] = {"metric", "goal", "progress", "amount"};
  const ValueKind kind = column.type.kind;
  return kind == ValueKind::number || kind == ValueKind::money || kind == ValueKind::duration ||
         std::find(std::begin(kFigures), std::end(kFigures), column.name) != std::end(kFigures);
}

bool is_decimal(std::string_view text) {
  return !text.empty() && text.find_first_not_of("-.0123456789") == std::string_view::npos;
}

}  // namespace remit::cli

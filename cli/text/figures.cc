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
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto is_whole = [](std::string_view digits) {
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (point == std::string_view::npos) return is_whole(text);
  return is_whole(text.substr(0, point)) && is_whole(text.substr(point + 1));
}

}  // namespace remit::cli

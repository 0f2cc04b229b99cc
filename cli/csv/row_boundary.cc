#include "cli/csv/row_boundary.h"

#include <algorithm>

namespace remit::cli {
namespace {

bool ends_cell(char c) { return c == ',' || c == '\n' || c == '\r'; }

/// Behind the quotation mark that closes the quotes in which the text begins, if the first marks
/// show that it does; else 0.
std::size_t behind_quotes(std::string_view text, std::size_t from, std::size_t end) {
  for (std::size_t at = from;; ++at) {
    at = text.substr(0, end).find('"', at);
    if (at == std::string_view::npos) return 0;
    if (at + 1 < text.size() && text[at + 1] == '"') {
      ++at;  // two stand for one, or for nothing
      continue;
    }
    const bool opens = at == 0 || ends_cell(text[at - 1]);
    const bool closes = at + 1 == text.size() || ends_cell(text[at + 1]);
    if (closes && !opens) return at + 1;
    if (opens && !closes) return 0;
  }
}

}  // namespace

std::size_t guess_row(std::string_view text, std::size_t at, std::size_t most) {
  if (at == 0) return 0;
  const std::size_t end = std::min(text.size(), at + std::min(most, text.size()));
  // A row begins at `at` itself where the byte before it ends a line.
  std::size_t from = std::max(at - 1, behind_quotes(text, at, end));
  while (from < end) {
    from = text.substr(0, end).find_first_of("\"\r\n", from);
    if (from == std::string_view::npos) break;
    if (text[from] != '"') {
      const bool pair = text[from] == '\r' && from + 1 < text.size() && text[from + 1] == '\n';
      return from + (pair ? 2 : 1);
    }
    from = text.substr(0, end).find('"', from + 1);
    if (from == std::string_view::npos) break;
    ++from;
  }
  return text.size();
}

}  // namespace remit::cli

#include "cli/workbook/book_trouble.h"

#include "cli/text/texts.h"

namespace remit::cli {

std::string book_message(const BookTrouble& trouble, const std::string& path, Language language) {
  using Kind = BookTrouble::Kind;
  switch (trouble.kind) {
    case Kind::locked:
      return format_complaint("workbook_locked", language, {path});
    case Kind::other_format:
      return format_complaint("other_workbook", language, {path, trouble.text});
    case Kind::bomb:
      return format_complaint("workbook_bomb", language, {path, trouble.text});
    case Kind::too_many_cells:
      return format_complaint("too_many_cells", language, {path, trouble.text});
    case Kind::merged_header:
      return format_complaint("merged_header", language, {path, trouble.text});
    case Kind::broken:
      break;
  }
  return format_complaint("broken_workbook", language, {path, trouble.text, trouble.detail});
}

}  // namespace remit::cli

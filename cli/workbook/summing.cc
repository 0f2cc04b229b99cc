#include "cli/workbook/summing.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "cli/workbook/cell_place.h"

namespace remit::cli {
namespace {

bool is_of_word(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '$' || c == ':' || c == '.' ||
         c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Goes through the words of a formula: functions, cells, ranges, numbers.
class Reader {
 public:
  Reader(std::string_view formula, std::uint32_t column) : formula_(formula), column_(column) {}

  bool adds_up() {
    while (at_ < formula_.size()) {
      const char c = formula_[at_];
      if (c == '"' || c == '\'') {
        at_ = std::min(formula_.find(c, at_ + 1), formula_.size() - 1) + 1;
        only_cells_ = false;
      } else if (is_of_word(c)) {
        word();
      } else {
        if (c == '!') elsewhere_ = true;
        if (c == '[') table_ = true;
        if (c != '+' && c != ' ') only_cells_ = false;
        ++at_;
      }
    }
    return (sums_ && (ranges_ > 0 || cells_ > 1)) || (subtotal_ && table_) ||
           (only_cells_ && cells_ > 1);
  }

 private:
  void word() {
    std::size_t end = at_;
    while (end < formula_.size() && is_of_word(formula_[end])) ++end;
    const std::string_view word = formula_.substr(at_, end - at_);
    at_ = end;
    const char next = end < formula_.size() ? formula_[end] : ' ';
    if (next == '(') {
      function(word);
    } else if (next == '!') {
      only_cells_ = false;  // the name of a sheet
    } else if (!elsewhere_) {
      cell(word);
    }
    elsewhere_ = false;
  }

  void function(std::string_view word) {
    only_cells_ = false;
    const std::string name = absl::AsciiStrToUpper(std::string(word.substr(word.rfind('.') + 1)));
    subtotal_ = subtotal_ || name == "SUBTOTAL" || name == "AGGREGATE";
    sums_ = sums_ || subtotal_ || name.starts_with("SUM");
  }

  void cell(std::string_view word) {
    const std::optional<CellRange> range = parse_range(word);
    if (!range) {
      only_cells_ = false;
      return;
    }
    if (range->first.column > column_ || range->last.column < column_) return;
    if (range->first.row < range->last.row)
      ++ranges_;
    else
      ++cells_;
  }

  std::string_view formula_;
  std::uint32_t column_;
  std::size_t at_ = 0;
  bool elsewhere_ = false;  ///< what follows is a cell of another sheet
  bool table_ = false;      ///< a column of a table is named: `Table1[fee]`
  bool sums_ = false, subtotal_ = false, only_cells_ = true;
  int ranges_ = 0, cells_ = 0;
};

}  // namespace

bool adds_up(std::string_view formula, std::uint32_t column) {
  return Reader(formula, column).adds_up();
}

}  // namespace remit::cli

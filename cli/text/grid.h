#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace remit::cli {

/// A table for a terminal: columns as wide as their widest cell in terminal cells, so that Chinese
/// and Latin text stand in line; figures at the right.
class Grid {
 public:
  enum class Align { left, right };

  void add_column(std::string heading, Align align);
  /// One cell per column.
  void add_row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }

  /// Heading, a rule, the rows; each line indented by two blanks and without blanks at its end.
  std::string text() const;

 private:
  struct GridColumn {
    std::string heading;
    Align align;
    std::size_t width;
  };
  std::vector<GridColumn> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// A decimal with a comma between each three digits before the point.
std::string group_thousands(std::string_view decimal);

}  // namespace remit::cli

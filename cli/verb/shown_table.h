#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "cli/text/console.h"
#include "remit/results.h"

namespace remit::cli {

/// A table for people: some of its columns under their captions, its cells in words.
class ShownTable {
 public:
  ShownTable(Table table, const Console& console);

  /// Leaves out a column, if there is one of that name.
  void hide(std::string_view column);
  /// What stands for the figure of a cell in error, where another column has the reason.
  void show_wrong_figures_as(std::string_view text) { wrong_figure_ = text; }

  const Table& table() const { return table_; }
  std::size_t width() const { return shown_.size(); }
  std::string caption(std::size_t index) const;
  /// Whether the column has figures, which stand at the right.
  bool is_figure(std::size_t index) const;
  /// The column of the table that stands there.
  std::size_t column(std::size_t index) const { return shown_[index]; }
  /// Thousands grouped, yes and no, why a cell is in error.
  std::string cell(std::uint64_t row, std::size_t index) const;
  std::vector<std::string> cells(std::uint64_t row) const;

 private:
  Table table_;
  const Console& console_;
  std::string wrong_figure_;  ///< empty: why it is wrong
  std::vector<std::size_t> shown_;
};

}  // namespace remit::cli

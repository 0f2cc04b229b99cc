#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "remit/list_lines.h"
#include "remit/results.h"

namespace remit::cli {

/// Rows of a table, `begin` to `end`.
struct TablePiece {
  Table table;
  std::uint64_t begin = 0, end = 0;
};

/// A table that is read some thousand rows at a time: one that is there as a whole, or a list of a
/// run, of which nothing is held but what is being read. Whatever is written or shown of a list
/// that grows with the rows goes through it.
class TablePieces {
 public:
  static constexpr std::uint64_t kRows = 4 * 1024;

  TablePieces(Table whole);  // NOLINT(google-explicit-constructor)
  explicit TablePieces(ListLines list);

  std::uint64_t rows() const { return rows_; }
  /// The columns that all pieces have, in a table that may be without rows.
  const Table& head() const { return head_; }

  /// From now on these columns only, in this order.
  void select(std::vector<std::size_t> columns);

  /// The next piece, from the first on; nothing after the last, and of a table without rows.
  std::optional<TablePiece> next();

  /// The same in two steps, so that threads may make pieces beside each other: which lines are
  /// next, by one thread at a time, and what they are, by any number. Of a list whose pieces must
  /// be made in order the first step makes them.
  struct Lines {
    std::uint64_t begin = 0, end = 0;
    std::optional<TablePiece> made;
  };
  std::optional<Lines> next_lines();
  TablePiece made(const Lines& lines) const;

 private:
  TablePiece make(std::uint64_t begin, std::uint64_t end) const;

  Table head_;
  std::optional<ListLines> list_;  ///< else `head_` is the whole
  std::optional<std::vector<std::size_t>> selected_;
  std::uint64_t rows_;
  std::uint64_t read_ = 0;
};

/// A list of a run, of those that no run fails to give: all but what rounding changed.
TablePieces list_of(const Results& results, RunList list, Language language);

}  // namespace remit::cli

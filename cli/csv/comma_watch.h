#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "remit/data.h"
#include "remit/language.h"
#include "remit/schema.h"

namespace remit::cli {

/// Watches over how the numbers of each column are written. A column in which one cell has a comma
/// before its decimals (12,50) and another one that could be thousands (1,234 where they are
/// accepted, or 1.234) has been written by somebody who means something else by these signs.
class CommaWatch {
 public:
  /// Looks at the rows of a file, or at some of them after those before; `lines` say where they
  /// begin. What is wrong, in words, if anything is.
  std::optional<std::string> look(const std::string& path, std::span<const TextColumn> columns,
                                  const EntityInfo& entity, std::span<const LineRun> lines,
                                  Language language);

 private:
  struct Cell {
    std::string text;
    std::uint64_t line = 0;
  };
  struct Seen {
    std::optional<Cell> decimal, group;
  };
  std::map<std::string, Seen, std::less<>> seen_;  ///< by column
};

/// What is seen of commas in some rows of a table, for each column that holds figures. What rows
/// seen apart have adds up.
class CommaMarks {
 public:
  void add(const CommaMarks& more);
  /// Whether CommaWatch may find something wrong with all that was seen.
  bool may_be_wrong() const;

 private:
  friend class CommaColumns;
  struct Marks {
    bool decimal = false, thousands = false;  ///< that a comma or point stands before
  };
  std::vector<Marks> columns_;
};

/// The columns of a table that CommaWatch looks at.
class CommaColumns {
 public:
  CommaColumns(std::span<const TextColumn> columns, const EntityInfo& entity);

  /// `cells` by column of the table; without `quotes` in their text none has a comma.
  CommaMarks look(std::span<const std::vector<std::string_view>> cells, bool quotes) const;

 private:
  struct Column {
    std::size_t index;
    bool thousands;
  };
  std::vector<Column> columns_;
};

}  // namespace remit::cli

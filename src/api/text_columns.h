// The columns of a table of texts, while their cells are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/data_impl.h"
#include "diagnostic/diagnostic.h"
#include "remit/data.h"
#include "table/builder.h"
#include "table/column_builder.h"
#include "table/header.h"

namespace remit::api {

/// Long numbers of a column of which a spreadsheet has kept 15 digits: all of them, so that it is
/// no chance.
class RoundedNumbers {
 public:
  void look(std::string_view cell);
  void append(const RoundedNumbers& part);
  std::optional<diagnostic::Diagnostic> words(const std::string& table,
                                              const std::string& column) const;

 private:
  bool whole_ = false;  ///< one has more digits
  std::uint64_t count_ = 0;
  std::string first_;
};

/// Shares of one column some of which have a sign of percent and others not.
class MixedPercents {
 public:
  void look(std::string_view cell);
  void append(const MixedPercents& part);
  std::optional<diagnostic::Diagnostic> words(const std::string& table,
                                              const std::string& column) const;

 private:
  std::string with_, without_;  ///< the first of each
  std::string meant_;           ///< by the one without
};

/// The cells of a table, rows after rows, as they are read from their texts within the budget of
/// the thread. What was read in parts, each from its own row 0, comes to the same as what was read
/// at once.
class TextCells {
 public:
  struct Total {
    std::uint64_t row;
    std::string word;
  };
  struct Column {
    std::size_t field = table::HeaderMatch::kNone;  ///< kNone: none reads it
    bool watches_percents = false, watches_digits = false;
    std::optional<table::ColumnBuilder> cells{};  ///< of what a field reads
    std::uint64_t size = 0;
    MixedPercents percents{};
    RoundedNumbers digits{};
    std::vector<Total> totals{};  ///< that rows are, as the cells of a column say that none reads
  };

  void add_column(Column column) { columns_.push_back(std::move(column)); }
  /// The same columns without cells, to be appended.
  TextCells part() const;
  /// Puts the cells behind those of the column. All columns get as many.
  void read(std::size_t column, std::span<const std::string_view> cells);
  void append(const TextCells& part);

  std::uint64_t rows() const { return rows_; }
  std::vector<Column>& columns() { return columns_; }
  std::size_t size() const { return columns_.size(); }

 private:
  std::vector<Column> columns_;
  std::uint64_t rows_ = 0;
};

/// A table that is made of them. `cells` refer to it.
class TextColumns {
 public:
  /// `table` is one without rows, whose headers are matched.
  TextColumns(table::TableBuilder table, table::HeaderMatch match, std::size_t entity,
              std::span<const TextColumn> columns);

  TextCells cells;

  void refuse_covered(std::size_t column, const TextColumn& given);
  /// `lines` count from row `first` on.
  void add_lines(std::span<const LineRun> lines, std::uint64_t first);
  /// Room for so many rows, held as narrow as they are where that pays.
  void expect(std::uint64_t rows);
  /// All cells of the column were read.
  void finish(std::size_t column);
  /// They become the table of the entity; nothing is left here.
  void replace_table(Data::Impl& data);

 private:
  table::TableBuilder table_;  ///< without cells until all of a column were read
  table::HeaderMatch match_;
  std::uint32_t entity_;
  std::vector<std::string> headers_;
  std::vector<LineRun> lines_;
};

}  // namespace remit::api

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "table/column_builder.h"
#include "table/dataset.h"
#include "table/problem.h"
#include "table/schema.h"

namespace remit::table {

/// Collects the rows of one entity. Cells may be set in any order; a row exists as soon as one of
/// its cells was set or add_row() made it. Cells never set are blank. Changed by one thread at a
/// time, but the builders of different entities may be filled by different threads. Copies share
/// the memory of columns that neither has changed since.
class TableBuilder {
 public:
  /// `entity` indexes `schemas`, which is shared because references are read as the keys of other
  /// entities.
  TableBuilder(std::shared_ptr<const Schemas> schemas, std::uint32_t entity);
  // Out of line, here and below: whoever includes this need not compile them.
  TableBuilder(const TableBuilder& other);
  TableBuilder(TableBuilder&& other) noexcept;
  TableBuilder& operator=(const TableBuilder& other);
  TableBuilder& operator=(TableBuilder&& other) noexcept;
  ~TableBuilder();

  const EntitySchema& schema() const { return (*schemas_)[entity_]; }
  std::uint64_t rows() const { return rows_; }
  /// Whether anything was supplied: a table without rows is given too.
  bool given() const { return given_; }
  void give() { given_ = true; }
  /// As if nothing had been supplied.
  void clear();

  /// Appends a row and returns its number. The whole has one row only: always 0.
  std::uint64_t add_row() {
    given_ = true;
    return entity_ == 0 ? 0 : rows_++;
  }

  /// The cells of a field, for a reader that goes column by column. After filling it, say how many
  /// rows there are with set_rows().
  ColumnBuilder& column(std::size_t field) { return columns_[field]; }
  const ColumnBuilder& column(std::size_t field) const { return columns_[field]; }
  std::size_t column_count() const { return columns_.size(); }
  /// At least so many rows.
  void set_rows(std::uint64_t rows);

  void set_text(std::uint64_t row, std::size_t field, std::string_view text) {
    extend(row);
    columns_[field].set_text(row, text);
  }
  void set_number(std::uint64_t row, std::size_t field, Int128 coefficient, int decimals) {
    extend(row);
    columns_[field].set_number(row, coefficient, decimals);
  }
  void set_double(std::uint64_t row, std::size_t field, double value) {
    extend(row);
    columns_[field].set_double(row, value);
  }
  void set_bad_text(std::uint64_t row, std::size_t field, std::string_view text) {
    extend(row);
    columns_[field].set_bad(row, ProblemKind::bad_text, text);
  }
  void set_boolean(std::uint64_t row, std::size_t field, bool value) {
    extend(row);
    columns_[field].set_boolean(row, value);
  }
  void set_date(std::uint64_t row, std::size_t field, std::int32_t days) {
    extend(row);
    columns_[field].set_date(row, days);
  }
  void set_blank(std::uint64_t row, std::size_t field) {
    extend(row);
    columns_[field].set_blank(row);
  }

  /// Where the rows stand in a file; ascending.
  void set_lines(std::span<const LineRun> lines) { lines_.assign(lines.begin(), lines.end()); }

  /// What the field's column is called in its spreadsheet: `sheet!C`.
  void set_place(std::size_t field, std::string place);
  /// Empty where it is in none.
  std::string_view place_of(std::size_t field) const;

  /// Takes a whole column that was built elsewhere (Arrow), with the storage of the field's own
  /// type, of a reference that of the key it refers to; all columns of the table then must have
  /// as many rows. Replaces what was set before.
  void supply(std::size_t field, ColumnData column, std::vector<InputProblem> problems,
              std::vector<ColumnBuilder::WordForNothing> words = {});
  /// For who fills whole columns, once all cells of this one are there and none will be set again:
  /// held in as few bytes as its values take (narrow_column.h). Keys stay as they are, since they
  /// are looked up in 64 bits.
  void hold_narrow(std::size_t field, base::Executor* executor = nullptr);
  /// For who knows beforehand that `rows` will come at least: they are held so as they come.
  void begin_narrow(std::size_t field, std::uint64_t rows);
  /// A cell of a column that no field reads says that its row adds up others.
  void refuse_total(std::uint64_t row, std::string_view word, std::string_view header);
  /// What was taken as it stands and may mean nothing.
  std::vector<ColumnBuilder::WordForNothing> words_for_nothing(std::size_t field) const;
  /// At which line of its file the row begins; 0: not known.
  std::uint64_t line_of(std::uint64_t row) const { return table::line_of(lines_, row); }

  bool is_whole() const { return entity_ == 0; }
  /// The field as its cells are read: itself, or for a reference the key that it is read as.
  const FieldSchema& stored_field(std::size_t field) const;

 private:
  friend class DatasetBuilder;
  struct Supplied {
    ColumnData column;
    std::vector<InputProblem> problems;
    std::vector<ColumnBuilder::WordForNothing> words;
  };

  void extend(std::uint64_t row) {
    if (row >= rows_) set_rows(row + 1);
  }
  /// The column where every cell of it has a value, and no other row is named by one.
  std::optional<ColumnData> plain_column(std::uint32_t field) const;
  // The table with its references still as keys.
  Table build(std::vector<InputProblem>& problems) const;

  std::shared_ptr<const Schemas> schemas_;
  std::uint32_t entity_;
  std::uint64_t rows_ = 0;
  bool given_ = false;
  std::vector<ColumnBuilder> columns_;
  std::vector<std::optional<Supplied>> supplied_;
  std::vector<LineRun> lines_;
  std::vector<std::string> places_;  ///< by field, as far as there are any
  std::vector<InputProblem> totals_;
};

/// The tables of a run, as they are collected. Copies are independent and share unchanged columns.
class DatasetBuilder {
 public:
  /// schemas[0] is the whole: it always has one row, and none but row 0 may be set.
  explicit DatasetBuilder(Schemas schemas);
  DatasetBuilder(const DatasetBuilder& other);
  DatasetBuilder(DatasetBuilder&& other) noexcept;
  DatasetBuilder& operator=(const DatasetBuilder& other);
  DatasetBuilder& operator=(DatasetBuilder&& other) noexcept;
  ~DatasetBuilder();

  const Schemas& schemas() const { return *schemas_; }
  TableBuilder& table(std::size_t entity) { return tables_[entity]; }
  const TableBuilder& table(std::size_t entity) const { return tables_[entity]; }
  /// One without rows, to be filled and then moved to table(): nothing of it is seen before.
  TableBuilder empty_table(std::size_t entity) const {
    return TableBuilder(schemas_, static_cast<std::uint32_t>(entity));
  }
  /// By name or label.
  std::optional<std::size_t> find_entity(std::string_view name) const;

  struct Built {
    Dataset dataset;
    /// Everything that is wrong with the tables, by entity, then field, then row.
    std::vector<InputProblem> problems;
  };
  /// Finds duplicate keys and turns references into row numbers. Columns share the builder's memory
  /// where they can, and stay as they are when it changes. Several threads may build at once.
  ///
  /// Every row with a key that occurs twice has CellFault::duplicate_key in its key, and references
  /// to it carry that fault; rows without a key of their own are in error as a whole
  /// (Table::refused). References to an entity without a table are CellFault::hole.
  /// On the threads of `executor`, null: on this one.
  Built build(base::Executor* executor = nullptr) const;

  struct Changed {
    std::uint32_t entity;
    std::uint32_t field;
    bool operator==(const Changed&) const = default;
  };
  /// The same where cells of these columns alone were set since build() gave `before`: everything
  /// else is taken over. Nothing where that might not do: something was wrong with the tables or
  /// is now, rows are named by such a cell.
  std::optional<Built> rebuild(Built before, std::span<const Changed> changed) const;

 private:
  std::shared_ptr<const Schemas> schemas_;
  std::vector<TableBuilder> tables_;
};

}  // namespace remit::table

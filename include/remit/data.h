#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/decimal.h"
#include "remit/lines.h"
#include "remit/options.h"
#include "remit/status.h"

// The Arrow C data interface, https://arrow.apache.org/docs/format/CDataInterface.html; whoever
// fills them includes their definition.
struct ArrowSchema;
struct ArrowArray;
struct ArrowArrayStream;

namespace remit {

/// Something noticed while data was taken in that stops nothing: an unknown column was ignored.
struct DataNote {
  std::string entity;
  std::string column;
  std::string message;
};

/// A cell without a value of its own, because cells of a spreadsheet that were merged cover it. It
/// is no blank: the cell is in error, and what covers it is said.
struct CoveredCell {
  std::uint64_t row = 0;  ///< of the table, from 0
  std::string by;         ///< `B2:B4`
};

/// One column of a table of texts.
struct TextColumn {
  std::string_view header;
  /// Power of ten of the unit in which its numbers are written: 4 for a column in 万元, -2 for one
  /// in percent. They are scaled exactly.
  int exponent = 0;
  bool thousands = false;  ///< "1,234,567.89" is accepted
  std::vector<std::string_view> cells;
  /// What a cell of the column is called in its spreadsheet, without its row: `sheet!C`. Then what
  /// is said of the cell names it so; `lines` have its row. Empty: a file of lines.
  std::string place{};
  std::vector<CoveredCell> covered{};
};

/// The input tables of one run: one table for each entity of a policy. Filled by one thread at a
/// time; while nobody changes it, any number of threads may evaluate it. Copies are independent and
/// share unchanged columns.
///
/// Entities and fields are named by their index in Policy::entities. A cell that is never set is
/// blank. A cell that cannot be read (not a number, too many digits, an unknown category) is no
/// failure of the call: the cell becomes an error that the results list with row, column, text and
/// what was expected.
class Data {
 public:
  struct Impl;
  explicit Data(std::unique_ptr<Impl> impl);
  Data(const Data&);
  Data(Data&&) noexcept;
  Data& operator=(const Data&);
  Data& operator=(Data&&) noexcept;
  ~Data();

  /// Index of an entity, or of a field of one, by name or else by label.
  std::optional<std::size_t> find_entity(std::string_view name_or_label) const;
  std::optional<std::size_t> find_field(std::size_t entity, std::string_view name_or_label) const;

  /// Appends a row of blank cells and gives its number, from 0. The whole has its one row already.
  Result<std::uint64_t> add_row(std::size_t entity);
  std::uint64_t row_count(std::size_t entity) const;
  /// Drops all rows of the table, so that the object can be used again.
  Status clear(std::size_t entity);

  /// Sets one cell from its text, as it would stand in a table: "1234.50", "2010-01-31", "true" or
  /// "是", a category's word, the key of the row referred to. An empty text is a blank cell.
  Status set_text(std::size_t entity, std::uint64_t row, std::size_t field, std::string_view text);
  /// Sets one cell of a number or money field.
  Status set_decimal(std::size_t entity, std::uint64_t row, std::size_t field, Decimal value);
  /// Sets one cell from a binary float. In a field of figures that is neither key nor reference it
  /// counts as the shortest decimal that reads back as the same float; NaN is a blank. Any other
  /// float makes the cell an error: in any other field, infinite, of more decimals than the field
  /// keeps, or so large that two values of the field may read as it (from 2^53 on, with two
  /// decimals from 2^46 on).
  Status set_double(std::size_t entity, std::uint64_t row, std::size_t field, double value);
  /// Makes one cell an error: what stood there was no value at all. `text` is shown for it.
  Status set_unreadable(std::size_t entity, std::uint64_t row, std::size_t field,
                        std::string_view text);
  Status set_bool(std::size_t entity, std::uint64_t row, std::size_t field, bool value);
  Status set_date(std::size_t entity, std::uint64_t row, std::size_t field, Date value);
  Status set_blank(std::size_t entity, std::uint64_t row, std::size_t field);

  /// Replaces a whole table by columns of texts, all of one length, matched with the fields by name
  /// or by label, in any order. A header that names no field is ignored with a note; a field that
  /// no column names although it is neither optional nor defaulted, or that two columns name, is a
  /// data error that names it; so is a header that is almost the name of a field which no column
  /// names. Cells of a table set as a whole cannot be set one by one afterwards
  /// (StatusCode::unsupported) until clear(). `lines`, ascending, say where the rows stand in a
  /// file, for what is said of them.
  Status set_table_text(std::size_t entity, std::span<const TextColumn> columns,
                        std::span<const LineRun> lines = {});
  /// Replaces a whole table by an Arrow struct array, or by a stream of them; fields are matched by
  /// name or label as above. Takes over `array` or `stream` (it is released, at the latest with
  /// this object and all its copies and results) even when the call fails; `schema` stays the
  /// caller's. Buffers whose layout fits are used in place.
  Status set_table_arrow(std::size_t entity, const ArrowSchema* schema, ArrowArray* array);
  Status set_table_arrow(std::size_t entity, ArrowArrayStream* stream);

  /// As many threads as tables of Arrow are taken in on from here on, by this object and copies of
  /// it; 0: as many as the processor has. One at first. What comes in does not depend on it. A run
  /// finds and binds what it reads on RunOptions::threads.
  void set_threads(std::uint32_t threads);

  /// What was noticed since the object was made, in the language asked.
  std::vector<DataNote> notes(Language language) const;

  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace remit

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/hash_map.h"
#include "base/int128.h"
#include "number/decimal.h"
#include "table/cell_text.h"
#include "table/column_data.h"
#include "table/problem.h"
#include "table/schema.h"
#include "table/shared_vector.h"

namespace remit::table {

/// Collects the cells of one input column, in any order but cheapest row by row.
///
/// A cell that is no value of the field's type becomes a fault and a problem that keeps its text;
/// it never stops the rest. Numbers are held in 64 bits, or 32 (begin_narrow), until one needs
/// more. A clean number costs no allocation of its own. Setting a cell either succeeds or, where
/// memory runs out, leaves the column as it was. Copies, and the columns built, share memory until
/// one is changed. Changed by one thread at a time; build() may run in several.
class ColumnBuilder {
 public:
  /// `field` says what the column is to the entity, `stored` how its cells are read: the same
  /// field, except for references, which are read as the key of the entity they refer to.
  /// Both must outlive the builder.
  ColumnBuilder(const FieldSchema& field, const FieldSchema& stored, bool is_key);

  /// How numbers given as text are written; for later cells.
  void set_syntax(NumberSyntax syntax) {
    syntax_ = syntax;
    syntax_.percent = stored_->percent;
  }

  void set_text(std::uint64_t row, std::string_view text);
  void set_number(std::uint64_t row, Int128 coefficient, int decimals);
  void set_decimal(std::uint64_t row, const number::Decimal& value);
  /// By its shortest round-trip decimal, where the field holds figures and no other value of the
  /// field may have been meant. NaN is a blank; infinity, and a float in any other field, in a key
  /// or in a reference is a fault.
  void set_double(std::uint64_t row, double value);
  void set_float(std::uint64_t row, float value);
  void set_boolean(std::uint64_t row, bool value);
  void set_date(std::uint64_t row, std::int32_t days);
  /// Nothing: the field's default, or blank.
  void set_blank(std::uint64_t row);

  /// Where the number of this cell may be put at once, else null: all cells of the column have
  /// values, held in 64 bits and shared with nobody, and a coefficient at `decimals` is one of the
  /// field, so that nothing is to be read and nothing to be forgotten. What a host asks that sets
  /// one cell again and again.
  std::int64_t* number_to_replace(std::uint64_t row, int decimals) {
    const bool may = row < size_ && is_number_ &&
                     std::int64_t{decimals} - syntax_.exponent == stored_->decimals &&
                     blanks_.empty() && troubles_.empty() && words_.empty() && totals_.empty();
    auto* const numbers = may ? std::get_if<SharedVector<std::int64_t>>(&cells_) : nullptr;
    std::int64_t* const own = numbers != nullptr ? numbers->own() : nullptr;
    return own != nullptr ? own + row : nullptr;
  }

  /// A cell that the reader itself could not make sense of.
  void set_bad(std::uint64_t row, ProblemKind kind, std::string_view text);

  /// What is stored of a cell with a value that is no text: a coefficient of the stored decimals, a
  /// day, a code or a truth. Nothing where it has none or does not fit 64 bits.
  std::optional<std::int64_t> small_value(std::uint64_t row) const;
  /// The same of a number of 64 bits in a column without blanks and troubles; null for others,
  /// which may have one nevertheless.
  const std::int64_t* plain_number(std::uint64_t row) const {
    const auto* const numbers = std::get_if<SharedVector<std::int64_t>>(&cells_);
    const bool plain = numbers != nullptr && row < size_ && blanks_.empty() && troubles_.empty();
    return plain && !stored_->whole ? numbers->begin() + row : nullptr;
  }

  // For readers that have whole columns. If one of these throws, the column is of no use any more.

  /// Of a column without cells: numbers are held in 32 bits until one needs more.
  void begin_narrow();
  bool is_narrow() const {
    return is_number_ && std::holds_alternative<SharedVector<std::int32_t>>(cells_);
  }
  /// From here on in 64 bits, those that are there too.
  void end_narrow();

  /// Cells `row` .. `row + count - 1` to be filled, where they are stored as T, and null where they
  /// are not. Whoever asks sets every one of them, to values that need no reading, or later by
  /// another method, and says so with took().
  template <typename T>
  T* cells_at(std::uint64_t row, std::uint64_t count);
  /// Of up to 64 cells from `row` on that cells_at() gave, those whose bit is set were filled; the
  /// others become blank.
  void took(std::uint64_t row, std::uint64_t filled, unsigned count);
  /// Appends `count` texts from `row` on, which need no reading: good ones, not blank, and without
  /// blanks at their ends where they name rows. Text i is bytes[offsets[i] .. offsets[i + 1]); the
  /// offsets need not be aligned.
  template <typename Offset>
  void add_texts(std::uint64_t row, std::uint64_t count, const void* offsets, const char* bytes);
  /// The cells from `row` on, behind all that were set, from their texts: what set_text() makes of
  /// them one by one, but what the kind of the column is is asked once.
  void set_texts(std::uint64_t row, std::span<const std::string_view> texts);
  /// Puts the cells of another column of the same field, each of which was set once, behind those
  /// that are here.
  void append(const ColumnBuilder& part);
  /// Room for so many cells, texts apart.
  void reserve(std::uint64_t rows);
  std::uint64_t size() const { return size_; }
  /// The cell `row` becomes what cell `at` is of another column of the same field, each cell of
  /// which was set once.
  void repeat(std::uint64_t row, const ColumnBuilder& of, std::uint64_t at);
  /// Power of ten by which a coefficient at `decimals` becomes one of this column.
  int shift_from(int decimals) const { return stored_->decimals - decimals + syntax_.exponent; }
  type::TypeKind stored_kind() const { return stored_->type.kind; }
  /// Whether the field takes binary floats: figures do, but names of rows are no figures.
  bool takes_floats() const;
  bool names_rows() const { return is_key_ || field_->type.kind == type::TypeKind::reference; }
  /// Whether a text may say that there is no value, which has to be read.
  bool may_not_apply() const { return field_->may_not_apply; }
  /// What a text may take.
  std::size_t most_text_bytes() const { return stored_->limits.text_bytes; }
  /// A column of the same field without cells.
  ColumnBuilder like() const {
    ColumnBuilder other(*field_, *stored_, is_key_);
    other.syntax_ = syntax_;
    return other;
  }
  /// Whether every cell is what it was set to: no blank, nothing that is no value.
  bool is_clean() const { return blanks_.empty() && troubles_.empty(); }
  /// The values by row, where they are stored as T; null where not. Good until the next change.
  template <typename T>
  const T* stored() const {
    const auto* cells = std::get_if<SharedVector<T>>(&cells_);
    return cells == nullptr ? nullptr : cells->begin();
  }

  /// Texts that may stand for nothing and were taken as they stand, each with the first row.
  struct WordForNothing {
    std::uint64_t row = 0;
    std::string word;
  };
  std::vector<WordForNothing> words_for_nothing() const;

  /// Drops all cells; the syntax stays.
  void clear();

  /// The column with `rows` cells (those never set are blank), its problems appended to `problems`
  /// with `entity` and `field_index` filled in, ascending by row. More cells than `rows` must not
  /// have been set. The storage of a reference is that of the key; DatasetBuilder resolves it.
  ColumnData build(std::uint64_t rows, std::uint32_t entity, std::uint32_t field_index,
                   std::vector<InputProblem>& problems) const;

 private:
  // Texts end to end; cells set a second time are replaced when the column is built.
  struct Texts {
    SharedVector<std::int64_t> ends;
    SharedVector<char> bytes;
    std::map<std::uint64_t, std::string> replaced;
  };
  using Cells = std::variant<SharedVector<std::uint8_t>, SharedVector<std::int32_t>,
                             SharedVector<std::int64_t>, SharedVector<Int128>, Texts>;
  struct Trouble {
    ProblemKind kind;
    std::string text;
    std::string hint;
  };

  static Cells empty_cells(type::TypeKind kind);

  // What set_... do once the cell has its place: take_... make sense of a value, put_... store it.
  template <typename Read>
  void set(std::uint64_t row, Read read);
  void take_text(std::uint64_t row, std::string_view text, NumberSyntax syntax);
  void take_number(std::uint64_t row, Int128 coefficient, int decimals);
  template <typename Float>
  void take_float(std::uint64_t row, Float value);
  void take_date(std::uint64_t row, std::int32_t days);
  void put_text(std::uint64_t row, std::string_view text);
  void put_integer(std::uint64_t row, Int128 value);
  template <typename T>
  void put(SharedVector<T>& cells, std::uint64_t row, T value);
  template <typename T>
  void replace(std::uint64_t row, T value);
  void set_numbers(std::uint64_t row, std::span<const std::string_view> texts);
  template <typename T>
  void set_words(std::uint64_t row, std::span<const std::string_view> texts);
  template <typename T>
  void append_integers(const SharedVector<T>& part);
  void append_texts(const Texts& part);
  void put_nothing(std::uint64_t row);
  void put_blank(std::uint64_t row);
  void put_fault(std::uint64_t row, ProblemKind kind, std::string_view text,
                 std::string_view hint = {});
  void put_not_applicable(std::uint64_t row);
  bool is_value(std::string_view text) const;
  void put_bad_value(std::uint64_t row, std::string_view trimmed, std::string_view text);
  void put_remarkable_text(std::uint64_t row, std::string_view trimmed, std::string_view text);
  void remark_word(std::uint64_t row, std::string_view word);
  void remark_totals(std::uint64_t row, std::string_view word);
  /// What is remarked of a row of another column is so of this row.
  void repeat_remarks(std::uint64_t row, const ColumnBuilder& of, std::uint64_t at);
  bool put_leftover(std::uint64_t row, std::string_view trimmed, std::string_view text);
  void put_no_number(std::uint64_t row, NumberStatus status, std::string_view text);
  void finish_number(std::uint64_t row, NumberStatus status, Int128 value, std::string_view text,
                     ProblemKind inexact);
  // Fills up with blanks, so that `row` is the next cell or an existing one.
  void pad(std::uint64_t row) {
    while (size_ < row) put_blank(size_);
  }
  void forget(std::uint64_t row);
  void widen();
  Faults list_faults(bool touched, InputProblem problem, std::vector<InputProblem>& problems) const;
  ColumnData::Storage share_storage() const;

  const FieldSchema* field_;
  const FieldSchema* stored_;
  bool is_key_;
  bool is_number_;        // what is stored
  bool touched_ = false;  // a cell was set
  NumberSyntax syntax_;
  Cells cells_;
  std::uint64_t size_ = 0;
  base::HashMap<std::string_view, std::int32_t> codes_;  // of stored_->categories
  std::vector<std::uint64_t> blanks_;                    // ascending
  std::map<std::uint64_t, Trouble> troubles_;
  // What texts say beside their values: that they may stand for nothing, each word once and only a
  // few, and that their rows add up others.
  std::vector<WordForNothing> words_;
  std::map<std::uint64_t, std::string> totals_;
};

}  // namespace remit::table

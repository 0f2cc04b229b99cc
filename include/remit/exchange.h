#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "remit/case.h"
#include "remit/date.h"
#include "remit/decimal.h"
#include "remit/status.h"

namespace remit {

/// What a cell of an Exchange holds. Numbers are stable.
enum class ExchangeState : std::int32_t {
  value = 0,
  blank = 1,
  error = 2,  ///< of figures: Table::fault_text of the case says why
  kept = 3,   ///< of cells: as it stands in the tables of the case; of figures: no run yet
  text = 4,   ///< of figures: a value that is no number here; Table::text of the case has it
};

/// Cells of the row of a case go in and figures come out by memory that was agreed on beforehand:
/// a run sets all cells, computes and reads all figures, in one call. It is for hosts to which each
/// call, and each look for a name, is dear; what it computes is what Case::run computes.
///
/// A cell, and a figure, is kWords words one after the other: its ExchangeState; the lower and the
/// upper half of a 128-bit two's complement number; the scale of that number. The number is the
/// coefficient of a number, money or duration (coefficient * 10^-scale); 0 or 1 of a truth value;
/// days since 1970-01-01 of a date; the place of a category's word in the list of its field or
/// column. Texts, references and figures that no such number equals (1/3) are `text` as figures;
/// as cells they are set by Case::data, and `kept` here.
///
/// Keeps alive what it was made from, and belongs to the thread that the case belongs to.
class Exchange {
 public:
  struct Impl;
  static constexpr std::size_t kWords = 4;

  /// `fields` index EntityInfo::fields of the entity of the case, `columns` the columns of its
  /// table. All cells begin as `kept`.
  static Result<Exchange> make(const Case& one_case, std::span<const std::size_t> fields,
                               std::span<const std::size_t> columns);
  Exchange(Exchange&&) noexcept;
  Exchange& operator=(Exchange&&) noexcept;
  ~Exchange();

  /// The words of all cells, in the order of `fields`; what is written there stays until it is
  /// written again. It never moves.
  std::span<std::int64_t> cells();
  /// The words of all figures, in the order of `columns`: those of the last run that went well.
  std::span<const std::int64_t> figures() const;

  // The same by value; `cell` < fields.size(), `figure` < columns.size() is the caller's duty.
  void set_decimal(std::size_t cell, Decimal value);
  void set_bool(std::size_t cell, bool value);
  void set_date(std::size_t cell, Date value);
  void set_category(std::size_t cell, std::size_t word);
  void set_blank(std::size_t cell);
  void keep(std::size_t cell);
  ExchangeState state(std::size_t figure) const;
  /// The number of a figure whose state is `value`.
  Decimal decimal(std::size_t figure) const;

  /// Sets the cells that are not `kept`, runs the case and reads the figures.
  /// StatusCode::invalid_argument for words that are no value of their field; then, as when the run
  /// fails, cells before it are set and the figures are still those of the run before.
  Status run();

 private:
  explicit Exchange(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace remit

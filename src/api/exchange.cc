// Cells in, figures out, of one row, in one call.
#include "remit/exchange.h"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "api/case_impl.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/data.h"

namespace remit {

using diagnostic::make_error;
namespace text = diagnostic::text;

namespace {

enum Word : std::size_t { kState, kLow, kHigh, kScale };

constexpr std::int64_t state_word(ExchangeState state) { return static_cast<std::int64_t>(state); }

/// The words of one cell.
struct Cell {
  std::int64_t* words;

  void put(ExchangeState state) { put(state, {}); }
  void put(ExchangeState state, Decimal value) {
    words[kState] = state_word(state);
    words[kLow] = static_cast<std::int64_t>(value.low);
    words[kHigh] = value.high;
    words[kScale] = value.scale;
  }
  void put_number(std::int64_t number) { put(ExchangeState::value, Decimal::from_int64(number)); }
  /// The number, if it is one of 64 bits without digits after the point, from `least` to `most`.
  std::optional<std::int64_t> number(std::int64_t least, std::int64_t most) const {
    const std::int64_t value = words[kLow];
    const bool whole = words[kHigh] == (value < 0 ? -1 : 0) && words[kScale] == 0;
    if (!whole || value < least || value > most) return std::nullopt;
    return value;
  }
};

constexpr Date kFirstDay{1, 1, 1}, kLastDay{9999, 12, 31};

Error bad_word(std::int64_t value) {
  return make_error(StatusCode::invalid_argument, text::api_bad_value, {"cells", value});
}

}  // namespace

struct Exchange::Impl {
  /// Sets one cell of the row.
  Status take(std::size_t field, Cell cell);
  Status take_value(std::size_t field, const FieldInfo& info, Cell cell);
  /// Reads one figure of the row, which is there.
  void give(std::size_t column, Cell figure) const;

  const std::vector<FieldInfo>& fields() const { return of->policy->entities[of->entity].fields; }

  std::shared_ptr<Case::Impl> of;
  Case one;  ///< the same
  std::vector<std::size_t> taken;
  std::vector<std::size_t> given;
  std::vector<std::int64_t> cells;
  std::vector<std::int64_t> figures;
};

Status Exchange::Impl::take(std::size_t field, Cell cell) {
  const std::int64_t state = cell.words[kState];
  if (state == state_word(ExchangeState::kept)) return Done{};
  if (state == state_word(ExchangeState::blank)) return of->data.set_blank(of->entity, 0, field);
  if (state == state_word(ExchangeState::value)) return take_value(field, fields()[field], cell);
  return bad_word(state);
}

Status Exchange::Impl::take_value(std::size_t field, const FieldInfo& info, Cell cell) {
  Data& to = of->data;
  switch (info.type.kind) {
    case ValueKind::number:
    case ValueKind::money:
    case ValueKind::duration: {
      const std::int64_t scale = cell.words[kScale];
      if (scale < std::numeric_limits<std::int32_t>::min() ||
          scale > std::numeric_limits<std::int32_t>::max())
        return bad_word(scale);
      return to.set_decimal(of->entity, 0, field,
                            {cell.words[kHigh], static_cast<std::uint64_t>(cell.words[kLow]),
                             static_cast<std::int32_t>(scale)});
    }
    case ValueKind::boolean:
      if (const auto truth = cell.number(0, 1))
        return to.set_bool(of->entity, 0, field, *truth == 1);
      break;
    case ValueKind::date:
      if (const auto days = cell.number(to_days(kFirstDay), to_days(kLastDay)))
        return to.set_date(of->entity, 0, field, date_of_days(static_cast<std::int32_t>(*days)));
      break;
    case ValueKind::category: {
      const std::vector<std::string>& words = info.type.categories;
      if (const auto word = cell.number(0, static_cast<std::int64_t>(words.size()) - 1))
        return to.set_text(of->entity, 0, field, words[static_cast<std::size_t>(*word)]);
      break;
    }
    case ValueKind::text:
    case ValueKind::reference:
      return make_error(StatusCode::invalid_argument, text::api_wrong_kind,
                        {info.name, text::api_kind_number});
  }
  return bad_word(cell.words[kLow]);
}

void Exchange::Impl::give(std::size_t column, Cell figure) const {
  const Table& table = of->table;
  switch (table.state(0, column)) {
    case CellState::blank:
      return figure.put(ExchangeState::blank);
    case CellState::error:
      return figure.put(ExchangeState::error);
    case CellState::value:
      break;
  }
  const table::ColumnData& data = of->shown->data[column];
  if (const auto* bytes = std::get_if<table::Buffer<std::uint8_t>>(&data.storage))
    return figure.put_number((*bytes)[0]);
  const type::TypeKind kind = data.type.kind;
  if (kind == type::TypeKind::date || kind == type::TypeKind::category)
    return figure.put_number(std::get<table::Buffer<std::int32_t>>(data.storage)[0]);
  if (const std::optional<Decimal> number = table.decimal(0, column))
    return figure.put(ExchangeState::value, *number);
  figure.put(ExchangeState::text);
}

Result<Exchange> Exchange::make(const Case& one_case, std::span<const std::size_t> fields,
                                std::span<const std::size_t> columns) {
  const std::shared_ptr<Case::Impl>& of = one_case.impl_;
  auto made = std::make_unique<Impl>(
      Impl{of, Case(of), {fields.begin(), fields.end()}, {columns.begin(), columns.end()}, {}, {}});
  const std::size_t field_count = made->fields().size();
  for (const std::size_t field : fields)
    if (field >= field_count)
      return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                        {text::api_field, field, field_count});
  const std::size_t column_count = of->table.columns().size();
  for (const std::size_t column : columns)
    if (column >= column_count)
      return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                        {text::api_column, column, column_count});
  made->cells.resize(kWords * fields.size());
  made->figures.resize(kWords * columns.size());
  for (std::vector<std::int64_t>* words : {&made->cells, &made->figures})
    for (std::size_t at = 0; at < words->size(); at += kWords)
      (*words)[at] = state_word(ExchangeState::kept);
  return Exchange(std::move(made));
}

Exchange::Exchange(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Exchange::Exchange(Exchange&&) noexcept = default;
Exchange& Exchange::operator=(Exchange&&) noexcept = default;
Exchange::~Exchange() = default;

std::span<std::int64_t> Exchange::cells() { return impl_->cells; }
std::span<const std::int64_t> Exchange::figures() const { return impl_->figures; }

void Exchange::set_decimal(std::size_t cell, Decimal value) {
  Cell{&impl_->cells[kWords * cell]}.put(ExchangeState::value, value);
}
void Exchange::set_bool(std::size_t cell, bool value) {
  Cell{&impl_->cells[kWords * cell]}.put_number(value ? 1 : 0);
}
void Exchange::set_date(std::size_t cell, Date value) {
  Cell{&impl_->cells[kWords * cell]}.put_number(to_days(value));
}
void Exchange::set_category(std::size_t cell, std::size_t word) {
  Cell{&impl_->cells[kWords * cell]}.put_number(static_cast<std::int64_t>(word));
}
void Exchange::set_blank(std::size_t cell) {
  Cell{&impl_->cells[kWords * cell]}.put(ExchangeState::blank);
}
void Exchange::keep(std::size_t cell) {
  Cell{&impl_->cells[kWords * cell]}.put(ExchangeState::kept);
}

ExchangeState Exchange::state(std::size_t figure) const {
  return static_cast<ExchangeState>(impl_->figures[kWords * figure + kState]);
}
Decimal Exchange::decimal(std::size_t figure) const {
  const std::int64_t* const words = &impl_->figures[kWords * figure];
  return {words[kHigh], static_cast<std::uint64_t>(words[kLow]),
          static_cast<std::int32_t>(words[kScale])};
}

Status Exchange::run() {
  for (std::size_t i = 0; i < impl_->taken.size(); ++i)
    if (Status set = impl_->take(impl_->taken[i], Cell{&impl_->cells[kWords * i]}); !set.ok())
      return set;
  if (Status ran = impl_->one.run(); !ran.ok()) return ran;
  if (const std::uint64_t rows = impl_->of->table.row_count(); rows == 0)
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_row, 0, rows});
  for (std::size_t i = 0; i < impl_->given.size(); ++i)
    impl_->give(impl_->given[i], Cell{&impl_->figures[kWords * i]});
  return Done{};
}

}  // namespace remit

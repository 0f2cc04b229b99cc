#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "base/civil_date.h"
#include "base/int128.h"
#include "diagnostic/error.h"
#include "diagnostic/text/report.h"
#include "report/table_impl.h"
#include "report/words.h"
#include "table/column_texts.h"
#include "type/names.h"

namespace remit {

using type::TypeKind;

namespace {

/// No text has it, so keys that differ in any part differ joined by it.
constexpr char kBetweenParts = '\0';

}  // namespace

const std::shared_ptr<const std::vector<TableColumn>>& Table::Impl::no_columns() {
  static const auto none = std::make_shared<const std::vector<TableColumn>>();
  return none;
}

std::optional<std::uint64_t> Table::Impl::find(std::string_view text) const {
  return find(text, table::kKeySeparator);
}

std::optional<std::uint64_t> Table::Impl::find(std::span<const std::string_view> parts) const {
  if (parts.size() != keys.size() || parts.empty()) return std::nullopt;
  if (parts.size() == 1) return find(parts.front());
  std::string joined(parts.front());
  for (const std::string_view part : parts.subspan(1)) {
    joined += kBetweenParts;
    joined += part;
  }
  return find(joined, kBetweenParts);
}

std::optional<std::uint64_t> Table::Impl::find(std::string_view key, char separator) const {
  const std::lock_guard lock(mutex_);
  std::optional<Index>& index = separator == kBetweenParts ? by_parts_ : by_text_;
  if (!index) index = make_index(separator);
  const auto found = index->find(key);
  if (found == index->end() || found->second == kAmbiguous) return std::nullopt;
  return found->second;
}

Table::Impl::Index Table::Impl::make_index(char separator) const {
  Index made;
  if (keys.empty()) return made;
  made.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    std::string text;
    bool whole = true;
    for (const table::ColumnData& part : keys) {
      whole = whole && part.fault(row) == nullptr;
      if (&part != &keys.front()) text += separator;
      table::append_value(part, row, naming, text);
    }
    if (!whole) continue;
    const auto [known, is_new] = made.try_emplace(std::move(text), row);
    if (is_new || known->second == kAmbiguous || separator == kBetweenParts) continue;
    const auto differ = [&, first = known->second](const table::ColumnData& part) {
      return table::format_value(part, row, naming) != table::format_value(part, first, naming);
    };
    if (std::ranges::any_of(keys, differ)) known->second = kAmbiguous;
  }
  return made;
}

std::string key_text(std::span<const std::string_view> parts) {
  return absl::StrJoin(parts, std::string(1, table::kKeySeparator),
                       [](std::string* out, std::string_view part) { out->append(part); });
}

const std::string& Table::name() const { return impl_->name; }
std::uint64_t Table::row_count() const { return impl_->rows; }
const std::vector<TableColumn>& Table::columns() const { return *impl_->columns; }

const std::vector<TableSection>& Table::sections() const { return impl_->sections; }

std::optional<std::size_t> Table::find_column(std::string_view name) const {
  for (std::size_t i = 0; i < impl_->columns->size(); ++i) {
    if ((*impl_->columns)[i].name == name) return i;
  }
  return std::nullopt;
}

Table Table::select(std::span<const std::size_t> columns) const {
  auto selected = std::make_shared<Table::Impl>();
  selected->name = impl_->name;
  selected->rows = impl_->rows;
  selected->sections = impl_->sections;
  selected->naming = impl_->naming;
  selected->threads = impl_->threads;
  selected->fault_words = impl_->fault_words;
  selected->day_of_run = impl_->day_of_run;
  selected->keys = impl_->keys;
  std::vector<TableColumn> heads;
  for (const std::size_t column : columns) {
    heads.push_back((*impl_->columns)[column]);
    selected->data.push_back(impl_->data[column]);
    if (column < impl_->plan_columns.size())
      selected->plan_columns.push_back(impl_->plan_columns[column]);
  }
  selected->columns = std::make_shared<const std::vector<TableColumn>>(std::move(heads));
  return Table(std::move(selected));
}

std::optional<std::uint64_t> Table::find_row(std::string_view key) const {
  return impl_->find(key);
}

std::optional<std::uint64_t> Table::find_row(std::span<const std::string_view> key) const {
  return impl_->find(key);
}

CellState Table::state(std::uint64_t row, std::size_t column) const {
  const type::Fault* fault = impl_->data[column].fault(row);
  if (fault == nullptr) return CellState::value;
  return fault->code == type::CellFault::blank ? CellState::blank : CellState::error;
}

std::string Table::text(std::uint64_t row, std::size_t column) const {
  return table::format_value(impl_->data[column], row, impl_->naming);
}

void Table::append_text(std::uint64_t row, std::size_t column, std::string& out) const {
  table::append_value(impl_->data[column], row, impl_->naming, out);
}

void Table::texts(std::size_t column, std::uint64_t begin, std::uint64_t end,
                  std::vector<std::string_view>& cells, std::string& made) const {
  table::texts_of(impl_->data[column], {begin, static_cast<std::size_t>(end - begin)},
                  impl_->naming, cells, made);
}

namespace {

Decimal decimal_of(Int128 coefficient, int scale) {
  const auto bits = static_cast<UInt128>(coefficient);
  return {static_cast<std::int64_t>(static_cast<std::uint64_t>(bits >> 64)),
          static_cast<std::uint64_t>(bits), scale};
}

bool is_figure(TypeKind kind) {
  return kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::duration;
}

struct ReadDecimal {
  std::uint64_t row;
  int scale;

  std::optional<Decimal> operator()(const table::Buffer<std::int32_t>& values) const {
    return decimal_of(values[row], scale);
  }
  std::optional<Decimal> operator()(const table::Buffer<std::int64_t>& values) const {
    return decimal_of(values[row], scale);
  }
  std::optional<Decimal> operator()(const table::Buffer<Int128>& values) const {
    return decimal_of(values[row], scale);
  }
  std::optional<Decimal> operator()(const table::Buffer<number::Rational>& values) const {
    const std::optional<int> digits = values[row].decimal_scale();
    if (!digits) return std::nullopt;
    const number::Rational shifted =
        values[row] * number::Rational(number::Integer::pow10(*digits));
    if (!shifted.numerator().fits_int128()) return std::nullopt;
    return decimal_of(shifted.numerator().to_int128(), *digits);
  }
  template <typename Other>
  std::optional<Decimal> operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

/// Of any column. Not within its caller, which would save registers for it each time.
[[gnu::noinline]] static std::optional<Decimal> any_decimal(const table::ColumnData& data,
                                                            std::uint64_t row) {
  if (!is_figure(data.type.kind) || data.fault(row) != nullptr) return std::nullopt;
  return std::visit(ReadDecimal{row, data.decimals}, data.storage);
}

std::optional<Decimal> Table::decimal(std::uint64_t row, std::size_t column) const {
  const table::ColumnData& data = impl_->data[column];
  // Most are that, and one is read after each run of a case.
  const auto* const narrow = std::get_if<table::Buffer<std::int64_t>>(&data.storage);
  if (narrow != nullptr && is_figure(data.type.kind) && data.faults.empty())
    return Decimal::from_int64((*narrow)[row], data.decimals);
  return any_decimal(data, row);
}

std::optional<bool> Table::boolean(std::uint64_t row, std::size_t column) const {
  const table::ColumnData& data = impl_->data[column];
  const auto* values = std::get_if<table::Buffer<std::uint8_t>>(&data.storage);
  if (data.type.kind != TypeKind::boolean || values == nullptr || data.fault(row) != nullptr) {
    return std::nullopt;
  }
  return (*values)[row] != 0;
}

std::optional<Date> Table::date(std::uint64_t row, std::size_t column) const {
  const table::ColumnData& data = impl_->data[column];
  const auto* values = std::get_if<table::Buffer<std::int32_t>>(&data.storage);
  if (data.type.kind != TypeKind::date || values == nullptr || data.fault(row) != nullptr) {
    return std::nullopt;
  }
  const base::CivilDate day = base::civil_from_days((*values)[row]);
  return Date{day.year, day.month, day.day};
}

const char* Table::fault_name(std::uint64_t row, std::size_t column) const {
  if (state(row, column) != CellState::error) return "";
  return type::name(impl_->data[column].fault(row)->code).data();
}

std::string Table::fault_text(std::uint64_t row, std::size_t column, Language language) const {
  const type::Fault* fault = impl_->data[column].fault(row);
  if (fault == nullptr || fault->code == type::CellFault::blank) return {};
  if (impl_->fault_words == nullptr) {
    const bool no_day = fault->code == type::CellFault::hole && fault->column == impl_->day_of_run;
    return std::string(no_day ? diagnostic::text_template(diagnostic::text::fault_no_day, language)
                              : report::fault_text(fault->code, language));
  }
  return impl_->fault_words->explain(impl_->plan_columns[column], row, *fault, language);
}

}  // namespace remit

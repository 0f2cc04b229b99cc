#include "table/format_value.h"

#include <iterator>

#include "base/civil_date.h"
#include "table/narrow_column.h"

namespace remit::table {
namespace {

using type::TypeKind;

// Writes one cell that is no reference.
struct Writer {
  type::TypeKind kind;
  int decimals;
  const std::vector<std::string>* categories;
  std::uint64_t row;
  std::string& out;

  void operator()(const Buffer<std::uint8_t>& values) const {
    out += values[row] != 0 ? "true" : "false";
  }
  void operator()(const Buffer<std::int32_t>& values) const {
    if (kind == TypeKind::date) {
      out += base::to_iso_text(base::civil_from_days(values[row]));
    } else if (kind == TypeKind::category) {
      out += (*categories)[static_cast<std::size_t>(values[row])];
    } else {
      append_decimal(values[row], decimals, out);
    }
  }
  void operator()(const Buffer<std::int64_t>& values) const {
    append_decimal(values[row], decimals, out);
  }
  void operator()(const Buffer<Int128>& values) const {
    append_decimal(values[row], decimals, out);
  }
  void operator()(const Buffer<number::Rational>& values) const { out += values[row].to_string(); }
  void operator()(const TextData& values) const { out += values[row]; }
};

}  // namespace

void append_decimal(Int128 coefficient, int decimals, std::string& out) {
  char digits[48];
  char* const end = std::end(digits);
  char* begin = end;
  UInt128 rest = unsigned_abs(coefficient);
  // 128-bit division is slow: take 18 digits at a time.
  constexpr std::uint64_t kChunk = 1'000'000'000'000'000'000;
  for (bool more = true; more;) {
    more = rest >= kChunk;
    auto low = static_cast<std::uint64_t>(more ? rest % kChunk : rest);
    if (more) rest /= kChunk;
    char* const chunk_end = begin;
    do {
      *--begin = static_cast<char>('0' + low % 10);
      low /= 10;
    } while (low != 0);
    while (more && chunk_end - begin < 18) *--begin = '0';
  }
  if (coefficient < 0) out += '-';
  const auto length = static_cast<int>(end - begin);
  if (decimals <= 0) {
    out.append(begin, end);
    if (coefficient != 0) out.append(static_cast<std::size_t>(-decimals), '0');
    return;
  }
  if (length <= decimals) {
    out += "0.";
    out.append(static_cast<std::size_t>(decimals - length), '0');
    out.append(begin, end);
    return;
  }
  out.append(begin, end - decimals);
  out += '.';
  out.append(end - decimals, end);
}

void append_stored(const ColumnData::Storage& storage, std::uint64_t row, const FieldSchema& field,
                   std::string& out) {
  std::visit(Writer{field.type.kind, field.decimals, &field.categories, row, out}, storage);
}

void append_value(const ColumnData& column, std::uint64_t row, const Naming& naming,
                  std::string& out) {
  if (!column.faults.empty() && column.fault(row) != nullptr) return;
  const type::Type type = column.type;
  if (type.kind == TypeKind::reference && naming.dataset != nullptr) {
    out += format_key(type.ref, referred_row(column, row), naming);
    return;
  }
  const auto* categories =
      type.kind == TypeKind::category ? &naming.names->categories[type.ref] : nullptr;
  std::visit(Writer{type.kind, column.decimals, categories, row, out}, column.storage);
}

std::string format_value(const ColumnData& column, std::uint64_t row, const Naming& naming) {
  std::string text;
  append_value(column, row, naming, text);
  return text;
}

std::string format_key(std::uint32_t entity, std::uint64_t row, const Naming& naming) {
  if (naming.dataset == nullptr) return {};
  const Table& table = naming.dataset->tables[entity];
  std::string text;
  for (const std::uint32_t field : naming.names->keys[entity]) {
    if (table.columns[field].fault(row) != nullptr) return {};
    if (field != naming.names->keys[entity].front()) text += kKeySeparator;
    append_value(table.columns[field], row, naming, text);
  }
  return text;
}

}  // namespace remit::table

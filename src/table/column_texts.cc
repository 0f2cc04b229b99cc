#include "table/column_texts.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <variant>

namespace remit::table {
namespace {

using type::TypeKind;
using Cells = std::vector<std::string_view>;

/// "00" to "99", one after the other.
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i)
    pairs[i] = static_cast<char>('0' + (i % 2 == 0 ? i / 20 : i / 2 % 10));
  return pairs;
}();

char* write_pair(std::uint64_t digits, char* end) {
  std::memcpy(end - 2, kPairs.data() + 2 * digits, 2);
  return end - 2;
}

/// Writes a decimal that ends at `end`; where it begins. `decimals` >= 0.
char* write_before(std::int64_t coefficient, int decimals, char* end) {
  std::uint64_t rest = coefficient < 0 ? 0 - static_cast<std::uint64_t>(coefficient)
                                       : static_cast<std::uint64_t>(coefficient);
  int left = decimals;
  for (; left >= 2; left -= 2, rest /= 100) end = write_pair(rest % 100, end);
  if (left > 0) {
    *--end = static_cast<char>('0' + rest % 10);
    rest /= 10;
  }
  if (decimals > 0) *--end = '.';
  for (; rest >= 100; rest /= 100) end = write_pair(rest % 100, end);
  if (rest >= 10)
    end = write_pair(rest, end);
  else
    *--end = static_cast<char>('0' + rest);
  if (coefficient < 0) *--end = '-';
  return end;
}

/// What no more than so many decimals of 64 bits take beside them: digits, point, sign.
constexpr std::size_t kRoom = 24;

/// Decimals, each at the end of a place of its own. What is zero, or says what the one before it
/// says, is written once: amounts that are not due, or capped, are many.
template <typename T, typename RowAt>
void write_decimals(const Buffer<T>& values, RowAt row_at, std::size_t count, int decimals,
                    Cells& cells, std::string& made) {
  const std::size_t room = kRoom + static_cast<std::size_t>(decimals);
  made.resize(std::max(made.size(), (count + 1) * room));
  char* end = made.data();
  const auto write = [&](T value) -> std::string_view {
    end += room;
    const char* const begin = write_before(static_cast<std::int64_t>(value), decimals, end);
    return {begin, static_cast<std::size_t>(end - begin)};
  };
  const std::string_view zero = write(0);
  T last = 0;
  std::string_view text = zero;
  for (std::size_t i = 0; i < count; ++i) {
    const T value = values[row_at(i)];
    if (value == 0) {
      cells[i] = zero;
      continue;
    }
    if (value != last) text = write(value);
    last = value;
    cells[i] = text;
  }
}

template <typename T>
void write_decimals(const Buffer<T>& values, SomeRows rows, int decimals, Cells& cells,
                    std::string& made) {
  if (rows.listed != nullptr) {
    const auto listed = [at = rows.listed](std::size_t i) { return at[i]; };
    write_decimals(values, listed, rows.count, decimals, cells, made);
  } else {
    const auto each = [first = rows.first](std::size_t i) { return first + i; };
    write_decimals(values, each, rows.count, decimals, cells, made);
  }
}

/// Cells that append_value() has to write.
void write_values(const ColumnData& column, SomeRows rows, const Naming& naming, Cells& cells,
                  std::string& made) {
  made.clear();
  for (std::size_t i = 0; i < rows.count; ++i) {
    append_value(column, rows[i], naming, made);
    cells[i] = {"", made.size()};  // where it ends, until it is known where all of them are
  }
  std::size_t begin = 0;
  for (std::string_view& cell : cells) {
    const std::size_t end = cell.size();
    cell = {made.data() + begin, end - begin};
    begin = end;
  }
}

/// Whether 64 bits hold each of them.
bool all_narrow(const Buffer<Int128>& values, SomeRows rows) {
  for (std::size_t i = 0; i < rows.count; ++i)
    if (values[rows[i]] != static_cast<std::int64_t>(values[rows[i]])) return false;
  return true;
}

bool is_decimal(TypeKind kind) {
  return kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::duration;
}

struct Write {
  const ColumnData& column;
  SomeRows rows;
  const Naming& naming;
  Cells& cells;
  std::string& made;

  void operator()(const Buffer<std::uint8_t>& values) const {
    for (std::size_t i = 0; i < rows.count; ++i)
      cells[i] = values[rows[i]] != 0 ? std::string_view("true") : std::string_view("false");
  }
  void operator()(const Buffer<std::int32_t>& values) const {
    if (column.type.kind != TypeKind::category) return decimals(values);
    const std::vector<std::string>& names = naming.names->categories[column.type.ref];
    for (std::size_t i = 0; i < rows.count; ++i) {
      const auto code = static_cast<std::size_t>(values[rows[i]]);
      cells[i] = code < names.size() ? std::string_view(names[code]) : std::string_view();
    }
  }
  void operator()(const Buffer<std::int64_t>& values) const { decimals(values); }
  void operator()(const Buffer<Int128>& values) const {
    if (all_narrow(values, rows)) return decimals(values);
    write_values(column, rows, naming, cells, made);
  }
  void operator()(const Buffer<number::Rational>&) const {
    write_values(column, rows, naming, cells, made);
  }
  void operator()(const TextData& values) const {
    for (std::size_t i = 0; i < rows.count; ++i) cells[i] = values[rows[i]];
  }

 private:
  template <typename T>
  void decimals(const Buffer<T>& values) const {
    if (is_decimal(column.type.kind) && column.decimals >= 0)
      write_decimals(values, rows, column.decimals, cells, made);
    else
      write_values(column, rows, naming, cells, made);
  }
};

}  // namespace

void texts_of(const ColumnData& column, SomeRows rows, const Naming& naming, Cells& cells,
              std::string& made) {
  cells.resize(rows.count);
  std::visit(Write{column, rows, naming, cells, made}, column.storage);
  if (column.faults.empty()) return;
  for (std::size_t i = 0; i < rows.count; ++i)
    if (column.fault(rows[i]) != nullptr) cells[i] = {};
}

bool is_plain(const ColumnData& column) {
  if (std::holds_alternative<TextData>(column.storage)) return true;
  return is_decimal(column.type.kind) && column.decimals >= 0 &&
         !std::holds_alternative<Buffer<number::Rational>>(column.storage);
}

}  // namespace remit::table

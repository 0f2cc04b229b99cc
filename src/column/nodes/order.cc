#include "column/nodes/order.h"

#include <algorithm>

#include "column/nodes/cell_reader.h"

namespace remit::column {

std::vector<std::int64_t> sort_codes(const ColumnStore& column, bool descending) {
  const auto rows = static_cast<std::size_t>(column.rows);
  std::vector<std::int64_t> codes;
  if (column.denominators) {
    std::vector<number::Rational> values(rows);
    for (std::size_t row = 0; row < rows; ++row) values[row] = rational_at(column, row);
    codes = table::dense_codes(values);
  } else if (column.values.width == Width::int128) {
    const Int128* values = column.values.as<Int128>();
    codes = table::dense_codes(std::vector<Int128>(values, values + rows));
  } else {
    codes.resize(rows);
    with_stored_type(column.values.width, [&](auto zero) {
      using T = decltype(zero);
      if constexpr (sizeof(T) <= sizeof(std::int64_t)) {
        const T* const values = column.values.as<T>();
        std::copy(values, values + rows, codes.begin());
      }
    });
  }
  if (descending) {
    for (std::int64_t& code : codes) code = ~code;
  }
  return codes;
}

}  // namespace remit::column

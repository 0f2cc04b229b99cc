#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "table/column_data.h"
#include "table/format_value.h"

namespace remit::table {

/// Some rows of a column: those that are listed, else `count` from `first` on.
struct SomeRows {
  std::uint64_t first = 0;
  std::size_t count = 0;
  const std::uint64_t* listed = nullptr;

  std::uint64_t operator[](std::size_t index) const {
    return listed != nullptr ? listed[index] : first + index;
  }
};

/// What append_value() says of many rows: `cells` becomes their texts. Texts and names of
/// categories stay where they are and live as long as column and naming; what has to be made is in
/// `made` and lives as long as that is left alone. Both keep their memory for the next call, and
/// nothing is allocated for a cell.
void texts_of(const ColumnData& column, SomeRows rows, const Naming& naming,
              std::vector<std::string_view>& cells, std::string& made);

/// Whether it is a column of exact decimals, in 32, 64 or 128 bits, or of texts.
bool is_plain(const ColumnData& column);

}  // namespace remit::table

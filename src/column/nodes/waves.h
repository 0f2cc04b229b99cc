// In which order the rows of a recurrence can be computed.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "column/bind/column_store.h"
#include "column/run/memory.h"

namespace remit::column {

/// First the rows before which none stands, then those that follow them, and so on: wave `w` is the
/// positions begin[w] to begin[w + 1] - 1. Within a wave rows keep their order.
struct Waves {
  std::vector<std::uint64_t> order;      ///< by position: the row
  std::vector<std::uint64_t> positions;  ///< by row
  std::vector<std::uint64_t> begin = {0};
  bool in_place = true;  ///< each row's position is its own number
};

/// `before`: columns of references, each to a row before that must be computed first, or a fault
/// where there is none. Linear; no recursion. Nothing may lead back to its own row.
Waves waves_of(std::span<const std::shared_ptr<const ColumnStore>> before, std::uint64_t rows);

/// The column with its rows in that order; where they are rows of the same table themselves
/// (`is_row`), its values too.
std::shared_ptr<const ColumnStore> in_waves(const ColumnStore& column, bool is_row,
                                            const Waves& waves, ColumnMemory& memory);
/// The inverse.
std::shared_ptr<const ColumnStore> in_rows(const ColumnStore& column, bool is_row,
                                           const Waves& waves, ColumnMemory& memory);

}  // namespace remit::column

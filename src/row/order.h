#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "row/cells.h"

namespace remit::row {

/// A row and the values it is sorted by.
struct Sortable {
  std::uint64_t row = 0;
  std::vector<Value> keys;
};

/// The key values of a row, or the first fault among them (a blank is CellFault::missing).
std::optional<type::Fault> read_keys(Cells& cells, std::span<const plan::SortKey> keys,
                                     Sortable* row);

/// By the keys in turn, each in its own direction. Equal keys are equal, whatever their rows.
std::strong_ordering compare(const Sortable& a, const Sortable& b,
                             std::span<const plan::SortKey> keys);

/// Into the order of the keys; equal keys stay in row order.
void sort_rows(std::vector<Sortable>* rows, std::span<const plan::SortKey> keys);

}  // namespace remit::row

// Folded rows in the order of a window's key, and where its bounds lie among them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "column/compile/environment.h"
#include "column/nodes/fold_groups.h"

namespace remit::column {

/// Positions among sorted rows.
struct Positions {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_empty() const { return begin >= end; }
};

/// Rows sorted by group and then by keys; `begins[g]` is where group g begins.
struct SortedRows {
  std::vector<std::uint64_t> rows;
  std::vector<std::size_t> begins;

  Positions group(std::int64_t number) const {
    if (number == FoldGroups::kNoRows) return {};
    const auto at = static_cast<std::size_t>(number);
    return {begins[at], begins[at + 1]};
  }
};

/// Sorts by radix; `keys` are one entry for each row of the entity, `rows` ascend.
SortedRows sort_by_group(const FoldGroups& groups, std::vector<std::uint64_t> rows,
                         const std::vector<std::vector<std::int64_t>>& keys);

/// The bounds of a window as positions.
class WindowSearch {
 public:
  virtual ~WindowSearch() = default;

  /// Those of `within`, one group, that lie between the bounds of that result. log of the group.
  virtual Positions between(Positions within, std::uint64_t result) const = 0;
};

/// `rows` are sorted by group and then by the window's key; they, and the stores of the
/// environment, must outlive the search.
std::unique_ptr<WindowSearch> search_window(const Environment& environment, plan::ColumnId id,
                                            const plan::Window& window, const SortedRows& rows);

/// The same, up to the first row with at least the result's own place, made of `window`. `places`
/// by row and by result, which are those of one entity; null, and `window` as it was, where the
/// places of a group do not ascend as its rows are sorted, so that the rows with a smaller one are
/// no stretch.
std::unique_ptr<WindowSearch> search_up_to_place(std::unique_ptr<WindowSearch>& window,
                                                 const SortedRows& rows,
                                                 const std::vector<std::int64_t>& places);

/// The first fault among the bounds of a result, or nothing.
std::optional<type::Fault> fault_of_bounds(const Environment& environment,
                                           const plan::Window& window, std::uint64_t result);

}  // namespace remit::column

#pragma once

#include <cstdint>
#include <vector>

#include "compare/row_matches.h"
#include "report/computed_run.h"
#include "table/column_data.h"

namespace remit::compare {

/// Two columns, one of each run, whose cells are held against each other: numbers by value,
/// references by the row they mean, categories by their word, faults by why. What it is made of
/// must outlive it. Immutable.
class CellPair {
 public:
  /// `before` and `after`: the cells of the columns, which the runs need not have kept.
  CellPair(const report::ComputedRun& run_before, plan::ColumnId column_before,
           const table::ColumnData& before, const report::ComputedRun& run_after,
           plan::ColumnId column_after, const table::ColumnData& after, const RowMatches& rows);

  /// Columns of the whole take any row. Some nanoseconds where the columns are stored alike.
  bool same(std::uint64_t row_before, std::uint64_t row_after) const;

 private:
  enum class How : std::uint8_t { whole, bytes, codes, words, references, texts, values };

  bool same_values(std::uint64_t row_before, std::uint64_t row_after) const;
  How how_stored() const;

  const table::ColumnData& before_;
  const table::ColumnData& after_;
  const RowMatches& rows_;
  bool whole_before_ = false, whole_after_ = false;
  bool clean_ = false;  ///< neither has faults
  How how_ = How::values;
  std::vector<std::int32_t> word_after_;  ///< by code before; -1: there is no such word
};

}  // namespace remit::compare

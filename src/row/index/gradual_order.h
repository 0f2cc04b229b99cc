#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/budget.h"
#include "plan/plan.h"
#include "row/index/row_scan.h"

namespace remit::row {

/// The rows that compete in a rank, put in order a part at a time: group by group, the best first,
/// equal ones as they stand in the table. Whoever asks for one cell pays a part and no more; after
/// some hundreds of them it is there. Of stored columns, which must outlive it. An exception of a
/// part leaves it as it was. Not thread-safe.
class GradualOrder {
 public:
  /// Nothing where a column that it takes is not stored, or of too many rows.
  static std::optional<GradualOrder> make(const RunIndex& index, plan::EntityId entity,
                                          const plan::Rank& node);

  /// Does about a thirty-second of one look at all rows, until nothing is left to do.
  void advance();
  bool is_done() const { return is_done_; }
  /// Once it is done: those of the group of a row.
  std::span<const RowNumber> group_of(RowNumber row) const;

 private:
  bool is_before(RowNumber a, RowNumber b) const;
  std::uint64_t gather(std::uint64_t most);
  std::uint64_t sort_run();
  std::uint64_t merge(std::uint64_t most);
  void begin_merge();
  static void reserve(std::vector<RowNumber>& rows, std::uint64_t count,
                      std::unique_ptr<base::HeldMemory>& memory);

  StoredKeys group_, keys_;
  const std::uint8_t* where_ = nullptr;
  std::vector<std::uint64_t> faulty_;  ///< ascending; left out
  std::uint64_t rows_of_table_ = 0;
  bool is_done_ = false;

  std::unique_ptr<base::HeldMemory> rows_memory_, merged_memory_;
  std::vector<RowNumber> rows_, merged_;  ///< merged_: while they are merged
  std::uint64_t gathered_ = 0;            ///< of the table
  std::size_t next_faulty_ = 0;
  std::size_t sorted_ = 0;  ///< rows in runs that are in order
  std::size_t width_ = 0;   ///< of the runs that are merged two by two; 0: not yet
  std::size_t left_ = 0, left_end_ = 0, right_ = 0, right_end_ = 0;
};

}  // namespace remit::row

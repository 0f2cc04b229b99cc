#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "base/int128.h"
#include "row/cells.h"
#include "row/index/group_split.h"
#include "row/index/stored_groups.h"
#include "row/trace.h"
#include "table/dataset.h"

namespace remit::row {

/// The rows that one group of a fold has.
struct FoldMembers {
  std::uint64_t count = 0;
  const RowNumber* rows = nullptr;  ///< ascending; null: the first `count` rows
  std::uint32_t group = 0;  ///< a number of its own within the fold; kNone: it has no number yet
  std::shared_ptr<const std::vector<RowNumber>> found{};  ///< holds `rows` that nothing else does

  std::uint64_t operator[](std::uint64_t i) const { return rows == nullptr ? i : rows[i]; }
};

/// The rows of an entity that take part in a rank or an apportionment: group by group, in order,
/// equal ones as they stand in the table.
struct RowsInOrder {
  const StoredGroups* groups = nullptr;  ///< null: all rows are one group
  std::vector<RowNumber> rows;
  std::vector<std::uint64_t> first;  ///< of each group in `rows`, and the end
};

/// How rows of a finished run belong together: which rows a fold has, who competes with whom and in
/// which order. It is found in the stored columns when an explanation first asks, in a time linear
/// in the rows of the entity but for the sorting, and kept. So the second explanation needs no pass
/// over the rows; of places and shares, which a pass tells too, rows are put in order for who asks
/// for many.
/// Nothing is answered where a column that it takes is not stored.
///
/// Plan, dataset and results must outlive it; columns may be added to the results. Not thread-safe.
class RunIndex {
 public:
  /// So many passes over the rows cost what putting them in order does.
  static constexpr int kScans = 64;

  RunIndex(const plan::Plan& plan, const table::Dataset& dataset, const table::Results& known,
           int most_scans = kScans)
      : plan_(plan), dataset_(dataset), known_(known), most_scans_(most_scans) {}

  /// The column as stored, or null.
  const table::ColumnData* stored(plan::ColumnId column) const;
  /// Whether all values of a stored column of 128-bit integers have fewer bits.
  bool fits_bits(plan::ColumnId column, int bits);
  bool is_of(plan::ColumnId column, plan::EntityId entity) const {
    return plan_.columns[column].entity == entity;
  }
  std::uint64_t row_count(plan::EntityId entity) const { return dataset_.tables[entity].rows; }
  const table::Faults& refused(plan::EntityId entity) const {
    return dataset_.tables[entity].refused;
  }

  /// The rows that the fold of `place` folds over, whether they count or not.
  std::optional<FoldMembers> members(const CellPlace& place, const plan::Fold& node);
  /// Whether a pass over the rows is less than what remains of putting them in order: that is for
  /// who asks for many cells of a column. Counts the times it is asked.
  bool is_quicker_to_scan(plan::ColumnId column);
  /// Those that compete with the row of `place`, the best first; empty if it does not compete.
  std::optional<std::span<const RowNumber>> competitors(const CellPlace& place,
                                                        const plan::Rank& node);
  /// Those among which the total of the row's group is divided, in the order of the rule; empty if
  /// it takes no part. Rows with an error are not among them.
  std::optional<std::span<const RowNumber>> sharers(const CellPlace& place,
                                                    const plan::Apportion& node);
  /// The sum of `values`, which are those of `column`, over the first `count` of `sharers` (an
  /// answer of sharers() for that column). O(1) from the second time on.
  Int128 sum_of_first(plan::ColumnId column, const Coefficients& values,
                      std::span<const RowNumber> sharers, std::uint64_t count);

  /// What was found of a group of a fold, or of a division, and holds for all who ask.
  FoldTrace* fold_known(plan::ColumnId column, std::uint32_t group);
  void keep_fold(plan::ColumnId column, std::uint32_t group, const FoldTrace& trace);
  /// One group always comes in the same order; no two begin with the same row.
  const GroupSplit* split_known(plan::ColumnId column, std::span<const RowNumber> sharers) const;
  const GroupSplit* keep_split(plan::ColumnId column, std::span<const RowNumber> sharers,
                               const GroupSplit& split);
  /// Places among `sharers`, in an order that the first who asks makes.
  const std::vector<RowNumber>& places(plan::ColumnId column, std::span<const RowNumber> sharers,
                                       const std::function<std::vector<RowNumber>()>& make);

 private:
  struct OrderedBy {
    std::span<const plan::SortKey> keys;
    std::span<const plan::ColumnId> partition;
    plan::ColumnId where;
  };
  using KeyGroups = base::HashMap<std::vector<Value>, std::uint32_t, KeyHash>;

  const StoredGroups* groups(plan::EntityId entity, std::span<const plan::ColumnId> columns);
  /// The group of the rows whose values are `key`.
  std::uint32_t group_of(const StoredGroups& groups, std::span<const plan::ColumnId> columns,
                         const std::vector<Value>& key);
  /// Those of one group alone, where that is less than what remains of grouping all.
  std::optional<FoldMembers> scan_members(const CellPlace& place, const plan::Fold& node,
                                          std::span<const plan::ColumnId> columns);
  std::optional<std::span<const RowNumber>> in_order(const CellPlace& place, const OrderedBy& by);
  std::optional<RowsInOrder> put_in_order(plan::EntityId entity, const OrderedBy& by);

  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  const table::Results& known_;
  int most_scans_;
  std::map<std::pair<plan::EntityId, std::vector<plan::ColumnId>>, std::unique_ptr<StoredGroups>>
      groups_;
  base::HashMap<const StoredGroups*, std::unique_ptr<KeyGroups>> keys_;
  base::HashMap<plan::ColumnId, std::unique_ptr<RowsInOrder>> orders_;
  base::HashMap<plan::ColumnId, int> scans_;                 ///< instead of an order, of groups
  base::HashMap<plan::ColumnId, std::vector<Int128>> sums_;  ///< before each block of an order
  base::HashMap<plan::ColumnId, UInt128> sizes_;             ///< the largest of a column
  std::map<std::pair<plan::ColumnId, std::uint32_t>, FoldTrace> folds_;
  std::map<std::pair<plan::ColumnId, RowNumber>, GroupSplit> splits_;  ///< by the first row
  std::map<std::pair<plan::ColumnId, const RowNumber*>, std::vector<RowNumber>> places_;
};

}  // namespace remit::row

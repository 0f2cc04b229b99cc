#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "base/int128.h"
#include "row/cells.h"
#include "row/index/gradual_order.h"
#include "row/index/group_split.h"
#include "row/index/stored_groups.h"
#include "row/trace.h"
#include "table/dataset.h"
#include "table/divided_group.h"

namespace remit::row {

/// The rows that one group of a fold has.
struct FoldMembers {
  std::uint64_t count = 0;
  const RowNumber* rows = nullptr;  ///< ascending; null: the first `count` rows
  std::uint32_t group = 0;  ///< a number of its own within the fold; kNone: it has no number yet
  std::shared_ptr<const std::vector<RowNumber>> found{};  ///< holds `rows` that nothing else does

  std::uint64_t operator[](std::uint64_t i) const { return rows == nullptr ? i : rows[i]; }
};

/// A row among those that a total was divided among.
struct RowInDivision {
  const table::DividedGroup* group = nullptr;
  std::uint64_t place = 0;  ///< in the order of the rule
};

/// How rows of a finished run belong together: which rows a fold has, who competes with whom and in
/// which order. It is found in the stored columns when an explanation asks. One cell is told by a
/// pass over the rows, some nanoseconds each. For who asks for many, rows are put in order (a part
/// at each of some hundred askers) and grouped (at once, after some thousand), and that is kept:
/// then there is no pass any more. What a pass told of a whole group, its fold, is kept at once.
/// Who shared a total in which order the run itself has kept (table::DividedGroup).
/// Nothing is answered where a column that it takes is not stored.
///
/// Plan, dataset and results must outlive it; columns may be added to the results. Not thread-safe.
class RunIndex {
 public:
  /// Who asks for more cells of a column than these asks for many.
  static constexpr int kScans = 64;
  /// Groups are looked for one by one so many times as often, before all rows are grouped.
  static constexpr int kLooksPerScan = 64;

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
  /// Whether the rows of a rank are in order. For who asks often a part of that is done each time;
  /// until all of it is, a pass over the rows tells a place.
  bool is_in_order(const CellPlace& place, const plan::Rank& node);
  /// Those that compete with the row of `place`, which does, the best first. They must be in order.
  std::span<const RowNumber> competitors(const CellPlace& place) const;
  /// The group of a division that a row is of, as the run kept it, and its place there; nothing
  /// where it is none of those. A look at each of their row numbers.
  std::optional<RowInDivision> in_division(plan::ColumnId column, std::uint64_t row) const;

  /// What was found of a group of a fold, or of a division, and holds for all who ask.
  FoldTrace* fold_known(plan::ColumnId column, std::uint32_t group);
  void keep_fold(plan::ColumnId column, std::uint32_t group, const FoldTrace& trace);
  /// One group always comes in the same order; no two begin with the same row.
  const GroupSplit* split_known(plan::ColumnId column, std::span<const RowNumber> sharers) const;
  const GroupSplit* keep_split(plan::ColumnId column, std::span<const RowNumber> sharers,
                               const GroupSplit& split);

 private:
  using KeyGroups = base::HashMap<std::vector<Value>, std::uint32_t, KeyHash>;

  const StoredGroups* groups(plan::EntityId entity, std::span<const plan::ColumnId> columns);
  /// The group of the rows whose values are `key`.
  std::uint32_t group_of(const StoredGroups& groups, std::span<const plan::ColumnId> columns,
                         const std::vector<Value>& key);
  /// Those of one group alone, in a pass; nothing where the groups are there or worth making.
  std::optional<FoldMembers> scan_members(const CellPlace& place, const plan::Fold& node,
                                          std::span<const plan::ColumnId> columns);

  const plan::Plan& plan_;
  const table::Dataset& dataset_;
  const table::Results& known_;
  int most_scans_;
  std::map<std::pair<plan::EntityId, std::vector<plan::ColumnId>>, std::unique_ptr<StoredGroups>>
      groups_;
  base::HashMap<const StoredGroups*, std::unique_ptr<KeyGroups>> keys_;
  base::HashMap<plan::ColumnId, std::optional<GradualOrder>> orders_;
  base::HashMap<plan::ColumnId, int> scans_;  ///< instead of an order
  std::map<std::pair<plan::EntityId, std::vector<plan::ColumnId>>, std::int64_t>
      looks_;                                     ///< instead of groups
  base::HashMap<plan::ColumnId, UInt128> sizes_;  ///< the largest of a column
  std::map<std::pair<plan::ColumnId, std::uint32_t>, FoldTrace> folds_;
  std::map<std::pair<plan::ColumnId, RowNumber>, GroupSplit> splits_;  ///< by the first row
};

}  // namespace remit::row

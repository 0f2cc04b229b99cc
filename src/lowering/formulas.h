#pragma once

#include <vector>

#include "base/hash_map.h"
#include "lowering/draft_columns.h"
#include "lowering/value_pool.h"

namespace remit::lowering {

/// Turns the model's expressions into values, and whatever in them is no operation of one row
/// (lookups, matches, folds, ranks, apportionments, parts of parties) into helper columns.
/// Every expression is visited once, without recursion.
class Formulas {
 public:
  Formulas(ValuePool& pool, DraftColumns& columns);

  ValueId value_of(check::ExprId expr);

  /// The splits met so far; columns are drafts.
  std::vector<PartySplit>& splits() { return splits_; }

 private:
  ValueId lower(const check::Expr& expr);
  /// Whether the expression, as it is written, reads rows of an entity: then its parts that do not
  /// are values of the whole, whatever becomes of the others.
  bool reads_rows(const check::Expr& expr) const;
  ValueId operation(const check::Expr& expr);
  std::uint32_t payload_of(const check::Expr& expr);
  Node node_of(const check::Expr& expr);

  Lookup lookup(const check::Expr& expr);
  Match match(Match node, EntityId entity);
  Fold fold(Fold node, EntityId entity);
  Rank rank(Rank node, EntityId entity);
  Apportion apportion(Apportion node, EntityId entity);
  std::uint32_t split(std::uint32_t index, EntityId entity);

  /// The column of `entity` with the value of the expression, kNoColumn for none.
  ColumnId column(check::ExprId expr, EntityId entity);
  /// The same for a value that may also be one of the whole.
  ColumnId column_or_whole(check::ExprId expr, EntityId entity);
  /// The same for a condition; one that always holds is none.
  ColumnId condition(check::ExprId expr, EntityId entity);
  void replace(std::vector<type::Operand>& operands, EntityId entity);
  void replace(std::vector<SortKey>& keys, EntityId entity);

  ValuePool& pool_;
  DraftColumns& columns_;
  std::vector<ValueId> values_;           // by ExprId; kNoValue: not yet
  std::vector<bool> reads_rows_;          // by ExprId, where its value is known
  std::vector<check::ExprId> stack_;      // of value_of
  std::vector<std::uint32_t> roundings_;  // by index in the model: the first equal one
  std::vector<PartySplit> splits_;
  base::HashMap<std::uint32_t, std::uint32_t> split_ids_;  // by index in the model
};

}  // namespace remit::lowering

#pragma once

#include <cstdint>
#include <vector>

#include "base/hash_map.h"
#include "lowering/value_pool.h"
#include "plan/node_key.h"
#include "plan/visit_columns.h"

namespace remit::lowering {

/// A column of the plan in the making. Its node speaks of other drafts by their number, and
/// Map::expression is a ValueId.
struct Draft {
  EntityId entity = kWhole;
  type::Type type;
  Node node;
  ColumnId serves = kNoColumn;  ///< for a helper: the model's column whose formula it is part of
  base::Span span;              ///< for a helper: the part of the formula
};

/// The columns of the model under their own numbers, followed by the helpers that their formulas
/// need. Helpers that compute the same for the same entity are one.
class DraftColumns {
 public:
  explicit DraftColumns(ValuePool& pool);

  std::vector<Draft>& drafts() { return drafts_; }
  std::size_t size() const { return drafts_.size(); }
  const Draft& operator[](ColumnId id) const { return drafts_[id]; }
  bool is_helper(ColumnId id) const { return id >= model_columns_; }

  /// Helpers made from now on serve this column of the model.
  void serve(ColumnId column) { serving_ = column; }

  /// The helper that computes `node`, which is not a Map.
  ColumnId helper(EntityId entity, type::Type type, Node node, base::Span span);
  /// The column of `entity` that holds `value`: the one it names, else a helper.
  ColumnId holding(ValueId value, EntityId entity);
  /// `value` as part of a formula over rows: what depends on no row is computed once, in a column
  /// of the whole.
  ValueId per_row(ValueId value);

  /// Lets the columns of the model whose formula is nothing but a helper take its place, where no
  /// other column reads it: a fault that begins there begins in the column that is read. `readers`
  /// says of each draft how many columns read it. Returns for each draft the one that stands for
  /// it.
  std::vector<ColumnId> take_over(const std::vector<std::uint32_t>& readers);

 private:
  using Key = plan::NodeKey;

  Key key_of(EntityId entity, const Node& node);

  ValuePool& pool_;
  std::vector<Draft> drafts_;
  ColumnId model_columns_;
  ColumnId serving_ = kNoColumn;
  base::HashMap<Key, ColumnId> known_;
};

using plan::visit_columns;
using plan::visit_split_columns;

}  // namespace remit::lowering

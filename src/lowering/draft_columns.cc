#include "lowering/draft_columns.h"

#include <numeric>
#include <utility>

namespace remit::lowering {
namespace {

/// Formulas by the first that means the same, roundings by the pool's number of their grid.
struct Numbers {
  ValuePool& pool;
  std::uint32_t formula(plan::ExpressionId id) const { return pool[id].number; }
  std::uint32_t grid(const number::Rounding& rounding) const {
    return pool.intern(rounding.increment.to_rational());
  }
};

}  // namespace

DraftColumns::DraftColumns(ValuePool& pool)
    : pool_(pool), model_columns_(static_cast<ColumnId>(pool.model().columns.size())) {
  drafts_.reserve(std::size_t{model_columns_} * 2);
  drafts_.resize(model_columns_);
  for (ColumnId id = 0; id < model_columns_; ++id) {
    const check::Column& column = pool.model().columns[id];
    drafts_[id].entity = column.entity;
    drafts_[id].type = column.type;
    if (column.input) drafts_[id].node = Input{column.field};
  }
}

DraftColumns::Key DraftColumns::key_of(EntityId entity, const Node& node) {
  Key key{entity, static_cast<std::uint32_t>(node.index())};
  plan::append_node_key(node, Numbers{pool_}, key);
  return key;
}

ColumnId DraftColumns::helper(EntityId entity, type::Type type, Node node, base::Span span) {
  const auto next = static_cast<ColumnId>(drafts_.size());
  const auto [position, is_new] = known_.try_emplace(key_of(entity, node), next);
  if (is_new) drafts_.push_back(Draft{entity, type, std::move(node), serving_, span});
  return position->second;
}

ColumnId DraftColumns::holding(ValueId value, EntityId entity) {
  if (entity != kWhole) value = per_row(value);
  const Value& held = pool_[value];
  if (held.op != Opcode::column) return helper(entity, held.type, Map{value}, held.span);
  const Draft& read = drafts_[held.payload];
  if (read.entity == entity) return held.payload;
  // An amount that is read as a number stays an amount where it is all there is.
  const ValueId plain = pool_.column_leaf(held.payload, held.entity, read.type, held.span);
  return helper(entity, read.type, Map{plain}, held.span);
}

ValueId DraftColumns::per_row(ValueId value) {
  const Value held = pool_[value];
  if (held.entity != kWhole || type::is_leaf(held.op)) return value;
  const ColumnId once = helper(kWhole, held.type, Map{value}, held.span);
  return pool_.column_leaf(once, kWhole, held.type, held.span);
}

std::vector<ColumnId> DraftColumns::take_over(const std::vector<std::uint32_t>& readers) {
  std::vector<ColumnId> stands_for(drafts_.size());
  std::iota(stands_for.begin(), stands_for.end(), ColumnId{0});
  for (ColumnId id = 0; id < model_columns_; ++id) {
    Draft& draft = drafts_[id];
    const auto* map = std::get_if<Map>(&draft.node);
    if (map == nullptr || pool_[map->expression].op != Opcode::column) continue;
    const ColumnId source = pool_[map->expression].payload;
    if (!is_helper(source) || readers[source] > 1) continue;
    if (drafts_[source].entity != draft.entity || drafts_[source].type != draft.type) continue;
    draft.node = drafts_[source].node;
    stands_for[source] = id;
  }
  return stands_for;
}

}  // namespace remit::lowering

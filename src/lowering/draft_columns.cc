#include "lowering/draft_columns.h"

#include <numeric>
#include <utility>

namespace remit::lowering {
namespace {

using Key = absl::InlinedVector<std::uint32_t, 16>;

void append_sort_keys(const std::vector<SortKey>& keys, Key& out) {
  for (const SortKey& key : keys) {
    out.push_back(key.value);
    out.push_back(key.descending ? 1 : 0);
  }
}

template <typename E>
std::uint32_t code(E value) {
  return static_cast<std::uint32_t>(value);
}

/// What tells two nodes of one kind apart; lists are led by their length.
struct KeyWriter {
  ValuePool& pool;
  Key& out;

  void operator()(const Input& input) { out.push_back(input.field); }
  void operator()(const Map& map) { out.push_back(pool[map.expression].number); }
  void operator()(const Lookup& lookup) { out.insert(out.end(), {lookup.via, lookup.target}); }
  void operator()(const Match& match) {
    out.insert(out.end(), {match.entity, match.as_of ? 1u : 0u, match.by_key ? 1u : 0u,
                           match.earlier, code(match.none)});
    for (const Match::Pair& pair : match.equal) {
      out.insert(out.end(), {pair.ours, pair.theirs});
    }
    if (match.as_of) out.insert(out.end(), {match.as_of->ours, match.as_of->theirs});
  }
  void operator()(const Fold& fold) {
    out.insert(out.end(), {code(fold.op), fold.rows, fold.via, fold.partitioned ? 1u : 0u,
                           fold.value, fold.where});
    out.push_back(code(fold.partition.size()));
    out.insert(out.end(), fold.partition.begin(), fold.partition.end());
    out.push_back(code(fold.ours.size()));
    out.insert(out.end(), fold.ours.begin(), fold.ours.end());
    out.push_back(fold.by_row ? 1 : 0);
    if (fold.window) {
      const Window& window = *fold.window;
      out.insert(out.end(), {window.key, window.lower, window.upper, window.lower_open ? 1u : 0u,
                             window.upper_open ? 1u : 0u, window.place});
    }
    append_sort_keys(fold.order, out);
  }
  void operator()(const Rank& rank) {
    out.insert(out.end(), {code(rank.output), rank.where, code(rank.keys.size())});
    append_sort_keys(rank.keys, out);
    out.insert(out.end(), rank.partition.begin(), rank.partition.end());
  }
  void operator()(const Apportion& share) {
    out.insert(out.end(),
               {code(share.method), share.total, share.where, share.weight, share.cap, share.floor,
                share.owner, code(share.remainder), code(share.rounding->mode),
                pool.intern(share.rounding->increment.to_rational()), code(share.order.size())});
    append_sort_keys(share.order, out);
    out.insert(out.end(), share.partition.begin(), share.partition.end());
  }
  void operator()(const PartyShare& share) { out.insert(out.end(), {share.split, share.index}); }
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
  std::visit(KeyWriter{pool_, key}, node);
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
  if (held.op == Opcode::column && drafts_[held.payload].entity == entity) return held.payload;
  return helper(entity, held.type, Map{value}, held.span);
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

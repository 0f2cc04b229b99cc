#include "lowering/formulas.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "lowering/simplify.h"

namespace remit::lowering {
namespace {

constexpr ValueId kNoValue = 0xFFFFFFFF;

/// Calls `visit` for each expression that `expr` is made of.
template <typename Visit>
void visit_parts(const check::Model& model, const check::Expr& expr, Visit visit) {
  const auto one = [&](check::ExprId id) {
    if (id != check::kNone) visit(id);
  };
  const auto list = [&](const auto& ids) {
    for (const check::ExprId id : ids) one(id);
  };
  const auto keys = [&](const std::vector<check::SortKey>& sort_keys) {
    for (const check::SortKey& key : sort_keys) one(key.value);
  };
  const auto pair = [&](const check::Match::Pair& both) {
    one(both.ours);
    one(both.theirs);
  };
  list(expr.args);
  switch (expr.kind) {
    case check::ExprKind::operation:
    case check::ExprKind::column:
    case check::ExprKind::lookup:
      break;
    case check::ExprKind::match: {
      const check::Match& match = model.matches[expr.payload];
      for (const check::Match::Pair& both : match.equal) pair(both);
      if (match.as_of) pair(*match.as_of);
      break;
    }
    case check::ExprKind::fold: {
      const check::Fold& fold = model.folds[expr.payload];
      one(fold.via);
      list(fold.partition);
      one(fold.value);
      one(fold.where);
      break;
    }
    case check::ExprKind::rank: {
      const check::Rank& rank = model.ranks[expr.payload];
      keys(rank.keys);
      list(rank.partition);
      one(rank.where);
      break;
    }
    case check::ExprKind::apportion: {
      const check::Apportion& share = model.apportions[expr.payload];
      one(share.total);
      list(share.partition);
      for (const check::ExprId id :
           {share.where, share.weight, share.cap, share.floor, share.owner}) {
        one(id);
      }
      keys(share.order);
      break;
    }
    case check::ExprKind::party: {
      const check::PartySplit& split = model.party_splits[expr.payload];
      one(split.total);
      list(split.weights);
      list(split.caps);
      break;
    }
  }
}

std::vector<std::uint32_t> first_equal_roundings(const std::vector<number::Rounding>& roundings) {
  base::HashMap<std::pair<number::RoundingMode, number::Rational>, std::uint32_t> known;
  std::vector<std::uint32_t> first;
  for (const number::Rounding& rounding : roundings) {
    const auto next = static_cast<std::uint32_t>(first.size());
    const std::pair key(rounding.mode, rounding.increment.to_rational());
    first.push_back(known.try_emplace(key, next).first->second);
  }
  return first;
}

}  // namespace

Formulas::Formulas(ValuePool& pool, DraftColumns& columns)
    : pool_(pool),
      columns_(columns),
      values_(pool.model().exprs.size(), kNoValue),
      reads_rows_(pool.model().exprs.size(), false),
      roundings_(first_equal_roundings(pool.model().roundings)) {}

ValueId Formulas::value_of(check::ExprId root) {
  const check::Model& model = pool_.model();
  stack_.assign(1, root);
  while (!stack_.empty()) {
    const check::ExprId id = stack_.back();
    if (values_[id] != kNoValue) {
      stack_.pop_back();
      continue;
    }
    const std::size_t before = stack_.size();
    visit_parts(model, model.exprs[id], [&](check::ExprId part) {
      if (values_[part] == kNoValue) stack_.push_back(part);
    });
    if (stack_.size() > before) continue;
    values_[id] = lower(model.exprs[id]);
    reads_rows_[id] = reads_rows(model.exprs[id]);
    stack_.pop_back();
  }
  return values_[root];
}

namespace {

/// A fold over all rows of its own entity is one value of the whole.
bool is_same_in_all_rows(const Fold& fold) { return fold.partitioned && fold.partition.empty(); }

}  // namespace

ValueId Formulas::lower(const check::Expr& expr) {
  switch (expr.kind) {
    case check::ExprKind::operation:
      return operation(expr);
    case check::ExprKind::column:
      return pool_.column_leaf(expr.payload, columns_[expr.payload].entity, expr.type, expr.span);
    case check::ExprKind::lookup:
    case check::ExprKind::match:
    case check::ExprKind::fold:
    case check::ExprKind::rank:
    case check::ExprKind::apportion:
    case check::ExprKind::party:
      break;
  }
  Node node = node_of(expr);
  EntityId entity = expr.entity;
  if (auto* fold = std::get_if<Fold>(&node); fold != nullptr && is_same_in_all_rows(*fold)) {
    fold->partitioned = false;
    entity = kWhole;
  }
  const ColumnId helper = columns_.helper(entity, expr.type, std::move(node), expr.span);
  return pool_.column_leaf(helper, entity, expr.type, expr.span);
}

bool Formulas::reads_rows(const check::Expr& expr) const {
  switch (expr.kind) {
    case check::ExprKind::operation:
      return std::any_of(expr.args.begin(), expr.args.end(),
                         [this](check::ExprId arg) { return reads_rows_[arg]; });
    case check::ExprKind::column:
      return columns_[expr.payload].entity != kWhole;
    case check::ExprKind::fold: {
      const check::Fold& fold = pool_.model().folds[expr.payload];
      return expr.entity != kWhole && !(fold.partitioned && fold.partition.empty());
    }
    default:
      return expr.entity != kWhole;
  }
}

ValueId Formulas::operation(const check::Expr& expr) {
  if (expr.op == Opcode::number) {
    const number::Rational& value = pool_.model().numbers[expr.payload];
    return pool_.number_leaf(value, expr.type, expr.span, expr.notation);
  }
  absl::InlinedVector<ValueId, 8> operands;
  const bool over_rows = reads_rows(expr);
  for (const check::ExprId arg : expr.args) {
    const bool once = over_rows && !reads_rows_[arg];
    operands.push_back(once ? columns_.per_row(values_[arg]) : values_[arg]);
  }
  return simplified(pool_, expr.op, expr.type, payload_of(expr), operands, expr.span);
}

std::uint32_t Formulas::payload_of(const check::Expr& expr) {
  if (expr.op == Opcode::text) return pool_.intern(pool_.model().texts[expr.payload]);
  const bool rounds = type::operation(expr.op).payload == type::Payload::rounding;
  return rounds ? roundings_[expr.payload] : expr.payload;
}

Node Formulas::node_of(const check::Expr& expr) {
  const check::Model& model = pool_.model();
  switch (expr.kind) {
    case check::ExprKind::lookup:
      return lookup(expr);
    case check::ExprKind::match:
      return match(model.matches[expr.payload], expr.entity);
    case check::ExprKind::fold:
      return fold(model.folds[expr.payload]);
    case check::ExprKind::rank:
      return rank(model.ranks[expr.payload], expr.entity);
    case check::ExprKind::apportion:
      return apportion(model.apportions[expr.payload], expr.entity);
    case check::ExprKind::party:
      return PartyShare{split(expr.payload, expr.entity), expr.extra};
    case check::ExprKind::operation:
    case check::ExprKind::column:
      break;
  }
  assert(false);
  return Input{};
}

Lookup Formulas::lookup(const check::Expr& expr) {
  const EntityId named = pool_.model().exprs[expr.args[0]].type.ref;
  return Lookup{column(expr.args[0], expr.entity), column(expr.args[1], named)};
}

Match Formulas::match(const check::Match& match, EntityId entity) {
  const auto pair = [&](const check::Match::Pair& both) {
    return Match::Pair{column_or_whole(both.ours, entity), column(both.theirs, match.entity)};
  };
  Match node;
  node.entity = match.entity;
  for (const check::Match::Pair& both : match.equal) node.equal.push_back(pair(both));
  if (match.as_of) node.as_of = pair(*match.as_of);
  return node;
}

Fold Formulas::fold(const check::Fold& fold) {
  Fold node;
  node.op = fold.op;
  node.rows = fold.rows;
  node.via = column(fold.via, fold.rows);
  node.partitioned = fold.partitioned;
  node.partition = columns(fold.partition, fold.rows);
  node.value = column(fold.value, fold.rows);
  node.where = condition(fold.where, fold.rows);
  return node;
}

Rank Formulas::rank(const check::Rank& rank, EntityId entity) {
  return Rank{sort_keys(rank.keys, entity), columns(rank.partition, entity),
              condition(rank.where, entity), rank.output};
}

Apportion Formulas::apportion(const check::Apportion& share, EntityId entity) {
  Apportion node;
  node.method = share.method;
  node.total = column_or_whole(share.total, entity);
  node.partition = columns(share.partition, entity);
  node.where = condition(share.where, entity);
  node.weight = column(share.weight, entity);
  node.cap = column(share.cap, entity);
  node.floor = column(share.floor, entity);
  node.order = sort_keys(share.order, entity);
  node.owner = column(share.owner, entity);
  node.rounding = share.rounding;
  node.remainder = share.remainder;
  return node;
}

std::uint32_t Formulas::split(std::uint32_t index, EntityId entity) {
  const auto [position, is_new] =
      split_ids_.try_emplace(index, static_cast<std::uint32_t>(splits_.size()));
  if (!is_new) return position->second;
  const check::PartySplit& split = pool_.model().party_splits[index];
  PartySplit node;
  node.total = column(split.total, entity);
  node.method = split.method;
  node.weights = columns(split.weights, entity);
  node.caps = columns(split.caps, entity);
  node.rounding = split.rounding;
  node.remainder = split.remainder;
  node.owner = split.owner;
  splits_.push_back(std::move(node));
  return position->second;
}

ColumnId Formulas::column(check::ExprId expr, EntityId entity) {
  return expr == check::kNone ? kNoColumn : columns_.holding(values_[expr], entity);
}

ColumnId Formulas::column_or_whole(check::ExprId expr, EntityId entity) {
  if (expr == check::kNone) return kNoColumn;
  const ValueId value = values_[expr];
  return columns_.holding(value, pool_[value].entity == kWhole ? kWhole : entity);
}

ColumnId Formulas::condition(check::ExprId expr, EntityId entity) {
  if (expr == check::kNone) return kNoColumn;
  const Value& value = pool_[values_[expr]];
  if (value.op == Opcode::boolean && value.payload != 0) return kNoColumn;
  return column(expr, entity);
}

std::vector<ColumnId> Formulas::columns(const std::vector<check::ExprId>& exprs, EntityId entity) {
  std::vector<ColumnId> result;
  result.reserve(exprs.size());
  for (const check::ExprId expr : exprs) result.push_back(column(expr, entity));
  return result;
}

std::vector<SortKey> Formulas::sort_keys(const std::vector<check::SortKey>& keys, EntityId entity) {
  std::vector<SortKey> result;
  result.reserve(keys.size());
  for (const check::SortKey& key : keys) {
    result.push_back(SortKey{column(key.value, entity), key.descending});
  }
  return result;
}

}  // namespace remit::lowering

#include "lowering/formulas.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "check/expr_parts.h"
#include "lowering/simplify.h"

namespace remit::lowering {
namespace {

constexpr ValueId kNoValue = 0xFFFFFFFF;

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
    check::visit_parts(model, model.exprs[id], [&](check::ExprId part) {
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
bool is_same_in_all_rows(const Fold& fold) {
  return fold.partitioned && fold.partition.empty() && !fold.window;
}

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
      return expr.entity != kWhole && !is_same_in_all_rows(fold);
    }
    case check::ExprKind::lookup:
    case check::ExprKind::match:
    case check::ExprKind::rank:
    case check::ExprKind::apportion:
    case check::ExprKind::party:
      break;
  }
  return expr.entity != kWhole;
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
      return fold(model.folds[expr.payload], expr.entity);
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

// The model's own structures, each expression in them replaced by the column that holds it; in the
// order of the members, in which helpers get their numbers.

Match Formulas::match(Match node, EntityId entity) {
  const auto place = [&](Match::Pair& pair) {
    pair.ours = column_or_whole(pair.ours, entity);
    pair.theirs = column(pair.theirs, node.entity);
  };
  for (Match::Pair& pair : node.equal) place(pair);
  if (node.as_of) place(*node.as_of);
  return node;
}

Fold Formulas::fold(Fold node, EntityId entity) {
  node.via = column(node.via, node.rows);
  replace(node.partition, node.rows);
  for (type::Operand& operand : node.ours) operand = column_or_whole(operand, entity);
  node.value = column(node.value, node.rows);
  node.where = condition(node.where, node.rows);
  replace(node.order, node.rows);
  if (node.window) {
    node.window->key = column(node.window->key, node.rows);
    node.window->lower = column_or_whole(node.window->lower, entity);
    node.window->upper = column_or_whole(node.window->upper, entity);
    node.window->place = column(node.window->place, entity);
  }
  return node;
}

Rank Formulas::rank(Rank node, EntityId entity) {
  replace(node.keys, entity);
  replace(node.partition, entity);
  node.where = condition(node.where, entity);
  return node;
}

Apportion Formulas::apportion(Apportion node, EntityId entity) {
  node.total = column_or_whole(node.total, entity);
  replace(node.partition, entity);
  node.where = condition(node.where, entity);
  node.weight = column(node.weight, entity);
  node.cap = column(node.cap, entity);
  node.floor = column(node.floor, entity);
  replace(node.order, entity);
  node.owner = column(node.owner, entity);
  return node;
}

std::uint32_t Formulas::split(std::uint32_t index, EntityId entity) {
  const auto [position, is_new] =
      split_ids_.try_emplace(index, static_cast<std::uint32_t>(splits_.size()));
  if (!is_new) return position->second;
  PartySplit node = pool_.model().party_splits[index];
  node.total = column(node.total, entity);
  replace(node.weights, entity);
  replace(node.caps, entity);
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

void Formulas::replace(std::vector<type::Operand>& operands, EntityId entity) {
  for (type::Operand& operand : operands) operand = column(operand, entity);
}

void Formulas::replace(std::vector<SortKey>& keys, EntityId entity) {
  for (SortKey& key : keys) key.value = column(key.value, entity);
}

}  // namespace remit::lowering

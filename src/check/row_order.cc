#include "check/row_order.h"

#include <algorithm>
#include <utility>

namespace remit::check {
namespace {

/// What the rows' key is read from: the field, or its value after its checks.
const Symbol* key_of(Context& context, EntityId rows) {
  const Entity& entity = context.model.entities[rows];
  if (rows == kWhole || !entity.key) return nullptr;
  return context.names.find(rows, entity.fields[*entity.key].name);
}

bool is_key(Context& context, EntityId rows, ExprId value) {
  const Expr& expr = context.build[value];
  const Entity& entity = context.model.entities[rows];
  const Symbol* key = key_of(context, rows);
  if (expr.kind != ExprKind::column || key == nullptr) return false;
  return expr.payload == key->index || expr.payload == entity.fields[*entity.key].column;
}

}  // namespace

RowOrder tie_order(Context& context, NodeView ties, const Scope& scope) {
  RowOrder order;
  const Symbol* key = key_of(context, scope.entity);
  if (ties[Label::own] && key != nullptr) {
    context.names.use(*key);
    order.keys.push_back({context.build.column(key->index, ties.span()), false});
  } else if (ties[Label::own]) {
    require_total(context, order, scope.entity, ties.span());
  } else {
    order.keys = Typer(context).sort_keys(ties, scope);
  }
  order.of_table = static_cast<bool>(ties[Label::rows]);
  order.total = order.of_table;
  for (const SortKey& each : order.keys) {
    // Of what is wrong something was said already.
    const bool wrong = context.build.type_of(each.value).kind == type::TypeKind::unknown;
    order.total = order.total || wrong || is_key(context, scope.entity, each.value);
  }
  return order;
}

void break_ties(Context& context, NodeView ties, const Scope& scope, Rank& rank) {
  if (ties[Label::dense]) rank.output = type::RankOutput::dense;
  if (!ties[Label::by]) return;
  const RowOrder order = tie_order(context, ties, scope);
  rank.keys.insert(rank.keys.end(), order.keys.begin(), order.keys.end());
  if (order.of_table) rank.output = type::RankOutput::position;
}

RowOrder read_row_order(Context& context, EntityId rows, std::initializer_list<NodeView> said) {
  RowOrder order{.keys = {}, .total = rows == kWhole};
  const auto add = [&](NodeView part) {
    if (!part) return;
    const RowOrder more = tie_order(context, part, Scope{.entity = rows});
    order.keys.insert(order.keys.end(), more.keys.begin(), more.keys.end());
    order.total = order.total || more.total;
    order.of_table = order.of_table || more.of_table;
  };
  for (const NodeView part : said) {
    add(part);
    if (part.is(Rule::in_order)) add(part[Label::ties]);
  }
  return order;
}

void require_total(Context& context, const RowOrder& order, EntityId rows, base::Span span) {
  if (order.total) return;
  context.sink.report(Code::row_order_open, span, {context.model.entities[rows].name});
}

}  // namespace remit::check

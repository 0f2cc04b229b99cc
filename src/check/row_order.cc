#include "check/row_order.h"

#include <algorithm>
#include <utility>

#include "check/groups.h"
#include "check/written_orders.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/text/check.h"

namespace remit::check {

bool has_key(Context& context, EntityId rows, const std::vector<SortKey>& keys) {
  const Entity& entity = context.model.entities[rows];
  const std::vector<const Symbol*> parts = key_of(context, rows);
  const auto is_part = [&](std::size_t part, const SortKey& key) {
    const Expr& expr = context.build[key.value];
    return expr.kind == ExprKind::column &&
           (expr.payload == parts[part]->index ||
            expr.payload == entity.fields[entity.key[part]].column);
  };
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (std::ranges::none_of(keys, [&](const SortKey& key) { return is_part(part, key); }))
      return false;
  }
  return !parts.empty();
}

RowOrder tie_order(Context& context, NodeView ties, const Scope& scope) {
  RowOrder order;
  const std::vector<const Symbol*> key = key_of(context, scope.entity);
  if (ties[Label::own] && !key.empty()) {
    for (const Symbol* part : key) {
      context.names.use(*part);
      order.keys.push_back({context.build.column(part->index, ties.span()), false});
    }
  } else if (ties[Label::own]) {
    require_total(context, order, scope.entity, ties.span());
  } else {
    order.keys = Typer(context).sort_keys(ties, scope);
  }
  order.of_table = static_cast<bool>(ties[Label::rows]);
  order.total = order.of_table || (ties[Label::own] && !key.empty()) ||
                has_key(context, scope.entity, order.keys);
  for (const SortKey& each : order.keys) {
    // Of what is wrong something was said already.
    const bool wrong = context.build.type_of(each.value).kind == type::TypeKind::unknown;
    order.total = order.total || wrong;
  }
  return order;
}

namespace {

/// Keys that stand before: rows equal there are equal here too.
void refuse_keys_again(Context& context, NodeView ties, const std::vector<SortKey>& before,
                       const RowOrder& order) {
  if (ties[Label::own]) return;
  const auto nodes = ties.all(Label::key);
  Typer typer(context);
  for (std::size_t i = 0; i < nodes.size() && i < order.keys.size(); ++i)
    for (const SortKey& key : before) typer.refuse_twice(nodes[i], key.value, order.keys[i].value);
}

}  // namespace

void refuse_idle_ties(Context& context, NodeView ties, EntityId rows,
                      const std::vector<SortKey>& before, const RowOrder& order) {
  if (rows != kWhole && has_key(context, rows, before))
    context.report_no_effect(ties, diagnostic::text::why_nobody_equal);
  else
    refuse_keys_again(context, ties, before, order);
}

void break_ties(Context& context, NodeView ties, const Scope& scope, Rank& rank) {
  if (ties[Label::dense]) rank.output = type::RankOutput::dense;
  if (!ties[Label::by]) return;
  const RowOrder order = tie_order(context, ties, scope);
  // Of places `ties` is asked for whatever they are by.
  refuse_keys_again(context, ties, rank.keys, order);
  refuse_keys_of_group(context, ties.all(Label::key), order.keys, rank.partition);
  const NodeView still = ties[Label::standard] ? ties[Label::standard]
                         : ties[Label::dense]  ? ties[Label::dense]
                                               : ties[Label::share];
  const bool wrong = std::ranges::any_of(order.keys, [&](const SortKey& key) {
    return context.build.type_of(key.value).kind == type::TypeKind::unknown;
  });
  if (wrong) return;  // something was said already
  if (order.total)
    context.report_no_effect(still, diagnostic::text::why_nobody_equal);
  else if (!still)
    context.sink.report(code::ties_left, ties.span(),
                        {context.model.entities[scope.entity].name, ties.text()});
  rank.keys.insert(rank.keys.end(), order.keys.begin(), order.keys.end());
  if (order.of_table) rank.output = type::RankOutput::position;
}

RowOrder read_row_order(Context& context, EntityId rows, std::initializer_list<NodeView> said,
                        absl::Span<const ExprId> groups) {
  RowOrder order{.keys = {}, .total = rows == kWhole};
  NodeView last;
  const auto add = [&](NodeView part) {
    if (!part) return;
    const RowOrder more = tie_order(context, part, Scope{.entity = rows});
    // The same words of two clauses, as of who is cut and of what rounding leaves.
    if (part.text() != last.text()) {
      refuse_idle_ties(context, part, rows, order.keys, more);
      refuse_keys_of_group(context, part.all(Label::key), more.keys, groups);
    }
    last = part;
    order.keys.insert(order.keys.end(), more.keys.begin(), more.keys.end());
    order.total = order.total || more.total || has_key(context, rows, order.keys);
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
  context.sink.report(code::row_order_open, span, {context.model.entities[rows].name});
}

}  // namespace remit::check

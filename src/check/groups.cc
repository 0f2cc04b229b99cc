#include "check/groups.h"

#include <algorithm>

#include "base/budget.h"
#include "check/same_value.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace text = diagnostic::text;

namespace {

/// Whether `value` is that field of its row: itself, its value after its checks, or what the row is
/// called that it refers to.
bool is_field(Context& context, EntityId rows, const Field& field, ExprId value) {
  const Expr& expr = context.build[value];
  if (expr.kind == ExprKind::column) {
    const Symbol* known = context.names.find(rows, field.name);
    return expr.payload == field.column ||
           (known != nullptr && known->kind == SymbolKind::column && expr.payload == known->index);
  }
  if (expr.kind != ExprKind::lookup || field.type.kind != type::TypeKind::reference) return false;
  const Entity& named = context.model.entities[field.type.ref];
  return named.key.size() == 1 && is_field(context, rows, field, expr.args[0]) &&
         is_field(context, field.type.ref, named.fields[named.key[0]], expr.args[1]);
}

void refuse_alone(Context& context, EntityId rows, base::Span part) {
  context.sink.report(
      code::idle_groups, part,
      {context.model.written(part),
       diagnostic::worded(text::group_is_row, {context.model.entities[rows].name})});
}

}  // namespace

void refuse_groups_of_one(Context& context, EntityId rows, absl::Span<const ExprId> groups,
                          base::Span part) {
  if (rows == kWhole) return;
  const Entity& entity = context.model.entities[rows];
  const auto grouped = [&](std::uint32_t field) {
    return std::ranges::any_of(
        groups, [&](ExprId group) { return is_field(context, rows, entity.fields[field], group); });
  };
  if (!entity.key.empty() && std::ranges::all_of(entity.key, grouped))
    refuse_alone(context, rows, part);
}

void refuse_fields_of_one(Context& context, EntityId rows, absl::Span<const ColumnId> groups,
                          base::Span part) {
  const Entity& entity = context.model.entities[rows];
  const auto grouped = [&](std::uint32_t field) {
    return std::ranges::count(groups, entity.fields[field].column) > 0;
  };
  if (!entity.key.empty() && std::ranges::all_of(entity.key, grouped))
    refuse_alone(context, rows, part);
}

namespace {

/// Whether a value is the same for all rows of a group: it is one of what they share, of the whole,
/// or made of these alone. The argument of a formula is of each call.
bool is_of_group(const Model& model, ExprId value, absl::Span<const ExprId> groups) {
  base::go_deeper();
  const auto shared = [&](ExprId group) { return same_value(model, group, value); };
  if (std::ranges::any_of(groups, shared)) return true;
  const Expr& expr = model.exprs[value];
  if (expr.kind == ExprKind::lookup) return is_of_group(model, expr.args[0], groups);
  if (expr.kind == ExprKind::column) return model.columns[expr.payload].entity == kWhole;
  if (expr.kind != ExprKind::operation) return false;
  if (expr.args.empty()) return type::is_constant(expr.op);
  return std::ranges::all_of(expr.args,
                             [&](ExprId part) { return is_of_group(model, part, groups); });
}

}  // namespace

std::vector<ExprId> groups_of(const Fold& fold) {
  return fold.via == kNone ? fold.partition : std::vector<ExprId>{fold.via};
}

void refuse_keys_of_group(Context& context, const syntax::NodeList& nodes,
                          const std::vector<SortKey>& keys, absl::Span<const ExprId> groups) {
  for (std::size_t i = 0; i < nodes.size() && i < keys.size(); ++i) {
    const ExprId key = keys[i].value;
    const bool known = context.build.type_of(key).kind != type::TypeKind::unknown;
    // Of a constant it was said where it was read.
    if (!known || context.build.is_constant(key) || !is_of_group(context.model, key, groups))
      continue;
    context.report_no_effect(nodes[i],
                             groups.empty() ? text::why_same_for_all : text::why_same_in_group);
  }
}

}  // namespace remit::check

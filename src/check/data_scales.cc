// Brackets that are data. The bracket of a value is the row with the last edge below it, which a
// fold with a window finds.
#include "check/data_scales.h"

#include <algorithm>
#include <utility>

#include "check/bands.h"
#include "check/declare.h"
#include "check/guards.h"
#include "check/typer.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::FoldOp;
using type::Opcode;
using type::ScaleKind;
using type::TypeKind;

namespace {

/// A field of the table that is a number or amount; kNone, with a complaint, if there is none.
ColumnId number_field(Context& context, EntityId table, NodeView name) {
  const auto column = field_named(context, table, name);
  if (!column) return kNone;
  const auto& fields = context.model.entities[table].fields;
  const bool is_field = std::ranges::find(fields, name.text(), &Field::name) != fields.end();
  const type::Type type = context.model.columns[*column].type;
  if (type == type::kUnknown) return kNone;
  if (!is_field || !type.is_numeric()) {
    context.sink.report(code::type_mismatch, name.span(),
                        {diagnostic::text::type_number, Typer(context).describe(type), ""});
    return kNone;
  }
  return context.names.find(table, name.text())->index;
}

/// The group of a bracket. Of one that is blank nobody knows to which table of brackets it belongs:
/// an error of every use.
ColumnId never_blank(Context& context, EntityId table, ColumnId group, base::Span span) {
  ExprBuilder& build = context.build;
  Column column;
  column.entity = table;
  column.origin = context.model.columns[group].origin;
  column.origin.role = type::Role::guard;
  const ColumnId id = context.columns.add_raw(std::move(column));
  const ExprId raw = build.column(group, span);
  const ExprId missing = build.fail(type::CellFault::missing, build.type_of(raw), span);
  // As strict as any comparison, so that the error names the group's field.
  const ExprId known = build.compare(Opcode::equal, raw, raw, span);
  context.columns.define(id, build.choose(known, raw, missing, span), span);
  return id;
}

/// What its rows say of each other.
class Brackets {
 public:
  Brackets(Context& context, DataScale& scale, base::Span span)
      : c_(context), build_(context.build), scale_(scale), span_(span) {}

  /// The edge of each row, an error unless it stands once in its group.
  void refuse_twice() {
    Fold alike = of_group(FoldOp::count);
    alike.partition.push_back(lower());
    const ExprId rows = build_.fold(scale_.table, std::move(alike), span_);
    guard(build_.compare(Opcode::equal, rows, build_.number(1), span_));
  }

  /// An error unless the bracket ends above its beginning, and where the next begins.
  void refuse_gaps() {
    const ExprId upper = build_.column(scale_.upper, span_);
    const ExprId ends = build_.is_given(upper, span_);
    const ExprId next = next_lower();
    const ExprId last = build_.negation(build_.is_given(next, span_), span_);
    const ExprId meets =
        build_.conjunction({ends, build_.compare(Opcode::equal, upper, next, span_)}, span_);
    const ExprId ascends = build_.disjunction(
        {build_.negation(ends, span_), build_.compare(Opcode::greater, upper, lower(), span_)},
        span_);
    guard(build_.conjunction({ascends, build_.disjunction({last, meets}, span_)}, span_));
  }

  /// An error below zero: parts are counted from there.
  void refuse_below_zero() {
    const ExprId zero = build_.zero(c_.model.columns[scale_.lower].type);
    guard(build_.compare(Opcode::greater_equal, lower(), zero, span_));
  }

  /// The sum of all brackets below that of the row.
  ColumnId below(NodeView item, const std::string& cite) {
    const ExprId width = build_.subtract(next_lower(), lower(), span_);
    Fold sum = of_group(FoldOp::sum);
    sum.value = build_.multiply(width, build_.column(scale_.value, span_), span_);
    sum.window = Window{.key = lower(), .upper = lower(), .upper_open = true};
    Column column;
    column.entity = scale_.table;
    column.origin = {"scale",
                     std::string(item[Label::name].text()),
                     std::string(item[Label::label].text()),
                     cite,
                     type::Role::value,
                     span_};
    const ColumnId id = c_.columns.add_raw(std::move(column));
    c_.columns.define(id, build_.fold(scale_.table, std::move(sum), span_), span_);
    return id;
  }

 private:
  ExprId lower() { return build_.column(scale_.lower, span_); }

  Fold of_group(FoldOp op) {
    Fold fold{.op = op, .rows = scale_.table, .partitioned = true, .partition = {}};
    for (const ColumnId group : scale_.groups)
      fold.partition.push_back(build_.column(group, span_));
    return fold;
  }

  /// Where the next bracket of the group begins; blank in the last.
  ExprId next_lower() {
    Fold fold = of_group(FoldOp::minimum);
    fold.value = lower();
    fold.window = Window{.key = lower(), .lower = lower(), .lower_open = true};
    return build_.fold(scale_.table, std::move(fold), span_);
  }

  /// For this scale alone: another one may read the same rows otherwise.
  void guard(ExprId condition) {
    scale_.lower = guarded_field(c_, scale_.table, scale_.lower, condition,
                                 type::CellFault::edges_not_ascending, span_);
  }

  Context& c_;
  ExprBuilder& build_;
  DataScale& scale_;
  base::Span span_;
};

bool read_upper(Context& context, NodeView node, DataScale& scale) {
  const NodeView name = node[Label::field];
  const auto upper =
      field_of_type(context, scale.table, name, {context.model.columns[scale.lower].type});
  if (!upper) return false;
  scale.upper = *upper;
  scale.upper_closed = static_cast<bool>(node[Label::inclusive]);
  if (scale.lower_closed != scale.upper_closed) return true;
  context.sink.report(scale.lower_closed ? code::bands_overlap : code::bands_gap, node.span(),
                      {name.text()});
  return false;
}

}  // namespace

std::optional<DataScale> read_data_scale(Context& context, NodeView item) {
  const NodeView node = item[Label::rows];
  const auto table = entity_named(context, node[Label::table]);
  if (!table) return std::nullopt;
  DataScale scale{.table = *table};
  bool known = true;
  for (const NodeView name : node.all(Label::group)) {
    const auto group = field_named(context, *table, name);
    known = known && group.has_value();
    if (group) scale.groups.push_back(never_blank(context, *table, *group, name.span()));
  }
  scale.lower = number_field(context, *table, node[Label::lower][Label::field]);
  scale.value = number_field(context, *table, node[Label::value]);
  if (!known || scale.lower == kNone || scale.value == kNone) return std::nullopt;
  scale.lower_closed = static_cast<bool>(node[Label::lower][Label::inclusive]);
  scale.lower_name = node[Label::lower][Label::field].span();
  scale.value_name = node[Label::value].span();
  if (node[Label::upper] && !read_upper(context, node[Label::upper], scale)) return std::nullopt;
  const ScaleKind kind = scale_kind(item[Label::kind]);
  const auto is_money = [&](ColumnId column) {
    return context.model.columns[column].type.kind == TypeKind::money;
  };
  if (kind != ScaleKind::step && is_money(scale.lower) && is_money(scale.value)) {
    context.sink.report(code::money_squared, node[Label::value].span());
    return std::nullopt;
  }
  Brackets brackets(context, scale, node.span());
  brackets.refuse_twice();
  if (scale.upper != kNone) brackets.refuse_gaps();
  if (kind == ScaleKind::marginal) {
    // At an edge the brackets on either side come to the same, so the first and last edge count.
    scale.lower_closed = scale.upper_closed = true;
    brackets.refuse_below_zero();
    scale.before = brackets.below(item, cited_clause(context, item));
  }
  return scale;
}

ExprId apply_data_scale(Context& context, const DataScale& scale, ScaleKind kind, ExprId value,
                        std::vector<ExprId> groups, EntityId entity, base::Span span) {
  ExprBuilder& build = context.build;
  Fold of_bracket{.op = FoldOp::last, .rows = scale.table, .partitioned = true, .partition = {}};
  for (const ColumnId group : scale.groups)
    of_bracket.partition.push_back(build.column(group, span));
  of_bracket.ours = std::move(groups);
  const ExprId edge = build.column(scale.lower, span);
  of_bracket.order = {{edge, false}};
  of_bracket.window = Window{.key = edge, .upper = value, .upper_open = !scale.lower_closed};
  const auto at = [&](ColumnId column, base::Span name) {
    Fold fold = of_bracket;
    fold.value = build.column(column, span);
    return build.fold(entity, std::move(fold), name);
  };
  const ExprId lower = at(scale.lower, scale.lower_name);
  ExprId inside = build.is_given(lower, span);
  if (scale.upper != kNone) {
    const ExprId upper = at(scale.upper, {});
    const Opcode op = scale.upper_closed ? Opcode::less_equal : Opcode::less;
    const ExprId open = build.negation(build.is_given(upper, span), span);
    const ExprId ends = build.disjunction({open, build.compare(op, value, upper, span)}, span);
    inside = build.conjunction({inside, ends}, span);
  }
  ExprId result = at(scale.value, scale.value_name);
  if (kind == ScaleKind::slab) result = build.multiply(value, result, span);
  if (kind == ScaleKind::marginal) {
    const ExprId part = build.multiply(build.subtract(value, lower, span), result, span);
    result = build.add(at(scale.before, {}), part, span);
  }
  const ExprId none = build.fail(type::CellFault::no_band, build.type_of(result), span);
  return build.choose(inside, result, none, span);
}

}  // namespace remit::check

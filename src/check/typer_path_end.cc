// What a path that has been followed to its end is as a value.

#include <algorithm>
#include <string>

#include "base/strings.h"
#include "check/call_words.h"
#include "check/chart_reader.h"
#include "check/typer.h"
#include "check/typer_place.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"

namespace remit::check {

/// A field that says something of a row: the first that is a number or an amount, else any.
static std::string_view telling_field(const Entity& rows) {
  const auto telling =
      std::ranges::find_if(rows.fields, [](const Field& each) { return each.type.is_numeric(); });
  if (telling != rows.fields.end()) return telling->name;
  return rows.fields.empty() ? std::string_view("...") : rows.fields.back().name;
}

/// What of the rows of a table may be meant: a field of the one referred to, or a fold of all.
diagnostic::Argument Typer::of_rows(EntityId table, EntityId begun) const {
  const Entity& rows = c_.model.entities[table];
  const std::string field(telling_field(rows));
  if (begun != kWhole)
    for (const Field& each : c_.model.entities[begun].fields)
      if (each.type == type::reference(table))
        return diagnostic::worded(diagnostic::text::quoted, {base::concat(each.name, ".", field)});
  if (begun == kWhole || refers(table, begun))
    return {base::concat("`count(", rows.name, ")`"), base::concat("“计数(", rows.name, ")”")};
  return {base::concat("`define ... = count(", rows.name, ")`, a definition of its own"),
          base::concat("“定义 … = 计数(", rows.name, ")”，另作一项定义")};
}

ExprId Typer::finish(const Place& place, base::Span span) {
  if (place.value != kNone) {
    Expr& expr = c_.model.exprs[place.value];
    if (expr.span.begin == expr.span.end && expr.kind != ExprKind::operation) expr.span = span;
    return place.value;
  }
  if (place.provision != nullptr) {
    if (place.provision->main == kNone) {
      c_.sink.report(
          code::wrong_kind, span,
          {place.provision->name, diagnostic::text::kind_form, diagnostic::text::kind_value});
      return wrong(span);
    }
    note_read(*place.provision, place.provision->main, span);
    const ExprId value = of_either(*place.provision, place.provision->main, {}, span, place);
    if (place.reference == kNone || build_[value].entity == kWhole) return value;
    return build_.lookup(place.reference, refuse_far_money(value, span), span);
  }
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::dated) {
    const Dated& table = c_.model.dated[place.symbol->index];
    c_.sink.report(code::date_needed, span, {table.name});
    return wrong(span);
  }
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::chart)
    return chart_of_row(place.symbol->index, place.begun, span);
  if (place.symbol != nullptr && place.symbol->kind == SymbolKind::formula) {
    report_formula_count(span, c_.formulas.at(place.symbol->index), 0);
    return wrong(span);
  }
  const std::string text(c_.model.written(span));
  if (place.symbol == nullptr) {
    const Entity& rows = c_.model.entities[place.entity];
    c_.sink.report(code::row_used_as_value, span,
                   {text, rows.name, base::concat(text, ".", telling_field(rows))});
  } else if (place.symbol->kind == SymbolKind::entity) {
    c_.sink.report(code::entity_as_value, span, {text, of_rows(place.symbol->index, place.begun)});
  } else if (place.symbol->kind == SymbolKind::scale ||
             place.symbol->kind == SymbolKind::open_scale) {
    c_.sink.report(code::table_without_value, span, {text, diagnostic::text::kind_scale});
  } else {
    c_.sink.report(code::wrong_kind, span,
                   {text, diagnostic::text::kind_form, diagnostic::text::kind_value});
  }
  return wrong(span);
}

ExprId Typer::holds_from(NodeView by_row, const Scope& scope) {
  const ExprId day = of_type(by_row[Label::day], scope, type::kDate);
  if (unknown(day)) return build_.blank(type::kBoolean, by_row.span());
  if (build_[day].kind == ExprKind::column) {
    const auto& fields = c_.model.entities[scope.entity].fields;
    const auto field =
        std::ranges::find(fields, c_.model.columns[build_[day].payload].name, &Field::name);
    if (field != fields.end() && build_[day].entity == scope.entity)
      c_.tables.date_rows(scope.entity, field->column);
  }
  const ExprId since = build_.date(by_row[Label::since].date(), by_row.span());
  return build_.compare(type::Opcode::greater_equal, day, since, by_row.span());
}

/// Of a declaration that an amendment replaced for later rows: the figure of the half that the row
/// belongs to; `later` where there is but one.
ExprId Typer::of_either(const Provision& form, ColumnId later, std::string_view member,
                        base::Span span, const Place& place) {
  const ExprId value = use_at(place, later, span);
  const Era* era = c_.eras.of(form.node);
  if (era == nullptr || era->before || !era->other) return value;
  const Symbol* symbol = c_.names.find(form.entity, name_before(form.name, *era));
  if (symbol == nullptr || symbol->kind != SymbolKind::provision) return value;
  const Provision& half = c_.columns.provision(symbol->index);
  const ColumnId column = member.empty() ? half.main : member_of(half, member);
  if (column == kNone) return value;
  const ExprId earlier = use_at(place, column, span);
  if (unknown(value) || unknown(earlier)) return value;
  if (build_.type_of(value) != build_.type_of(earlier)) {
    c_.sink.report(code::branch_types, span,
                   {describe(build_.type_of(value)), describe(build_.type_of(earlier))});
    return wrong(span);
  }
  const ExprId holds = holds_from(era->clause, Scope{.entity = form.entity});
  return build_.choose(holds, value, earlier, span);
}

/// A parameter by axes without values in brackets: the value for the row itself.
ExprId Typer::chart_of_row(std::uint32_t index, EntityId rows, base::Span span) {
  read_chart(c_, index);
  const Chart& chart = c_.charts.at(index);
  if (chart.state != Chart::State::read) return wrong(span);
  if (chart.entity != kWhole && chart.entity == rows)
    return value_of_chart(chart, chart.axes, span);
  const int axes = static_cast<int>(chart.axes.size());
  c_.sink.report(
      code::argument_count, span,
      {chart.name, values_wanted(axes, axes), values_given(0), call_example(chart.name, axes)});
  return wrong(span);
}

}  // namespace remit::check

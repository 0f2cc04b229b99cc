#include "check/dated.h"

#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "check/declare.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {

using type::Type;
using type::TypeKind;

namespace {

/// The days between the end of one value and the begin of the next: a hole or an overlap.
void report_seam(Context& context, const std::string& name, std::int32_t ended, std::int32_t since,
                 base::Span span) {
  if (since > ended)
    context.sink.report(code::dated_gap, span, {name, iso_text(ended + 1), iso_text(since - 1)});
  else
    context.sink.report(code::dated_overlap, span, {name, iso_text(since)});
}

}  // namespace

std::string iso_text(std::int32_t day) { return base::to_iso_text(base::civil_from_days(day)); }

std::optional<ExprId> value_of(const Dated& dated, std::int32_t day) {
  const auto after = std::ranges::upper_bound(dated.days, day);
  if (after == dated.days.begin() || (dated.ends && day > dated.last_day)) return std::nullopt;
  return dated.values[static_cast<std::size_t>(after - dated.days.begin()) - 1];
}

ExprId constant_value(Context& context, Typer& typer, NodeView node, Type wanted) {
  const std::size_t errors = context.sink.error_count();
  ExprId value = typer.settled(typer.expr(node, Scope{}, wanted));
  const bool known = context.build.type_of(value).kind != TypeKind::unknown;
  if (wanted.kind != TypeKind::unknown) value = typer.coerce(value, wanted, node.span());
  // What is of another type has been complained of.
  if (known && context.sink.error_count() == errors && !context.build.is_constant(value))
    context.sink.report(code::not_constant, node.span());
  return value;
}

/// Values in the order of their days; each holds until the next begins or its own end. A day
/// between two of them that has no value is a hole.
DatedValues read_dated(Context& context, const std::string& name, absl::Span<const NodeView> list,
                       Type wanted) {
  Typer typer(context);
  DatedValues result;
  Dated table{.name = name, .days = {}, .values = {}};
  bool has_end = false;
  std::int32_t ended = 0;
  for (const NodeView entry : list) {
    const ExprId value = constant_value(context, typer, entry[Label::value], wanted);
    if (wanted.kind == TypeKind::unknown) wanted = context.build.type_of(value);
    if (!entry[Label::since] && list.size() == 1) {
      result.single = value;
      result.type = context.build.type_of(value);
      return result;
    }
    const std::int32_t since = entry[Label::since] ? entry[Label::since].date()
                                                   : base::days_from_civil({base::kMinYear, 1, 1});
    if (!table.days.empty() && since <= table.days.back())
      context.sink.report(code::dated_overlap, entry.span(), {name, iso_text(since)});
    if (has_end && since != ended + 1) report_seam(context, name, ended, since, entry.span());
    has_end = static_cast<bool>(entry[Label::until]);
    if (has_end) ended = entry[Label::until].date();
    if (has_end && ended < since)
      context.sink.report(code::period_reversed, entry.span(), {iso_text(since), iso_text(ended)});
    table.days.push_back(since);
    table.values.push_back(value);
  }
  table.ends = has_end;
  table.last_day = ended;
  result.type = wanted;
  result.table = static_cast<std::uint32_t>(context.model.dated.size());
  context.model.dated.push_back(std::move(table));
  return result;
}

ExprId value_on(Context& context, const std::string& name, absl::Span<const NodeView> list,
                Type wanted, ExprId day) {
  if (list.size() == 1 && !list[0][Label::since])
    return Typer(context).of_type(list[0][Label::value], Scope{}, wanted);
  const DatedValues values = read_dated(context, name, list, wanted);
  if (values.table == kNone) return values.single;
  return context.build.operation(type::Opcode::dated, {day}, values.type, list[0].span(),
                                 values.table);
}

}  // namespace remit::check

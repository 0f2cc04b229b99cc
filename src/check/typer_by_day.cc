// Figures as of a day: of rows that say to which day they belong, those up to that day count.
#include <utility>

#include "check/typer.h"
#include "diagnostic/code/types.h"

namespace remit::check {

using type::Opcode;

/// `as of D`: D is a day of the row for which the formula stands, or of the whole.
void Typer::count_by_day(NodeView said, const Scope& scope, const Scope& inner, Fold& fold) {
  if (c_.tables.day_of_rows(fold.rows) == nullptr) {
    c_.sink.report(code::rows_without_day, said.span(), {c_.model.entities[fold.rows].name});
    return;
  }
  ExprId day = of_type(said[Label::on], scope, type::kDate);
  if (unknown(day)) return;
  if (build_[day].entity != kWhole && inner.via != kNone)
    day = build_.lookup(inner.via, day, said.span());
  count_by(day, said, inner, fold);
}

void Typer::count_by(ExprId day, NodeView node, const Scope& inner, Fold& fold) {
  Tables::DayOfRows& of = *c_.tables.day_of_rows(fold.rows);
  of.counted = true;
  const base::Span span = node.span();
  // By its name: that of a field with checks means what they let pass.
  const std::string& field =
      c_.model.entities[fold.rows].fields[c_.model.columns[of.day].field].name;
  const ExprId theirs = c_.columns.use(c_.names.find(fold.rows, field)->index, span);
  const bool of_this = build_[day].entity != kWhole && inner.via == kNone;
  if (of_this) return bound(node, false, false, theirs, day, fold);
  const ExprId in_time = build_.compare(Opcode::less_equal, theirs, day, span);
  fold.where = fold.where == kNone ? in_time : build_.conjunction({fold.where, in_time}, span);
}

ExprId Typer::as_of(NodeView node, const Scope& scope, ExprId day) {
  const ExprId outer = std::exchange(counted_by_, day);
  const bool counted = std::exchange(counts_by_day_, false);
  const ExprId value = expr(node, scope);
  counted_by_ = outer;
  return std::exchange(counts_by_day_, counted) ? value : kNone;
}

}  // namespace remit::check

#include "check/made_order.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "check/expr_parts.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

namespace {

using type::MadeRows;

/// Collects the entities whose rows some columns are computed from. No recursion: a chain of
/// columns may be long.
class Readers {
 public:
  explicit Readers(const Model& model)
      : model_(model),
        columns_(model.columns.size(), false),
        exprs_(model.exprs.size(), false),
        entities_(model.entities.size(), false) {}

  void read(ColumnId column) {
    if (column == kNone || columns_[column]) return;
    columns_[column] = true;
    entities_[model_.columns[column].entity] = true;
    if (!model_.columns[column].input) ask(model_.columns[column].value);
    while (!waiting_.empty()) {
      const Expr& expr = model_.exprs[waiting_.back()];
      waiting_.pop_back();
      look(expr);
    }
  }
  void read_rows(EntityId entity) { entities_[entity] = true; }
  const std::vector<bool>& entities() const { return entities_; }

 private:
  void ask(ExprId id) {
    if (id == kNone || exprs_[id]) return;
    exprs_[id] = true;
    waiting_.push_back(id);
  }
  void ask_column(ColumnId column) {
    if (column == kNone || columns_[column]) return;
    columns_[column] = true;
    entities_[model_.columns[column].entity] = true;
    if (!model_.columns[column].input) ask(model_.columns[column].value);
  }
  void look(const Expr& expr) {
    entities_[expr.entity] = true;
    visit_parts(model_, expr, [this](ExprId part) { ask(part); });
    if (expr.kind == ExprKind::column) ask_column(expr.payload);
    if (expr.kind == ExprKind::match) entities_[model_.matches[expr.payload].entity] = true;
    if (expr.kind == ExprKind::fold) entities_[model_.folds[expr.payload].rows] = true;
    const bool dated = expr.kind == ExprKind::operation &&
                       type::operation(expr.op).payload == type::Payload::calendar;
    if (!dated) return;
    const Calendar& calendar = model_.calendars[expr.payload];
    ask_column(calendar.date);
    ask_column(calendar.worked);
  }

  const Model& model_;
  std::vector<bool> columns_;
  std::vector<bool> exprs_;
  std::vector<bool> entities_;
  std::vector<ExprId> waiting_;
};

/// The entities that must be there before the rows can be made.
std::vector<bool> entities_before(const Model& model, MadeRows& made) {
  Readers readers(model);
  for (const MadeRows::Source& source : made.sources) readers.read_rows(source.rows);
  type::visit_columns(made, [&](ColumnId column) { readers.read(column); });
  return readers.entities();
}

}  // namespace

void order_made_rows(Context& context) {
  std::vector<MadeRows> waiting = std::exchange(context.model.made, {});
  std::vector<std::vector<bool>> needs;
  for (MadeRows& made : waiting) needs.push_back(entities_before(context.model, made));
  std::vector<bool> missing(context.model.entities.size(), false);
  for (const MadeRows& made : waiting) missing[made.entity] = true;
  std::vector<bool> done(waiting.size(), false);
  for (bool moved = true; std::exchange(moved, false);) {
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (done[i]) continue;
      bool ready = true;
      for (std::size_t entity = 0; entity < missing.size(); ++entity)
        ready = ready && !(needs[i][entity] && missing[entity]);
      if (!ready) continue;
      missing[waiting[i].entity] = false;
      context.model.made.push_back(waiting[i]);
      done[i] = moved = true;
    }
  }
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    const Entity& entity = context.model.entities[waiting[i].entity];
    if (!done[i]) context.sink.report(code::made_of_itself, entity.span, {entity.name});
  }
}

}  // namespace remit::check

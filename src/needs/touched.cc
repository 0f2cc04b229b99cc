#include "needs/touched.h"

#include <algorithm>

#include "plan/visit_columns.h"

namespace remit::needs {
namespace {

using plan::ColumnId;

/// One look at the plan after the other, until nothing is found any more. Expressions stand before
/// the columns that they are of and may read any column before those.
class Search {
 public:
  Search(const plan::Plan& plan, const std::vector<ColumnId>& unknown)
      : plan_(plan), expressions_(plan.expressions.size()) {
    found_.columns.resize(plan.columns.size());
    found_.rows.resize(plan.entities.size());
    for (const ColumnId id : unknown) found_.columns[id] = true;
  }

  Touched run() {
    do {
      changed_ = false;
      for (std::size_t i = 0; i < plan_.expressions.size(); ++i) look_at_expression(i);
      for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
        if (!found_.columns[id] && is_touched(id)) found_.columns[id] = changed_ = true;
      }
      for (const plan::MadeRows& made : plan_.made) look_at_rows(made);
    } while (changed_);
    return std::move(found_);
  }

 private:
  void look_at_expression(std::size_t id) {
    if (expressions_[id]) return;
    const plan::Expression& e = plan_.expressions[id];
    bool touched = e.op == plan::Opcode::column && found_.columns[e.payload];
    for (std::uint32_t i = 0; i < e.operand_count; ++i)
      touched = touched || expressions_[plan_.operands[e.first_operand + i]];
    if (type::operation(e.op).payload == type::Payload::calendar) {
      const plan::Calendar& calendar = plan_.calendars[e.payload];
      for (const ColumnId column : {calendar.date, calendar.worked})
        touched = touched || (column != plan::kNoColumn && found_.columns[column]);
      touched = touched || (calendar.entity != plan::kNoColumn && found_.rows[calendar.entity]);
    }
    if (touched) expressions_[id] = changed_ = true;
  }

  bool is_touched(ColumnId id) const {
    const plan::Column& column = plan_.columns[id];
    if (found_.rows[column.entity]) return true;
    if (const auto* map = std::get_if<plan::Map>(&column.node))
      return expressions_[map->expression];
    bool touched = false;
    const auto look = [&](ColumnId read) { touched = touched || found_.columns[read]; };
    if (const auto* share = std::get_if<plan::PartyShare>(&column.node))
      plan::visit_split_columns(plan_.party_splits[share->split], look);
    else
      plan::visit_columns(column.node, look);
    if (const auto* fold = std::get_if<plan::Fold>(&column.node))
      touched = touched || found_.rows[fold->rows];
    if (const auto* match = std::get_if<plan::Match>(&column.node))
      touched = touched || found_.rows[match->entity];
    return touched;
  }

  void look_at_rows(plan::MadeRows made) {
    if (found_.rows[made.entity]) return;
    bool touched = false;
    type::visit_columns(made, [&](ColumnId& read) { touched = touched || found_.columns[read]; });
    for (const plan::MadeRows::Source& source : made.sources)
      touched = touched || found_.rows[source.rows];
    if (touched) found_.rows[made.entity] = changed_ = true;
  }

  const plan::Plan& plan_;
  Touched found_;
  std::vector<bool> expressions_;
  bool changed_ = false;
};

}  // namespace

Touched touched_by(const plan::Plan& plan, const std::vector<ColumnId>& unknown) {
  return Search(plan, unknown).run();
}

}  // namespace remit::needs

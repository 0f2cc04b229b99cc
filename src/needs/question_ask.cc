// Which unknown cells a figure depends on.
#include <algorithm>

#include "needs/can_decide.h"
#include "needs/question.h"
#include "plan/visit_columns.h"

namespace remit::needs {

using plan::Opcode;

void Question::note(std::size_t unknown) {
  if (noted_[unknown]) return;
  noted_[unknown] = true;
  asked_.push_back(unknown);
}

void Question::ask_everything() {
  for (std::size_t i = 0; i < unknown_.size(); ++i)
    if ((chosen_[i].told == nullptr || !chosen_[i].told->value.is_determined()) &&
        source_[unknown_[i].column])
      note(i);
}

/// Depth first, in the order of the plan, with a stack of its own.
std::vector<std::size_t> Question::ask(plan::ColumnId column, std::uint64_t row) {
  asked_.clear();
  std::fill(noted_.begin(), noted_.end(), false);
  base::HashSet<std::pair<Place, std::int64_t>> seen;
  std::vector<Task> tasks{{column, row, -1}};
  std::vector<Task> more;
  while (!tasks.empty()) {
    const Task task = tasks.back();
    tasks.pop_back();
    if (!seen.insert({Place(task.column, task.row), task.step}).second) continue;
    more.clear();
    if (task.step < 0)
      ask_cell(task, more);
    else
      ask_step(task, more);
    tasks.insert(tasks.end(), more.rbegin(), more.rend());
  }
  return asked_;
}

void Question::ask_cell(const Task& given, std::vector<Task>& more) {
  Task task = given;
  if (plan_.columns[task.column].entity == plan::kWhole) task.row = 0;
  if (!touched_.columns[task.column]) return;
  const Cell& of = cell(task.column, task.row);
  if (of.value.is_determined()) return;
  if (is_open(task.column)) return ask_everything();
  const plan::Node& node = plan_.columns[task.column].node;
  if (std::holds_alternative<plan::Input>(node)) {
    const auto number = numbers_.find(Place(task.column, task.row));
    if (number != numbers_.end()) note(number->second);
  } else if (std::holds_alternative<plan::Map>(node)) {
    if (of.steps.empty()) return ask_everything();
    more.push_back({task.column, task.row, static_cast<std::int64_t>(of.steps.size()) - 1});
  } else if (const auto* lookup = std::get_if<plan::Lookup>(&node)) {
    more.push_back({lookup->via, task.row, -1});
    const Possible& via = at(lookup->via, task.row);
    if (via.is_wide()) return ask_rows(lookup->target, more);
    for (const Value& value : via.few())
      if (const auto* reference = std::get_if<row::Reference>(&value))
        more.push_back({lookup->target, reference->row, -1});
  } else if (const auto* fold = std::get_if<plan::Fold>(&node)) {
    ask_fold(*fold, task, more);
  } else if (const auto* share = std::get_if<plan::PartyShare>(&node)) {
    plan::visit_split_columns(plan_.party_splits[share->split], [&](plan::ColumnId read) {
      more.push_back({read, task.row, -1});
    });
  } else if (const auto* rank = std::get_if<plan::Rank>(&node)) {
    ask_rank(*rank, task, more);
  } else if (const auto* match = std::get_if<plan::Match>(&node)) {
    ask_match(*match, task, more);
  } else if (const auto* shared = std::get_if<plan::Apportion>(&node)) {
    ask_apportion(*shared, task, more);
  }
}

void Question::ask_one(plan::ColumnId column, std::uint64_t row, std::vector<Task>& more) {
  if (column != plan::kNoColumn && touched_.columns[column]) more.push_back({column, row, -1});
}

/// In any row of its table.
void Question::ask_rows(plan::ColumnId column, std::vector<Task>& more) {
  if (!touched_.columns[column]) return;
  const std::uint64_t rows = evaluator_.row_count(plan_.columns[column].entity);
  if (rows > kMostRows || is_open(column)) return ask_everything();
  for (std::uint64_t row = 0; row < rows; ++row) more.push_back({column, row, -1});
}

void Question::ask_fold(const plan::Fold& node, const Task& task, std::vector<Task>& more) {
  const std::uint64_t rows = evaluator_.row_count(node.rows);
  if (touched_.rows[node.rows] || rows > kMostRows) return ask_everything();
  const auto one = [&](plan::ColumnId column, std::uint64_t row) { ask_one(column, row, more); };
  for (const plan::ColumnId own : node.ours) one(own, task.row);
  if (node.ours.empty() && node.partitioned)
    for (const plan::ColumnId own : node.partition) one(own, task.row);
  if (node.window) {
    one(node.window->lower, task.row);
    one(node.window->upper, task.row);
  }
  if (node.window) one(node.window->place, task.row);
  for (std::uint64_t row = 0; row < rows; ++row) {
    one(node.via, row);
    for (const plan::ColumnId column : node.partition) one(column, row);
    one(node.where, row);
    if (node.where != plan::kNoColumn && touched_.columns[node.where]) {
      const Possible& where = at(node.where, row);
      if (where.is_determined() && where.may_be(false)) continue;
    }
    one(node.value, row);
    for (const plan::SortKey& key : node.order) one(key.value, row);
    if (!node.window) continue;
    one(node.window->key, row);
    one(node.window->place, row);
  }
}

void Question::ask_step(const Task& task, std::vector<Task>& more) {
  const Cell& of = cell(task.column, task.row);
  const std::vector<Possible>& steps = of.steps;
  const auto at_step = static_cast<std::size_t>(task.step);
  if (steps[at_step].is_determined()) return;
  const row::Formula& formula = evaluator_.formula(task.column);
  const plan::Expression& e = plan_.expressions[formula.steps()[at_step]];
  if (e.op == Opcode::column) {
    more.push_back({e.payload, task.row, -1});
    return;
  }
  std::vector<const Possible*> operands;
  for (const std::uint32_t operand : formula.operands(at_step)) operands.push_back(&steps[operand]);
  if (type::operation(e.op).payload == type::Payload::calendar) {
    const plan::Calendar& calendar = plan_.calendars[e.payload];
    for (const plan::ColumnId read : {calendar.date, calendar.worked})
      if (read != plan::kNoColumn) ask_rows(read, more);
  }
  const std::span<const std::uint32_t> numbers = formula.operands(at_step);
  const bool is_same_choice =
      e.op == Opcode::choose && of.residues[numbers[1]] == of.residues[numbers[2]];
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool least = e.op == Opcode::minimum, most = e.op == Opcode::maximum;
    bool matters = true;
    if (e.op == Opcode::choose && i > 0) matters = operands[0]->may_be(i == 1);
    if (e.op == Opcode::choose && i == 0) matters = operands[0]->has_faults() || !is_same_choice;
    if (e.op == Opcode::otherwise && i == 1) matters = operands[0]->may_be_blank();
    if (least || most) matters = can_decide(least, i, operands);
    if (matters)
      more.push_back(
          {task.column, task.row, static_cast<std::int64_t>(formula.operands(at_step)[i])});
  }
}

}  // namespace remit::needs

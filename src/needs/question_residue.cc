// What is left of a cell once everything known is put in, and which unknown cell it hangs on.
#include <algorithm>

#include "needs/can_decide.h"
#include "needs/question.h"

namespace remit::needs {
namespace {

using plan::Opcode;
using Kind = Residues::Kind;

/// Of a table with more rows it is not told what is left of a cell that reads them.
constexpr std::uint64_t kRowsTold = 64;

bool is_certainly(const Possible& value, bool truth) {
  return value.is_determined() && value.may_be(truth);
}

}  // namespace

/// `made` has the step's own value last, and what is left of the steps before it.
Residue Question::residue_of_step(const plan::Expression& e,
                                  std::span<const std::uint32_t> operands, const Cell& made) {
  const Possible& own = made.steps.back();
  if (own.is_determined()) return residues_.of(own.value());
  if (type::operation(e.op).payload == type::Payload::calendar) return residues_.unlike();
  const auto value = [&](std::size_t i) -> const Possible& { return made.steps[operands[i]]; };
  const auto left = [&](std::size_t i) { return made.residues[operands[i]]; };
  if (e.op == Opcode::choose) {
    for (const std::size_t branch : {1, 2})
      if (is_certainly(value(0), branch == 1)) return left(branch);
    if (!value(0).has_faults() && left(1) == left(2)) return left(1);
  }
  if (e.op == Opcode::otherwise && !value(0).may_be_blank()) return left(0);
  std::vector<std::uint64_t> parts{static_cast<std::uint64_t>(e.op), e.payload,
                                   static_cast<std::uint64_t>(e.type.kind), e.type.ref};
  const bool least = e.op == Opcode::minimum, most = e.op == Opcode::maximum;
  const bool all = e.op == Opcode::conjunction, any = e.op == Opcode::disjunction;
  std::vector<const Possible*> values;
  for (std::size_t i = 0; i < operands.size(); ++i) values.push_back(&value(i));
  const std::size_t head = parts.size();
  std::size_t deciding = 0, last = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if ((least || most) && !can_decide(least, i, values)) continue;
    if ((all && is_certainly(value(i), true)) || (any && is_certainly(value(i), false))) continue;
    parts.push_back(left(i));
    ++deciding;
    last = i;
  }
  if ((least || most || all || any) && deciding == 1 && !value(last).has_faults())
    return left(last);
  // Which of several faults is told hangs on the order.
  const bool has_order =
      std::ranges::any_of(values, [](const Possible* each) { return each->has_faults(); });
  const bool commutes =
      least || most || all || any || e.op == Opcode::add || e.op == Opcode::multiply;
  if (commutes && !has_order)
    std::sort(parts.begin() + static_cast<std::ptrdiff_t>(head), parts.end());
  return residues_.of(Kind::operation, std::move(parts));
}

/// Of a cell that is no formula: what is left of all that it may read.
Residue Question::residue_of_node(plan::ColumnId column, std::uint64_t row) {
  const plan::Node& node = plan_.columns[column].node;
  if (std::holds_alternative<plan::Input>(node)) {
    const auto number = numbers_.find(Place(column, row));
    if (number == numbers_.end()) return residues_.of(evaluator_.cell(column, row));
    return residues_.of(Kind::input, {number->second, chosen_[number->second].number});
  }
  if (const auto* lookup = std::get_if<plan::Lookup>(&node)) {
    const Possible& via = at(lookup->via, row);
    if (via.is_determined() && via.has_values())
      return cell(lookup->target, std::get<row::Reference>(via.value()).row).residue;
  }
  std::vector<std::uint64_t> parts{column, row};
  const auto* fold = std::get_if<plan::Fold>(&node);
  if (fold != nullptr && is_of_one_row(*fold)) return cell(fold->value, 0).residue;
  const auto* match = std::get_if<plan::Match>(&node);
  // Which rows there are is not among what is read.
  bool told = !(fold != nullptr && touched_.rows[fold->rows]) &&
              !(match != nullptr && touched_.rows[match->entity]);
  visit_reads(column, [&](plan::ColumnId read) {
    if (!touched_.columns[read]) return;
    const plan::EntityId entity = plan_.columns[read].entity;
    const std::uint64_t rows = entity == plan::kWhole ? 1 : evaluator_.row_count(entity);
    told = told && rows <= kRowsTold && !touched_.rows[entity];
    for (std::uint64_t each = 0; told && each < rows; ++each)
      parts.push_back(cell(read, each).residue);
  });
  return told ? residues_.of(Kind::node, std::move(parts)) : residues_.unlike();
}

void Question::tell_source(plan::ColumnId column, std::uint64_t row, Cell& made) {
  if (made.value.is_determined()) return;
  const plan::Node& node = plan_.columns[column].node;
  made.source = kSeveral;
  if (std::holds_alternative<plan::Map>(node)) {
    made.source = made.sources.back();
  } else if (std::holds_alternative<plan::Input>(node)) {
    const auto number = numbers_.find(Place(column, row));
    if (number != numbers_.end()) made.source = static_cast<Source>(number->second);
  } else if (const auto* lookup = std::get_if<plan::Lookup>(&node)) {
    const Possible& via = at(lookup->via, row);
    if (via.is_determined() && via.has_values())
      made.source = cell(lookup->target, std::get<row::Reference>(via.value()).row).source;
  }
}

}  // namespace remit::needs

#include "report/rounding.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/hash_map.h"
#include "plan/builder.h"
#include "row/encode.h"
#include "row/map.h"

namespace remit::report {
namespace {

using number::Rational;
using plan::ColumnId;
using plan::ExpressionId;
using plan::Opcode;
using type::Role;

/// The eligible column of each declaration, by entity and name.
using Eligible = std::map<std::pair<plan::EntityId, std::string>, ColumnId>;

Eligible eligible_columns(const plan::Plan& plan) {
  Eligible found;
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    const bool is_flag = column.origin.role == Role::eligible &&
                         column.type.kind == type::TypeKind::boolean && !column.name.empty();
    if (is_flag) found.try_emplace({column.entity, column.origin.name()}, id);
  }
  return found;
}

/// Adds the columns of one rounding.
class Measure {
 public:
  Measure(plan::Builder& builder, const Eligible& eligible) : b_(builder), eligible_(eligible) {}

  RoundingItem add(ColumnId column, ExpressionId round) {
    const plan::Plan& plan = b_.plan();
    const plan::EntityId entity = plan.columns[column].entity;
    plan::Origin origin = plan.columns[column].origin;
    if (!plan.expressions[round].span.empty()) origin.span = plan.expressions[round].span;
    origin.role = Role::rounded;
    const type::Type type = plan.expressions[round].type;
    const ExpressionId exact = plan.operands[plan.expressions[round].first_operand];
    const auto eligible = eligible_.find({entity, origin.name()});
    ExpressionId difference = b_.apply(Opcode::subtract, type, {round, exact});
    if (eligible != eligible_.end() && origin.form() == "reward") {
      difference = b_.apply(Opcode::choose, type,
                            {b_.column(eligible->second), difference, b_.number(Rational(), type)});
    }
    RoundingItem item;
    item.exact = b_.add_map(entity, "", exact, origin);
    item.rounded = b_.add_map(entity, "", round, origin);
    item.difference = b_.add_map(entity, "", difference, origin);
    return item;
  }

 private:
  plan::Builder& b_;
  const Eligible& eligible_;
};

/// Rows of a stored column and what each holds, ascending.
template <typename OnValue, typename OnFault>
void visit(const table::ColumnData& data, OnValue on_value, OnFault on_fault) {
  for (std::uint64_t row = 0; row < data.size(); ++row) {
    const row::Value value = row::decode(data, row);
    if (row::is_fault(value)) {
      on_fault(row);
    } else if (!row::number_of(value).is_zero()) {
      on_value(row, row::number_of(value));
    }
  }
}

}  // namespace

RoundingPlan rounding_plan(const plan::Plan& plan) {
  plan::Builder builder(plan);
  for (plan::Column& column : builder.plan().columns) column.output = false;
  const Eligible eligible = eligible_columns(plan);
  Measure measure(builder, eligible);
  RoundingPlan result;
  base::HashSet<ExpressionId> seen;
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* map = std::get_if<plan::Map>(&plan.columns[id].node);
    if (map == nullptr) continue;
    const row::Formula formula(plan, map->expression);
    for (const ExpressionId step : formula.steps()) {
      const plan::Expression& expression = plan.expressions[step];
      const bool rounds_money =
          expression.op == Opcode::round && expression.type.kind == type::TypeKind::money;
      if (rounds_money && seen.insert(step).second) {
        result.items.push_back(measure.add(id, step));
      }
    }
  }
  result.plan = builder.take();
  return result;
}

std::vector<RoundingTotal> rounding_totals(const ComputedRun& run,
                                           const std::vector<RoundingItem>& items) {
  std::vector<RoundingTotal> totals;
  for (const RoundingItem& item : items) {
    const plan::Column& column = run.plan().columns[item.difference];
    const plan::Origin& origin = column.origin;
    auto total = std::find_if(totals.begin(), totals.end(), [&](const RoundingTotal& known) {
      return known.form == origin.form() && known.name == origin.name() &&
             known.cite == origin.cite() && known.type == column.type;
    });
    if (total == totals.end()) {
      totals.push_back(
          {origin.form(), origin.name(), origin.label(), origin.cite(), column.type, {}, {}});
      total = std::prev(totals.end());
    }
    visit(
        *run.stored(item.difference),
        [&](std::uint64_t, const Rational& difference) {
          (difference.is_negative() ? total->lost : total->gained) += difference;
          ++total->changed;
        },
        [&](std::uint64_t) { ++total->undetermined; });
  }
  return totals;
}

RoundingLines::RoundingLines(const ComputedRun& run, const std::vector<RoundingItem>& items)
    : items_(items) {
  for (const RoundingItem& item : items) {
    const table::ColumnData& difference = *run.stored(item.difference);
    rows_.emplace_back(difference.size(), [&](std::uint64_t row) {
      const row::Value value = row::decode(difference, row);
      return row::is_fault(value) || !row::number_of(value).is_zero();
    });
    lines_.add(rows_.back().size());
  }
}

RoundingLine RoundingLines::line(std::uint64_t index) const {
  const auto [number, at] = lines_.find(index);
  return {items_[number], rows_[number][at]};
}

}  // namespace remit::report

#include "sweep/total_in_parts.h"

#include <span>
#include <utility>
#include <vector>

namespace remit::sweep {
namespace {

using plan::ColumnId;
using plan::ExpressionId;
using plan::kNoColumn;

/// One total on its way into parts.
class Splitting {
 public:
  Splitting(plan::Builder& builder, const PlaceColumn& place, plan::EntityId rows)
      : builder_(builder), place_(place), rows_(rows) {}

  /// The formula of the total, or nothing where it is no sum.
  std::optional<ExpressionId> formula(ExpressionId summed, type::Type type) {
    std::optional<ExpressionId> where;
    if (const auto chosen = nothing_otherwise(summed)) {
      where = chosen->first;
      summed = chosen->second;
    }
    const std::vector<ExpressionId> terms = terms_of(summed);
    if (terms.size() < 2) return std::nullopt;
    std::vector<ExpressionId> totals;
    for (const ExpressionId term : terms) totals.push_back(total_of(term, where));
    return builder_.apply(plan::Opcode::add, type, totals);
  }

 private:
  // Copies: the list grows as parts are added.
  plan::Expression at(ExpressionId id) const { return builder_.plan().expressions[id]; }
  ExpressionId operand(const plan::Expression& of, std::uint32_t index) const {
    return builder_.plan().operands[of.first_operand + index];
  }

  /// Of `if condition then x else 0` the condition and x.
  std::optional<std::pair<ExpressionId, ExpressionId>> nothing_otherwise(ExpressionId id) const {
    const plan::Expression choose = at(id);
    if (choose.op != plan::Opcode::choose || choose.operand_count != 3) return std::nullopt;
    const plan::Expression otherwise = at(operand(choose, 2));
    if (otherwise.op != plan::Opcode::number) return std::nullopt;
    if (!builder_.plan().numbers[otherwise.payload].is_zero()) return std::nullopt;
    return std::pair(operand(choose, 0), operand(choose, 1));
  }

  /// A term that is nothing in some rows counts in the others: a mask of bytes is made and read for
  /// less than a column of amounts. `choose` leaves the second condition alone where the first does
  /// not hold, as the nested formula does.
  ExpressionId total_of(ExpressionId term, std::optional<ExpressionId> where) {
    if (const auto chosen = nothing_otherwise(term)) {
      term = chosen->second;
      where = where ? builder_.apply(plan::Opcode::choose, type::kBoolean,
                                     {*where, chosen->first, builder_.boolean(false)})
                    : chosen->first;
    }
    plan::Column part;
    part.entity = plan::kWhole;
    part.type = at(term).type;
    plan::Fold fold{.rows = rows_, .value = column_of(term)};
    if (where) fold.where = column_of(*where);
    part.node = std::move(fold);
    return builder_.column(place_(std::move(part)));
  }

  /// In the order in which they stand.
  std::vector<ExpressionId> terms_of(ExpressionId root) const {
    std::vector<ExpressionId> terms;
    std::vector<ExpressionId> stack{root};
    while (!stack.empty()) {
      const ExpressionId id = stack.back();
      stack.pop_back();
      const plan::Expression sum = at(id);
      if (sum.op != plan::Opcode::add) {
        terms.push_back(id);
        continue;
      }
      for (std::uint32_t i = sum.operand_count; i-- > 0;) stack.push_back(operand(sum, i));
    }
    return terms;
  }

  /// A column of the rows with the value of the formula.
  ColumnId column_of(ExpressionId id) {
    const plan::Expression formula = at(id);
    if (formula.op == plan::Opcode::column &&
        builder_.plan().columns[formula.payload].entity == rows_)
      return formula.payload;
    plan::Column column;
    column.entity = rows_;
    column.type = formula.type;
    column.node = plan::Map{id};
    return place_(std::move(column));
  }

  plan::Builder& builder_;
  const PlaceColumn& place_;
  plan::EntityId rows_;
};

}  // namespace

void write_total_in_parts(plan::Column& total, plan::Builder& builder, const PlaceColumn& place) {
  const auto* fold = std::get_if<plan::Fold>(&total.node);
  if (fold == nullptr || fold->op != plan::FoldOp::sum || fold->window || fold->kept ||
      total.entity != plan::kWhole || fold->via != kNoColumn || fold->partitioned ||
      fold->where != kNoColumn)
    return;
  const auto* map = std::get_if<plan::Map>(&builder.plan().columns[fold->value].node);
  if (map == nullptr) return;
  Splitting splitting(builder, place, fold->rows);
  if (const auto formula = splitting.formula(map->expression, total.type))
    total.node = plan::Map{*formula};
}

}  // namespace remit::sweep

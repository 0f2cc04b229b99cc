#include "plan/builder.h"

#include <algorithm>
#include <cassert>

namespace remit::plan {
namespace {

template <typename T>
std::uint32_t append(std::vector<T>& list, T value) {
  list.push_back(std::move(value));
  return static_cast<std::uint32_t>(list.size() - 1);
}

/// Index of `value` in `list`, where it is appended if `index` does not know it.
template <typename Index, typename T, typename View>
std::uint32_t intern(Index& index, std::vector<T>& list, const View& value) {
  const auto [position, is_new] =
      index.try_emplace(T(value), static_cast<std::uint32_t>(list.size()));
  if (is_new) list.push_back(T(value));
  return position->second;
}

}  // namespace

Builder::Builder() { plan_.entities.emplace_back(); }

void Builder::reserve(std::size_t expressions, std::size_t columns) {
  plan_.expressions.reserve(expressions);
  plan_.operands.reserve(expressions);
  known_.reserve(expressions);
  plan_.columns.reserve(columns);
}

ExpressionId Builder::number(const number::Rational& value, type::Type type, base::Span span,
                             type::Notation notation) {
  Expression leaf;
  leaf.op = Opcode::number;
  leaf.notation = notation;
  leaf.type = type;
  leaf.payload = intern(numbers_, plan_.numbers, value);
  leaf.span = span;
  return add(leaf, {});
}

ExpressionId Builder::number(std::string_view text, type::Type type) {
  const std::optional<number::Decimal> value = number::parse_decimal(text);
  assert(value.has_value());
  return number(value->to_rational(), type);
}

ExpressionId Builder::boolean(bool value) {
  return apply(Opcode::boolean, type::kBoolean, {}, value ? 1 : 0);
}

ExpressionId Builder::date(std::int32_t days) {
  return apply(Opcode::date, type::kDate, {}, static_cast<std::uint32_t>(days));
}

ExpressionId Builder::text(std::string_view value) {
  return apply(Opcode::text, type::kText, {}, intern(texts_, plan_.texts, value));
}

ExpressionId Builder::category(type::Type type, std::uint32_t code) {
  return apply(Opcode::category, type, {}, code);
}

ExpressionId Builder::blank(type::Type type) { return apply(Opcode::blank, type, {}); }

ExpressionId Builder::fail(type::CellFault fault, type::Type type, base::Span span) {
  return apply(Opcode::fail, type, {}, static_cast<std::uint32_t>(fault), span);
}

ExpressionId Builder::column(ColumnId id, base::Span span) {
  return apply(Opcode::column, plan_.columns[id].type, {}, id, span);
}

ExpressionId Builder::apply(Opcode op, type::Type type, std::span<const ExpressionId> operands,
                            std::uint32_t payload, base::Span span) {
  Expression expression;
  expression.op = op;
  expression.type = type;
  expression.payload = payload;
  expression.span = span;
  return add(expression, operands);
}

ExpressionId Builder::add(Expression expression, std::span<const ExpressionId> operands) {
  const auto next = static_cast<ExpressionId>(plan_.expressions.size());
  expression.first_operand = static_cast<std::uint32_t>(plan_.operands.size());
  expression.operand_count = static_cast<std::uint32_t>(operands.size());
  plan_.expressions.push_back(expression);
  plan_.operands.insert(plan_.operands.end(), operands.begin(), operands.end());
  const auto [known, is_new] = known_.insert(next);
  if (!is_new) {
    plan_.operands.resize(plan_.operands.size() - operands.size());
    plan_.expressions.pop_back();
    return *known;
  }
  if (expression.type.is_numeric()) {
    plan_.expressions[next].form =
        expression_form(plan_, expression.op, expression.payload, operands);
  }
  return next;
}

std::size_t Builder::SameOperation::operator()(ExpressionId id) const {
  const Expression& at = plan->expressions[id];
  const std::span operands(plan->operands.data() + at.first_operand, at.operand_count);
  std::size_t hash = absl::HashOf(at.op, at.notation, at.type.kind, at.type.ref, at.payload);
  for (const ExpressionId operand : operands) hash = absl::HashOf(hash, operand);
  return hash;
}

bool Builder::SameOperation::operator()(ExpressionId a, ExpressionId b) const {
  const Expression& x = plan->expressions[a];
  const Expression& y = plan->expressions[b];
  const auto first = plan->operands.begin() + x.first_operand;
  return x.op == y.op && x.notation == y.notation && x.type == y.type && x.payload == y.payload &&
         x.operand_count == y.operand_count &&
         std::equal(first, first + x.operand_count, plan->operands.begin() + y.first_operand);
}

ExpressionId Builder::round(ExpressionId operand, const number::Rounding& rounding,
                            base::Span span) {
  return apply(Opcode::round, plan_.expressions[operand].type, {operand}, add_rounding(rounding),
               span);
}

std::uint32_t Builder::add_rounding(const number::Rounding& rounding) {
  for (std::size_t i = 0; i < plan_.roundings.size(); ++i) {
    const number::Rounding& known = plan_.roundings[i];
    if (known.mode == rounding.mode && known.increment == rounding.increment) {
      return static_cast<std::uint32_t>(i);
    }
  }
  return append(plan_.roundings, rounding);
}

std::uint32_t Builder::add_scale(Scale scale) { return append(plan_.scales, std::move(scale)); }

std::uint32_t Builder::add_matrix(Matrix matrix) {
  return append(plan_.matrices, std::move(matrix));
}

std::uint32_t Builder::add_dated(Dated dated) { return append(plan_.dated, std::move(dated)); }

std::uint32_t Builder::add_calendar(Calendar calendar) {
  return append(plan_.calendars, std::move(calendar));
}

std::uint32_t Builder::add_party_split(PartySplit split) {
  return append(plan_.party_splits, std::move(split));
}

std::uint32_t Builder::add_category_set(CategorySet set) {
  return append(plan_.category_sets, std::move(set));
}

std::uint32_t Builder::add_currency(Currency currency) {
  return append(plan_.currencies, std::move(currency));
}

EntityId Builder::add_entity(std::string name, std::string label) {
  Entity entity;
  entity.name = std::move(name);
  entity.label = std::move(label);
  return append(plan_.entities, std::move(entity));
}

ColumnId Builder::add_field(EntityId entity, Field field, bool output) {
  Entity& owner = plan_.entities[entity];
  Column column;
  column.name = field.name;
  column.entity = entity;
  column.type = field.type;
  if (field.percent) column.notation = type::Notation::percent;
  column.node = Input{static_cast<std::uint32_t>(owner.fields.size())};
  column.origin = Origin{"entity", field.name, field.label, field.cite, Role::field, field.span};
  column.output = output;
  field.column = static_cast<ColumnId>(plan_.columns.size());
  owner.fields.push_back(std::move(field));
  return add_column(std::move(column));
}

ColumnId Builder::add_column(Column column) {
  column.form = {};
  if (column.type.is_numeric()) column.form = column_form(plan_, column.entity, column.node);
  return append(plan_.columns, std::move(column));
}

bool Builder::settle_forms(const Recurrence& recurrence, ExpressionId expressions) {
  constexpr int kMostRounds = 512;
  for (int round = 0; round < kMostRounds; ++round) {
    bool settled = true;
    const auto take = [&settled](type::NumberForm& form, const type::NumberForm& found) {
      settled = settled && form == found;
      form = found;
    };
    for (ExpressionId id = expressions; id < plan_.expressions.size(); ++id) {
      Expression& at = plan_.expressions[id];
      if (!at.type.is_numeric()) continue;
      const std::span operands(plan_.operands.data() + at.first_operand, at.operand_count);
      take(at.form, expression_form(plan_, at.op, at.payload, operands));
    }
    for (ColumnId id = recurrence.first; id < recurrence.end; ++id) {
      Column& column = plan_.columns[id];
      if (column.type.is_numeric())
        take(column.form, column_form(plan_, column.entity, column.node));
    }
    if (settled) return true;
  }
  return false;
}

ColumnId Builder::add_map(EntityId entity, std::string name, ExpressionId expression, Origin origin,
                          bool output) {
  return add_node(entity, std::move(name), plan_.expressions[expression].type, Map{expression},
                  std::move(origin), output);
}

ColumnId Builder::add_node(EntityId entity, std::string name, type::Type type, Node node,
                           Origin origin, bool output) {
  Column column;
  column.name = std::move(name);
  column.entity = entity;
  column.type = type;
  column.node = std::move(node);
  column.origin = std::move(origin);
  column.output = output;
  return add_column(std::move(column));
}

}  // namespace remit::plan

#include "check/types.h"

#include <algorithm>

#include "check/declare.h"

namespace remit::check {

namespace {

/// Decimals of numbers that say nothing of their grid.
constexpr int kDefaultDecimals = 6;

int grid_decimals(Context& context, NodeView grid, int otherwise) {
  if (!grid) return otherwise;
  const syntax::NumberLiteral* literal = grid.number();
  const auto decimals = literal == nullptr ? std::nullopt : number_of(*literal).decimal_scale();
  if (!decimals || number_of(*literal).sign() <= 0) {
    context.sink.report(Code::step_not_positive, grid.span(), {grid.text()});
    return otherwise;
  }
  return *decimals;
}

FieldType plain_type(Context& context, NodeView node) {
  if (node.has(Keyword::text)) return {type::kText};
  if (node.has(Keyword::bool_)) return {type::kBoolean};
  if (node.has(Keyword::date)) return {type::kDate};
  if (node.has(Keyword::count)) return {type::kNumber, 0};
  return {type::kNumber, grid_decimals(context, node[Label::grid], kDefaultDecimals),
          node.has(Keyword::percent)};
}

FieldType category_type(Context& context, NodeView node) {
  std::vector<type::CategorySet::Value> values;
  for (const NodeView value : node.all(Label::value)) {
    const std::string word(value.text());
    if (std::ranges::find(values, word, &type::CategorySet::Value::name) != values.end())
      context.sink.report(Code::duplicate_category, value.span(), {word});
    values.push_back({word, "", ""});
  }
  return {type::category(context.tables.category_set(values))};
}

}  // namespace

FieldType read_type(Context& context, NodeView node) {
  if (node.is(Rule::one_of)) return category_type(context, node);
  if (node.is(Rule::plain_type)) return plain_type(context, node);
  if (node.is(Rule::money)) {
    std::optional<std::uint32_t> currency = context.model.currency;
    if (node[Label::currency]) currency = context.tables.currency_named(node[Label::currency]);
    if (!currency || *currency == kNone) {
      if (!node[Label::currency]) context.sink.report(Code::no_currency, node.span());
      return {type::kUnknown};
    }
    const int coin = context.model.currencies[*currency].decimals;
    return {type::money(*currency), grid_decimals(context, node[Label::grid], coin)};
  }
  const NodeView name = node[Label::entity] ? node[Label::entity] : node;
  const auto entity = entity_named(context, name);
  return {entity ? type::reference(*entity) : type::kUnknown};
}

}  // namespace remit::check

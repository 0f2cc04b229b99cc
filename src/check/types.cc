#include "check/types.h"

#include <algorithm>
#include <string>

#include "base/confusable.h"
#include "base/hash_map.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "check/declare.h"
#include "check/drawn_names.h"
#include "check/foreign_names.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "syntax/type_words.h"

namespace remit::check {

using number::Rational;

namespace {

/// Decimals of numbers that say nothing of their grid.
constexpr int kDefaultDecimals = 6;

/// `type` with the decimals of its grid, or with so many if it has none.
FieldType with_decimals(Context& context, type::Type type, NodeView grid, int otherwise) {
  if (!grid) return {type, otherwise};
  const syntax::NumberLiteral* literal = grid.number();
  const auto decimals = literal == nullptr ? std::nullopt : number_of(*literal).decimal_scale();
  if (!decimals || number_of(*literal).sign() <= 0) {
    context.sink.report(code::step_not_positive, grid.span(), {grid.text()});
    return {type, otherwise};
  }
  const number::Rational digit = number::Rational::from_decimal(1, std::max(0, *decimals));
  if (number_of(*literal) != digit)
    context.sink.report(code::step_of_type, grid.span(), {grid.text(), digit.to_text()})
        .suggest(grid.span(), digit.to_text());
  return {type, std::max(0, *decimals), true};
}

FieldType plain_type(Context& context, NodeView node) {
  if (!node.has(Keyword::number) && !node.has(Keyword::percent))
    context.report_no_effect(node[Label::grid], diagnostic::text::why_no_decimals);
  if (node.has(Keyword::text)) return {type::kText};
  if (node.has(Keyword::bool_)) return {type::kBoolean};
  if (node.has(Keyword::date)) return {type::kDate};
  if (node.has(Keyword::count)) return {type::kNumber, 0, true};
  FieldType number = with_decimals(context, type::kNumber, node[Label::grid], kDefaultDecimals);
  number.percent = node.has(Keyword::percent);
  return number;
}

/// Words of a list are held against each other, whatever names there are.
void compare_drawing(const Context& context, NodeView list) {
  const auto values = list.all(Label::value);
  const bool plain = std::ranges::all_of(
      values, [](NodeView value) { return base::is_plainly_drawn(value.text()); });
  DrawnNames drawn;
  if (plain) return;
  for (const NodeView value : values) drawn.compare(value.text(), value.span(), context.sink);
}

FieldType category_type(Context& context, NodeView node) {
  std::vector<type::CategorySet::Value> values;
  base::HashSet<std::string_view> seen;
  for (const NodeView value : node.all(Label::value)) {
    const std::string word(value.text());
    if (!seen.insert(value.text()).second)
      context.sink.report(code::duplicate_category, value.span(), {word});
    values.push_back({word, "", ""});
  }
  compare_drawing(context, node);
  return {type::category(context.tables.category_set(values))};
}

/// The words of a list of currencies, which data writes as the policy does.
FieldType currency_type(Context& context, NodeView node) {
  std::vector<type::CategorySet::Value> values;
  std::vector<std::uint32_t> currencies;
  for (const NodeView value : node.all(Label::value)) {
    const std::string word(value.text());
    const auto currency = context.tables.currency_named(value);
    if (!currency) continue;
    if (std::ranges::find(currencies, *currency) != currencies.end())
      context.sink.report(code::duplicate_category, value.span(), {word});
    values.push_back({word, "", ""});
    currencies.push_back(*currency);
  }
  const std::uint32_t set = context.tables.category_set(values);
  context.tables.set_currencies(set, std::move(currencies));
  return {type::category(set)};
}

FieldType money_of_row(Context& context, NodeView node, EntityId rows) {
  const NodeView column = node[Label::column];
  if (rows == kWhole) {
    context.sink.report(code::currency_of_no_row, column.span(), {column.text()});
    return {type::kUnknown};
  }
  const std::uint32_t currency = context.tables.currency_of_row(rows, column.text());
  return with_decimals(context, type::money(currency), node[Label::grid], 2);
}

}  // namespace

void resolve_row_currencies(Context& context, EntityId entity, NodeView item) {
  for (const NodeView member : item.all(Label::member)) {
    const NodeView type = member[Label::type];
    if (!member.is(Rule::field) || !type.is(Rule::money) || !type[Label::column]) continue;
    const NodeView name = type[Label::column];
    auto& fields = context.model.entities[entity].fields;
    const auto found = std::ranges::find(fields, name.text(), &Field::name);
    const std::vector<std::uint32_t>* currencies =
        found == fields.end() || found->type.kind != type::TypeKind::category
            ? nullptr
            : context.tables.currencies_of(found->type.ref);
    if (currencies == nullptr) {
      context.sink.report(code::no_currency_field, name.span(), {name.text()});
      continue;
    }
    if (const Symbol* symbol = context.names.find(entity, name.text()))
      context.names.use(*symbol, name.span());
    int coin = 0;
    for (const std::uint32_t each : *currencies)
      coin = std::max(coin, context.model.currencies[each].decimals);
    const auto amount = std::ranges::find(fields, member[Label::name].text(), &Field::name);
    if (amount == fields.end() || type[Label::grid]) continue;
    amount->decimals = coin;
    context.model.columns[amount->column].form = {false, coin};
    context.model.currencies[amount->type.ref].decimals = coin;
  }
}

FieldType read_type(Context& context, NodeView node, EntityId rows) {
  if (node.is(Rule::one_of)) return category_type(context, node);
  if (node.is(Rule::currency_type)) return currency_type(context, node);
  if (node.is(Rule::money) && node[Label::column]) return money_of_row(context, node, rows);
  if (node.is(Rule::plain_type)) return plain_type(context, node);
  if (node.is(Rule::money)) {
    std::optional<std::uint32_t> currency = context.model.currency;
    if (node[Label::currency]) currency = context.tables.currency_named(node[Label::currency]);
    if (!currency || *currency == kNone) {
      if (!node[Label::currency]) context.sink.report(code::no_currency, node.span());
      return {type::kUnknown};
    }
    const int coin = context.model.currencies[*currency].decimals;
    return with_decimals(context, type::money(*currency), node[Label::grid], coin);
  }
  const NodeView name = node[Label::entity] ? node[Label::entity] : node;
  if (!context.names.find_entity(name.text())) {
    const std::string lower = base::fold_case(name.text());
    if (lower != name.text() && syntax::is_type_word(lower)) {
      context.sink
          .report(code::said_otherwise, name.span(),
                  {name.text(), diagnostic::worded(diagnostic::text::quoted, {lower})})
          .suggest(name.span(), lower);
      return {type::kUnknown};
    }
    if (const auto here = type_here(name.text())) {
      auto& complaint =
          context.sink.report(code::said_otherwise, name.span(), {name.text(), here->instead});
      if (here->replacement) complaint.suggest(name.span(), *here->replacement);
      return {type::kUnknown};
    }
  }
  const auto entity = entity_named(context, name);
  return {entity ? type::reference(*entity) : type::kUnknown};
}

void ask_for_percent(Context& context, ExprId value, std::string_view name, base::Span span) {
  const Expr& of = context.build[value];
  const bool of_others = of.op == type::Opcode::choose || of.op == type::Opcode::otherwise ||
                         of.op == type::Opcode::minimum || of.op == type::Opcode::maximum;
  if (of.kind == ExprKind::operation && of_others) {
    const std::vector<ExprId> args(of.args.begin(), of.args.end());
    for (std::size_t i = of.op == type::Opcode::choose ? 1 : 0; i < args.size(); ++i)
      ask_for_percent(context, args[i], name, context.build[args[i]].span);
    return;
  }
  const Rational* share = context.build.constant(value);
  if (share == nullptr || context.build[value].notation != type::Notation::plain) return;
  const Rational whole(1);
  if (*share <= whole && *share >= -whole) return;
  const std::string written(context.model.written(span));
  context.sink
      .report(code::percent_in_points, span,
              {name, written, base::concat((*share * Rational(100)).to_text(), "%")})
      .suggest(span, base::concat(written, "%"));
}

void ask_for_percent_beside(Context& context, const std::vector<ValueBeside>& values) {
  const auto is_percentage = [&](const ValueBeside& each) {
    return context.build.constant(each.value) != nullptr &&
           context.build[each.value].notation != type::Notation::plain;
  };
  if (std::ranges::none_of(values, is_percentage)) return;
  for (const ValueBeside& each : values)
    ask_for_percent(context, each.value, context.model.written(each.span), each.span);
}

void keep_declared(Context& context, const FieldType& declared, ExprId value, std::string_view name,
                   base::Span span) {
  const Expr& of = context.build[value];
  if (declared.percent) ask_for_percent(context, value, name, span);
  if (!declared.promised || !of.type.is_numeric()) return;
  if (!of.form.ratio && of.form.decimals <= declared.decimals) return;
  if (context.build.constant(value) != nullptr && declared.decimals == 0) {
    context.sink.report(code::not_whole, span, {context.model.written(span)});
    return;
  }
  const auto step = number::Rational::from_decimal(1, declared.decimals);
  context.sink.report(code::more_decimals, span,
                      {name, step.to_text(), context.model.written(span)});
}

}  // namespace remit::check

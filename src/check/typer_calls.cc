#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/edit_distance.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "check/bands.h"
#include "check/call_words.h"
#include "check/chart_reader.h"
#include "check/data_scales.h"
#include "check/foreign_functions.h"
#include "check/groups.h"
#include "check/open_bands.h"
#include "check/ranges.h"
#include "check/row_order.h"
#include "check/same_value.h"
#include "check/share_terms.h"
#include "check/steps.h"
#include "check/typer.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "syntax/keywords.h"

namespace remit::check {

using number::Rational;
using type::FunctionKind;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

/// The type of an operand or result that has one of its own.
Type type_of(type::OperandKind kind) {
  switch (kind) {
    case type::OperandKind::boolean:
      return type::kBoolean;
    case type::OperandKind::date:
      return type::kDate;
    case type::OperandKind::text:
      return type::kText;
    case type::OperandKind::any:
    case type::OperandKind::same:
    case type::OperandKind::category:
    case type::OperandKind::numeric:
    case type::OperandKind::whole_number:
      break;
  }
  return type::kNumber;
}

}  // namespace

/// What stands before the bracket is no function: something else of that name, a function of other
/// programs, or nothing.
ExprId Typer::no_function(NodeView node, const std::string& name, const Symbol* symbol) {
  const base::Span span = node[Label::function].span();
  if (symbol != nullptr) {
    c_.names.use(*symbol);
    const auto arguments = node.all(Label::argument);
    if (symbol->kind == SymbolKind::dated && arguments.size() == 1) {
      const std::string asked =
          base::concat("(", name, after_chinese(span) ? " 于 " : " on ", arguments[0].text(), ")");
      c_.sink
          .report(code::said_otherwise, node.span(),
                  {node.text(), diagnostic::worded(diagnostic::text::quoted, {asked})})
          .suggest(node.span(), asked);
      return wrong(node.span());
    }
    // A table that could not be read stands as a constant of no type, and has been complained of.
    if (symbol->kind != SymbolKind::constant || !unknown(symbol->index))
      c_.names.report_kind(node[Label::function], diagnostic::text::kind_scale, {});
    return wrong(node.span());
  }
  const std::string lower = base::fold_case(name);
  if (type::find_function(lower) != nullptr) {
    c_.sink.report(code::unknown_function, span, {name}).suggest(span, lower);
    return wrong(node.span());
  }
  if (const auto here = written_here(name)) {
    c_.sink.report(code::foreign_function, span, {name, *here});
    return wrong(node.span());
  }
  std::vector<std::string_view> candidates;
  for (const type::Function& known : type::functions()) {
    candidates.push_back(known.en);
    candidates.push_back(known.zh);
  }
  auto& complaint = c_.sink.report(code::unknown_function, span, {name});
  if (const auto better = base::suggest(name, candidates))
    complaint.suggest(span, std::string(*better));
  return wrong(node.span());
}

ExprId Typer::call(NodeView node, const Scope& scope, Type expected) {
  const std::string name(node[Label::function].text());
  const type::Function* function = type::find_function(name);
  const Symbol* symbol = c_.names.find(kWhole, name);
  if (symbol != nullptr && (symbol->kind == SymbolKind::scale || symbol->kind == SymbolKind::chart))
    return named_table(node, *symbol, scope);
  if (symbol != nullptr && symbol->kind == SymbolKind::open_scale)
    return call_open_scale(node, *symbol, scope);
  if (const Symbol* formula = find_formula(name, scope)) return call_formula(node, *formula, scope);
  if (function == nullptr) return no_function(node, name, symbol);
  const int count = static_cast<int>(node.all(Label::argument).size());
  if (count < function->least || count > function->most) {
    report_count(node, *function, count);
    return wrong(node.span());
  }
  if (!shape_fits(node, name, type::shape_of(*function, count))) return wrong(node.span());
  switch (function->kind) {
    case FunctionKind::row:
      return row_function(node, *function, scope, expected);
    case FunctionKind::extreme:
      if (count == 1) return fold_function(node, *function, scope);
      return row_function(node, *function, scope, expected);
    case FunctionKind::fold:
      if (count > 1) return average_of(node, scope, expected);
      return fold_function(node, *function, scope);
    case FunctionKind::pick:
      return fold_function(node, *function, scope);
    case FunctionKind::rank:
      return rank_function(node, scope);
    case FunctionKind::share:
      return share_function(node, scope);
    case FunctionKind::rounding:
      return round_function(node, scope, expected);
    case FunctionKind::derived:
      return derived_function(node, *function, scope, expected);
  }
  return wrong(node.span());
}

ExprId Typer::typed_function(NodeView node, const type::Function& function, const Scope& scope) {
  const type::OperationInfo& info = type::operation(function.op);
  const auto arguments = node.all(Label::argument);
  Args values;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const NodeView argument = arguments[i][Label::value];
    ExprId value = of_type(argument, scope, type_of(info.operand(i)));
    if (info.operand(i) == type::OperandKind::whole_number)
      value = whole_number(value, argument.span());
    if (unknown(value)) return wrong(node.span());
    values.push_back(value);
  }
  if (values.size() == 2) refuse_twice(node, values[0], values[1]);
  refuse_empty_text(node, function.op, values.data()[values.size() - 1]);
  if (function.op == Opcode::next_weekday)
    return next_weekday(node, values.data()[0], values.data()[1]);
  if (function.op == Opcode::add_months || function.op == Opcode::add_years)
    return months_later(function.op, values.data()[0], values.data()[1], node.span());
  return build_.operation(function.op, std::move(values), type_of(info.result), node.span());
}

/// Every text contains, begins and ends with the empty one.
void Typer::refuse_empty_text(NodeView node, Opcode op, ExprId part) {
  const Expr& expr = build_[part];
  const bool looks = op == Opcode::contains || op == Opcode::starts_with || op == Opcode::ends_with;
  const bool empty = expr.kind == ExprKind::operation && expr.op == Opcode::text &&
                     c_.model.texts[expr.payload].empty();
  if (looks && empty) c_.sink.report(code::always_holds, node.span(), {node.text()});
}

/// Weekdays count from 1, Monday, to 7: a written one that is none is refused, a computed one is an
/// error of its cell.
ExprId Typer::next_weekday(NodeView node, ExprId date, ExprId weekday) {
  const base::Span span = node.span();
  const Interval day = interval_of(c_, weekday);
  const Rational first(1), last(7);
  const Rational* constant = build_.constant(weekday);
  if (constant != nullptr && (*constant < first || *constant > last)) {
    c_.sink.report(
        code::argument_type, node.all(Label::argument)[1].span(),
        {node[Label::function].text(), 2, diagnostic::text::type_weekday, constant->to_text()});
    return wrong(span);
  }
  const ExprId found = build_.operation(Opcode::next_weekday, {date, weekday}, type::kDate, span);
  if (day.low && day.high && *day.low >= first && *day.high <= last) return found;
  const ExprId fits = build_.conjunction(
      {build_.compare(Opcode::greater_equal, weekday, build_.number(first), span),
       build_.compare(Opcode::less_equal, weekday, build_.number(last), span)},
      span);
  return build_.choose(fits, found, build_.fail(type::CellFault::out_of_bounds, type::kDate, span),
                       span);
}

ExprId Typer::row_function(NodeView node, const type::Function& function, const Scope& scope,
                           Type expected) {
  const auto arguments = node.all(Label::argument);
  const type::OperationInfo& info = type::operation(function.op);
  const bool typed = info.first == type::OperandKind::date || info.first == type::OperandKind::text;
  if (typed) return typed_function(node, function, scope);
  std::vector<ExprId> values;
  Type type = type::kUnknown;
  for (const NodeView argument : arguments) {
    const ExprId value = expr(argument[Label::value], scope, expected);
    const Type found = build_.type_of(value);
    if (type.kind == TypeKind::unknown || (type == type::kNumber && found.kind == TypeKind::money))
      type = found;
    values.push_back(value);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = coerce(zero_as(values[i], type), type, arguments[i].span());
  const bool ordered =
      type.is_numeric() || (function.kind == FunctionKind::extreme && type == type::kDate);
  if (type.kind != TypeKind::unknown && !ordered) {
    c_.sink.report(code::argument_type, node.span(),
                   {function.en, 1, diagnostic::text::type_number, describe(type)});
    return wrong(node.span());
  }
  if (values.size() == 2) refuse_twice(node, values[0], values[1]);
  if (function.kind == FunctionKind::extreme) refuse_never_taken(arguments, values, function.op);
  if (info.most != type::OperationInfo::kMany || values.size() == 1)
    return build_.operation(function.op, Args(values.begin(), values.end()), type, node.span());
  for (std::size_t i = 2; i < values.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) refuse_twice(node, values[j], values[i]);
  ExprId result = values[0];
  for (std::size_t i = 1; i < values.size(); ++i)
    result = build_.operation(function.op, {result, values[i]}, type, node.span());
  return result;
}

/// Of `max(x, x + 1)` the first is never taken.
void Typer::refuse_never_taken(const syntax::NodeList& nodes, const std::vector<ExprId>& values,
                               Opcode op) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool fixed = build_.is_constant(values[i]) || build_.is_constant(values[j]);
      const auto order = fixed ? std::nullopt : fixed_order(c_.model, values[j], values[i]);
      if (!order || *order == std::strong_ordering::equal) continue;
      const bool first = (*order < 0) == (op == Opcode::maximum);
      c_.report_no_effect(nodes[first ? j : i], diagnostic::text::why_never_taken);
    }
  }
}

ExprId Typer::rank_function(NodeView node, const Scope& scope) {
  if (scope.entity == kWhole) {
    c_.sink.report(code::not_rows, node.span(), {"rank", diagnostic::text::kind_value});
    return wrong(node.span());
  }
  Rank rank;
  const Scope cohort{.entity = scope.entity};
  for (const NodeView argument : node.all(Label::argument)) {
    if (!argument[Label::direction]) c_.sink.report(code::rank_direction_missing, argument.span());
    const NodeView value = argument[Label::value];
    ExprId key = expr(value, cohort);
    if (refuse_row_money(key, value)) key = wrong(value.span());
    refuse_idle_key(argument, key, rank.keys);
    rank.keys.push_back({key, argument[Label::direction].has(Keyword::desc)});
  }
  bool ties_said = false;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::within_group)) rank.partition = partition(option.all(Label::group), cohort);
    if (option.is(Rule::where)) rank.where = condition(option[Label::condition], cohort);
    if (!option.is(Rule::ties)) continue;
    ties_said = true;
    if (option[Label::share]) c_.sink.report(code::tie_rule_missing, option.span());
    break_ties(c_, option, cohort, rank);
  }
  refuse_keys_of_group(c_, node.all(Label::argument), rank.keys, rank.partition);
  if (!ties_said) c_.sink.report(code::tie_rule_missing, node.span());
  return build_.rank(scope.entity, std::move(rank), node.span());
}

/// A number or money by which rows are weighed against each other, or that is divided among them.
ExprId Typer::among_rows(NodeView node, const Scope& scope) {
  const ExprId weight = numeric(node, scope);
  return refuse_row_money(weight, node) ? wrong(node.span()) : weight;
}

/// A weight that is the same for all rows is equal parts.
ExprId Typer::weight_of_share(NodeView node, const Scope& scope) {
  const ExprId weight = among_rows(node, scope);
  if (build_.is_constant(weight) && !unknown(weight))
    c_.report_no_effect(node, diagnostic::text::why_same_for_all);
  return weight;
}

ExprId Typer::share_function(NodeView node, const Scope& scope) {
  Apportion spec;
  ShareTerms terms;
  for (const NodeView argument : node.all(Label::argument)) {
    if (argument[Label::weight])
      spec.weight = weight_of_share(argument[Label::weight], scope);
    else if (argument[Label::grid])
      terms.grid = argument[Label::grid];
    else
      spec.total = among_rows(argument[Label::value], scope);
  }
  if (spec.total == kNone || unknown(spec.total) || scope.entity == kWhole)
    return wrong(node.span());
  if (spec.weight == kNone) spec.method = number::ShareMethod::equal;
  NodeView remainder;
  NodeView ties;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::within_group)) spec.partition = partition(option.all(Label::group), scope);
    if (option.is(Rule::where)) spec.where = condition(option[Label::condition], scope);
    if (option.is(Rule::most_of)) terms.most = option[Label::most];
    if (option.is(Rule::least_of)) terms.least = option[Label::least];
    if (option.is(Rule::ties)) {
      if (!option[Label::by])
        c_.sink.report(
            code::option_unknown, option.span(),
            {node[Label::function].text(), option.text(), spelled({Keyword::ties, Keyword::by})});
      else
        ties = option;
    }
    if (!option.is(Rule::remainder)) continue;
    remainder = option;
    if (const NodeView party = option[Label::party])
      c_.sink.report(code::remainder_outside, party.span(), {party.text()});
    if (option[Label::first]) spec.remainder = number::RemainderRule::first_in_order;
    if (option[Label::last]) spec.remainder = number::RemainderRule::last;
  }
  if (!remainder) c_.sink.report(code::remainder_missing, node.span());
  RowOrder order =
      read_row_order(c_, scope.entity, {remainder[Label::order], remainder[Label::ties], ties});
  if (remainder && !remainder[Label::party])
    require_total(c_, order, scope.entity, remainder.span());
  spec.order = std::move(order.keys);
  if (!c_.model.rounding) {
    c_.sink.report(code::rounding_missing, node.span(), {node.text()});
    return wrong(node.span());
  }
  if (!terms.grid && build_.type_of(spec.total).kind == TypeKind::money)
    require_coins(c_, *c_.model.rounding, {}, build_.type_of(spec.total), node.span());
  const auto rounding =
      read_share_terms(c_, terms, scope, build_.type_of(spec.total), *c_.model.rounding, spec);
  if (!rounding) return wrong(node.span());
  spec.rounding = *rounding;
  return build_.apportion(scope.entity, std::move(spec), node.span());
}

/// Of a currency without smaller coins a plain `to 0.01` is a habit from another one; who means it
/// says the currency too.
void Typer::refuse_parts_of_coins(NodeView written, const Rational& grid, Type type) {
  if (type.kind != TypeKind::money || grid.is_integer()) return;
  const type::Currency& currency = c_.model.currencies[type.ref];
  const syntax::NumberLiteral* literal = ungrouped(written).number();
  const bool meant = literal == nullptr || literal->unit_kind == syntax::UnitKind::currency;
  if (currency.decimals > 0 || meant) return;
  c_.sink
      .report(code::parts_of_coins, written.span(),
              {currency.code, base::concat(written.text(), " ", currency.code)})
      .suggest(written.span(), "1");
}

ExprId Typer::round_function(NodeView node, const Scope& scope, Type expected) {
  ExprId value = kNone;
  NodeView written;
  std::optional<number::RoundingMode> mode;
  for (const NodeView argument : node.all(Label::argument)) {
    if (argument[Label::grid])
      written = argument[Label::grid];
    else if (argument[Label::mode])
      mode = number::parse_rounding_mode(syntax::english(argument[Label::mode].keyword()));
    else
      value = numeric(argument[Label::value], scope, expected);
  }
  if (value == kNone || unknown(value)) return wrong(node.span());
  std::optional<Rational> grid;
  if (written) grid = step(written, scope, build_.type_of(value));
  if (grid) refuse_parts_of_coins(written, *grid, build_.type_of(value));
  if (!grid && !mode && c_.model.rounding)
    return build_.round(value, *c_.model.rounding, node.span());
  if (written && !grid) return wrong(node.span());  // complained of
  if (grid.has_value() != mode.has_value()) {
    c_.sink.report(
        code::rounding_half_said, node.span(),
        {node.text(), grid ? diagnostic::text::call_no_way : diagnostic::text::call_no_step});
    return wrong(node.span());
  }
  if (!grid || !mode) {
    c_.sink.report(code::rounding_missing, node.span(), {node.text()});
    return wrong(node.span());
  }
  const auto rounding = make_rounding(*mode, *grid, node.span());
  return rounding ? build_.round(value, *rounding, node.span()) : wrong(node.span());
}

/// A step of its own, since its formula has an edge for each bracket.
ExprId Typer::call_open_scale(NodeView node, const Symbol& symbol, const Scope& scope) {
  c_.names.use(symbol);
  const OpenScale& scale = c_.tables.open_scale(symbol.index);
  const std::string_view name = node[Label::function].text();
  const auto arguments = node.all(Label::argument);
  const int count = static_cast<int>(arguments.size());
  if (!shape_fits(node, name, {count, {}})) return wrong(node.span());
  const int wanted = 1 + static_cast<int>(scale.data ? scale.data->groups.size() : 0);
  if (count != wanted) {
    c_.sink.report(
        code::argument_count, node.span(),
        {name, values_wanted(wanted, wanted), values_given(count), call_example(name, wanted)});
    return wrong(node.span());
  }
  if (scale.data) return call_data_scale(node, scale, scope);
  if (scope.entity != scale.entity) {
    c_.sink.report(code::outside_entity, node.span(), {name, c_.model.entities[scale.entity].name});
    return wrong(node.span());
  }
  const ExprId value = numeric(arguments[0][Label::value], scope);
  if (unknown(value)) return value;
  if (c_.tables.reading_open_scale(symbol.index)) {
    c_.sink.report(code::cycle, node.span(), {name, base::concat(name, " -> ", name)});
    return wrong(node.span());
  }
  c_.tables.reading_open_scale(symbol.index) = true;
  const ExprId result =
      apply_open_bands(c_, *this, scale.item[Label::bands], scale_kind(scale.item[Label::kind]),
                       value, Scope{.entity = scope.entity}, false);
  c_.tables.reading_open_scale(symbol.index) = false;
  if (unknown(result) || within_ != nullptr) return result;
  return scale_step(node, scale, scale.item[Label::bands].span(), result);
}

ExprId Typer::scale_step(NodeView node, const OpenScale& scale, base::Span brackets,
                         ExprId result) {
  const std::string_view name = node[Label::function].text();
  const std::string of = plain_words(node.all(Label::argument)[0][Label::value]);
  return step(
      {"scale", of.empty() ? std::string(name) : base::concat(name, "(", of, ")"),
       std::string(scale.item[Label::label].text()), scale.cite, type::Role::applied, brackets},
      result, node.span());
}

/// The first argument is what lies in a bracket, the others say of which group the brackets are.
ExprId Typer::call_data_scale(NodeView node, const OpenScale& scale, const Scope& scope) {
  const auto arguments = node.all(Label::argument);
  const auto typed = [&](std::size_t i, ColumnId like) {
    const NodeView argument = arguments[i][Label::value];
    const Type type = c_.model.columns[like].type;
    return coerce(zero_as(expr(argument, scope, type), type), type, argument.span());
  };
  const DataScale& data = *scale.data;
  const ExprId value = typed(0, data.lower);
  std::vector<ExprId> groups;
  bool known = !unknown(value);
  for (std::size_t i = 0; i < data.groups.size(); ++i) {
    groups.push_back(typed(i + 1, data.groups[i]));
    known = known && !unknown(groups.back());
  }
  if (!known) return wrong(node.span());
  const ExprId result = apply_data_scale(c_, data, scale_kind(scale.item[Label::kind]), value,
                                         std::move(groups), scope.entity, node.span());
  return within_ != nullptr ? result
                            : scale_step(node, scale, scale.item[Label::rows].span(), result);
}

ExprId Typer::named_table(NodeView node, const Symbol& symbol, const Scope& scope) {
  c_.names.use(symbol);
  const auto arguments = node.all(Label::argument);
  const int values = static_cast<int>(arguments.size());
  const std::string_view name = node[Label::function].text();
  if (!shape_fits(node, name, {values, {}})) return wrong(node.span());
  if (symbol.kind == SymbolKind::scale) {
    if (values != 1) {
      c_.sink.report(code::argument_count, node.span(),
                     {name, values_wanted(1, 1), values_given(values), call_example(name, 1)});
      return wrong(node.span());
    }
    const Type edges = c_.tables.types_of_scale(symbol.index).input;
    return apply_scale(symbol.index, expr(arguments[0][Label::value], scope, edges), node.span());
  }
  read_chart(c_, symbol.index);
  const Chart& chart = c_.charts.at(symbol.index);
  if (chart.state != Chart::State::read) return wrong(node.span());
  if (arguments.size() != chart.axes.size()) {
    const int axes = static_cast<int>(chart.axes.size());
    c_.sink.report(code::argument_count, node.span(),
                   {chart.name, values_wanted(axes, axes), values_given(values),
                    call_example(chart.name, axes)});
    return wrong(node.span());
  }
  std::vector<ExprId> words;
  for (std::size_t i = 0; i < arguments.size(); ++i)
    words.push_back(of_type(arguments[i][Label::value], scope, build_.type_of(chart.axes[i])));
  return value_of_chart(chart, words, node.span());
}

ExprId Typer::value_of_chart(const Chart& chart, const std::vector<ExprId>& axes, base::Span span) {
  if (chart.number_axis) return brackets_of_chart(chart, axes, 0, 0, span);
  const Matrix& matrix = c_.model.matrices[chart.tables[0]];
  const Type type = build_.type_of(matrix.values[0]);
  return build_.operation(Opcode::matrix, Args(axes.begin(), axes.end()), type, span,
                          chart.tables[0]);
}

/// By the words of one axis after the other the brackets are found that hold; `index`: of the words
/// of the axes before.
ExprId Typer::brackets_of_chart(const Chart& chart, const std::vector<ExprId>& axes,
                                std::size_t axis, std::size_t index, base::Span span) {
  if (axis == axes.size()) return apply_scale(chart.tables[index], axes[*chart.number_axis], span);
  if (axis == chart.number_axis) return brackets_of_chart(chart, axes, axis + 1, index, span);
  const std::uint32_t set = build_.type_of(chart.axes[axis]).ref;
  const auto words = static_cast<std::uint32_t>(c_.model.category_sets[set].values.size());
  ExprId result = kNone;
  for (std::uint32_t word = words; word-- > 0;) {
    const ExprId value = brackets_of_chart(chart, axes, axis + 1, index * words + word, span);
    const ExprId is_word =
        build_.compare(Opcode::equal, axes[axis], build_.category(set, word, span), span);
    result = result == kNone ? value : build_.choose(is_word, value, result, span);
  }
  return result;
}

}  // namespace remit::check

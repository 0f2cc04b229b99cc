#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/edit_distance.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "check/call_words.h"
#include "check/foreign_functions.h"
#include "check/groups.h"
#include "check/row_order.h"
#include "check/share_rounds.h"
#include "check/share_terms.h"
#include "check/steps.h"
#include "check/typer.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"
#include "syntax/keywords.h"

namespace remit::check {

using number::Rational;
using type::FunctionKind;
using type::Type;
using type::TypeKind;

/// `base(office)`: a field of the row that the argument names.
std::optional<std::string> Typer::field_of_row(NodeView node, const std::string& name) const {
  const auto arguments = node.all(Label::argument);
  if (arguments.size() != 1) return std::nullopt;
  const NodeView row = arguments[0][Label::value];
  if (!row.is(Rule::path)) return std::nullopt;
  for (EntityId entity = 0; entity < c_.model.entities.size(); ++entity) {
    const auto& fields = c_.model.entities[entity].fields;
    const bool has =
        std::ranges::any_of(fields, [&](const Field& field) { return field.name == name; });
    if (has) return base::concat(row.text(), ".", name);
  }
  return std::nullopt;
}

/// What stands before the bracket is no function: something else of that name, a function of other
/// programs, or nothing.
ExprId Typer::no_function(NodeView node, const std::string& name, const Symbol* symbol) {
  const base::Span span = node[Label::function].span();
  if (symbol != nullptr) {
    c_.names.use(*symbol, span);
    const auto arguments = node.all(Label::argument);
    if (symbol->kind == SymbolKind::dated && arguments.size() == 1) {
      const std::string asked = base::concat("(", name, after_chinese(span) ? " 于 " : " on ",
                                             written(arguments[0]), ")");
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
    c_.sink
        .report(code::foreign_function, span,
                {name, diagnostic::worded(diagnostic::text::quoted, {lower})})
        .suggest(span, lower);
    return wrong(node.span());
  }
  if (const auto here = written_here(name)) {
    c_.sink.report(code::foreign_function, span, {name, *here});
    return wrong(node.span());
  }
  if (const auto read = field_of_row(node, name)) {
    c_.sink
        .report(code::said_otherwise, node.span(),
                {node.text(), diagnostic::worded(diagnostic::text::quoted, {*read})})
        .suggest(node.span(), *read);
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
  if (function == nullptr && symbol == nullptr && scope.entity != kWhole) {
    // SUM(fee): of a spreadsheet, that sums the column of the rows which the formula is about.
    const type::Function* const meant = type::find_function(base::fold_case(name));
    const auto arguments = node.all(Label::argument);
    const NodeView path = arguments.size() == 1 ? arguments[0][Label::value] : NodeView();
    if (meant != nullptr && meant->kind == FunctionKind::fold && path.is(Rule::path) &&
        path.all(Label::step).size() == 1 && c_.names.find(scope.entity, path.text()) != nullptr) {
      const std::string fold = base::concat(
          base::fold_case(name), "(", c_.model.entities[scope.entity].name, ".", path.text(), ")");
      c_.sink
          .report(code::foreign_function, node[Label::function].span(),
                  {name, diagnostic::worded(diagnostic::text::quoted, {fold})})
          .suggest(node.span(), fold);
      return wrong(node.span());
    }
  }
  if (function == nullptr) return no_function(node, name, symbol);
  const int count = static_cast<int>(node.all(Label::argument).size());
  // In a summary the rows are those of the group, and need no name: `count()`, `count(where won)`.
  const bool of_group = count == 0 && function->kind == FunctionKind::fold &&
                        function->fold == type::FoldOp::count && scope.summed_up != kWhole;
  if (!of_group && (count < function->least || count > function->most)) {
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

ExprId Typer::rank_function(NodeView node, const Scope& scope) {
  if (scope.entity == kWhole) {
    c_.sink.report(code::not_rows, node.span(),
                   {node[Label::function].text(), diagnostic::text::kind_value});
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
  NodeView ties;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::within_group)) rank.partition = partition(option.all(Label::group), cohort);
    if (option.is(Rule::where)) rank.where = condition(option[Label::condition], cohort);
    if (option.is(Rule::ties)) ties = option;
  }
  refuse_keys_of_group(c_, node.all(Label::argument), rank.keys, rank.partition);
  if (!ties || ties[Label::share])
    c_.sink.report(code::tie_rule_missing, ties ? ties.span() : node.span());
  break_ties(c_, ties, cohort, rank);
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

namespace {

constexpr std::string_view kShareRounds = "share_rounds";

}  // namespace

ExprId Typer::share_function(NodeView node, const Scope& scope) {
  if (scope.entity == kWhole) {
    c_.sink.report(code::not_rows, node.span(),
                   {node[Label::function].text(), diagnostic::text::kind_value});
    return wrong(node.span());
  }
  const bool in_rounds = type::find_function(node[Label::function].text())->en == kShareRounds;
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
  if (spec.total == kNone || unknown(spec.total)) return wrong(node.span());
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
  const bool has_ties = remainder[Label::ties] || remainder[Label::order][Label::ties];
  if (ties && has_ties)
    c_.sink.report(code::option_twice, ties.span(), {node[Label::function].text(), ties.text()});
  if (!remainder && !in_rounds) c_.sink.report(code::remainder_missing, node.span());
  if (in_rounds && !terms.most) c_.report_no_effect(node, diagnostic::text::why_same_for_all);
  RowOrder order = read_row_order(
      c_, scope.entity, {remainder[Label::order], remainder[Label::ties], ties}, spec.partition);
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
  warn_never_reached(c_, spec.total, spec.cap, terms.most);
  if (in_rounds && spec.cap == kNone) return wrong(node.span());
  if (in_rounds) return rounds_of_share(c_, scope.entity, spec, node.span());
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

}  // namespace remit::check

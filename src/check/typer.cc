#include "check/typer.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "base/budget.h"
#include "base/strings.h"
#include "check/dated.h"
#include "check/figures.h"
#include "check/groups.h"
#include "check/same_value.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/keywords.h"
#include "type/currency.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

constexpr std::uint64_t kUnitsPerTyping = 10;

/// How a value of another type is made of one, as the end of the advice; often there is none.
diagnostic::Argument hint_for(Type wanted, Type found) {
  namespace text = diagnostic::text;
  if (wanted == type::kBoolean && found.is_numeric()) return text::hint_compare;
  if (wanted == type::kBoolean && found == type::kText) return text::hint_compare_word;
  if (wanted.is_numeric() && found == type::kBoolean) return text::hint_choose;
  if (wanted == type::kDate && found.is_numeric()) return text::hint_day;
  if (wanted.kind == TypeKind::money && found == type::kNumber) return text::hint_money;
  if (wanted == type::kText && found.kind != TypeKind::reference) return text::hint_quotes;
  return "";
}

/// "one of { a, b }"; of a long list the first words.
diagnostic::Argument words_of(const type::CategorySet& set) {
  constexpr std::size_t kMost = 6;
  std::string words;
  for (std::size_t i = 0; i < set.values.size() && i < kMost; ++i)
    words += (i == 0 ? "" : ", ") + set.values[i].name;
  if (set.values.size() > kMost) words += ", ...";
  return {"one of { " + words + " }", "选项 { " + words + " }"};
}

}  // namespace

ExprId Typer::expr(NodeView node, const Scope& scope, Type expected) {
  base::go_deeper();
  if (!node) return wrong({});
  base::spend(kUnitsPerTyping);
  const Rule rule = node.rule();
  const base::Span span = node.span();
  if (c_.figures != nullptr && (rule == Rule::path || rule == Rule::call)) {
    const ExprId figure = c_.figures->value(node);
    if (figure != kNone) return figure;
  }
  if (rule == Rule::path) return path(node, scope, expected);
  if (rule == Rule::number) return literal_number(node);
  if (rule == Rule::binary) return binary(node, scope, expected);
  if (rule == Rule::prefix) return prefix(node, scope, expected);
  if (rule == Rule::postfix) return postfix(node, scope);
  if (rule == Rule::call) return call(node, scope, expected);
  if (rule == Rule::group) return expr(node[Label::value], scope, expected);
  if (rule == Rule::text) return build_.text(node.text(), span);
  if (rule == Rule::date) return build_.date(node.date(), span);
  if (rule == Rule::boolean) return build_.boolean(node.has(Keyword::true_), span);
  if (rule == Rule::blank) {
    c_.sink.report(code::value_needed, span);
    return wrong(span);
  }
  if (rule == Rule::today) return c_.columns.today(span);
  if (rule == Rule::conditional) return conditional(node, scope, expected);
  if (rule == Rule::at_least) return at_least(node, scope);
  if (rule == Rule::between) return between(node, scope);
  c_.sink.report(code::wrong_kind, span,
                 {node.text(), diagnostic::text::kind_form, diagnostic::text::kind_value});
  return wrong(span);
}

ExprId Typer::of_type(NodeView node, const Scope& scope, Type wanted) {
  return coerce(expr(node, scope, wanted), wanted, node.span());
}

ExprId Typer::coerce(ExprId id, Type wanted, base::Span span) {
  const Type type = build_.type_of(id);
  if (type == wanted || unknown(id) || wanted.kind == TypeKind::unknown) {
    if (unknown(id) && wanted.kind != TypeKind::unknown && build_.is_constant(id) == false &&
        build_[id].kind == ExprKind::operation && build_[id].op == Opcode::blank)
      return build_.retyped(id, wanted);
    return id;
  }
  const Rational* constant = build_.constant(id);
  if (constant != nullptr && constant->is_zero() && type == type::kNumber && wanted.is_numeric())
    return build_.number(0, wanted, span);
  if (type.kind == TypeKind::money && wanted.kind == TypeKind::money) {
    refuse_currencies(span, wanted, type);
  } else {
    diagnostic::Diagnostic& found = c_.sink.report(
        code::type_mismatch, span, {describe(wanted), describe(type), hint_for(wanted, type)});
    if (constant != nullptr) suggest_currency(found, span, wanted);
    suggest_literal(found, span, id, wanted);
  }
  return build_.blank(wanted, span);
}

diagnostic::Diagnostic& Typer::refuse_currencies(base::Span span, Type wanted, Type found) {
  return c_.sink.report(code::currency_mismatch, span,
                        {describe(wanted), describe(found), c_.model.currencies[wanted.ref].code});
}

bool Typer::after_chinese(base::Span place) const {
  if (c_.model.sources.empty()) return false;
  const base::Source& source = c_.model.sources.at(place.begin);
  const std::string_view before = source.text().substr(0, place.begin - source.base());
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  return std::ranges::any_of(line, [](char c) { return (c & 0x80) != 0; });
}

// In the words of the line: 50万 becomes 50万元 where Chinese stands before it, else 50万 CNY.
void Typer::suggest_currency(diagnostic::Diagnostic& found, base::Span number, Type wanted) const {
  if (wanted.kind != TypeKind::money || c_.model.sources.empty()) return;
  if (c_.model.currencies[wanted.ref].of_row) return;
  const base::Source& source = c_.model.sources.at(number.begin);
  const std::string written(source.text(number));
  if (written.empty() || written[0] < '0' || written[0] > '9') return;
  if (written.ends_with("%") || written.ends_with("‰") || written.ends_with("％")) return;
  for (const char* unit : {"day", "month", "year", "日", "天", "年", "月"})
    if (absl::StrContains(written, unit)) return;  // a length of time
  const bool chinese = after_chinese(number);
  const std::string_view code = c_.model.currencies[wanted.ref].code;
  const auto known = type::find_currency(code);
  if (!chinese || !known) {
    found.suggest(number, base::concat(written, " ", code));
  } else {
    const std::string_view names = type::currencies()[*known].chinese;
    const std::string_view name = wanted.ref == c_.model.currency ? "元" : names;
    found.suggest(number, base::concat(written, name.substr(0, name.find('|'))));
  }
}

ExprId Typer::numeric(NodeView node, const Scope& scope, Type expected) {
  const ExprId value = expr(node, scope, expected);
  if (unknown(value) || build_.type_of(value).is_numeric()) return value;
  c_.sink.report(code::type_mismatch, node.span(),
                 {diagnostic::text::type_number, describe(build_.type_of(value)),
                  hint_for(type::kNumber, build_.type_of(value))});
  return wrong(node.span());
}

ExprId Typer::whole_number(ExprId count, base::Span span) {
  const type::NumberForm& form = build_[count].form;
  if (unknown(count) || (!form.ratio && form.decimals == 0)) return count;
  c_.sink.report(code::not_whole, span, {c_.model.written(span)});
  return wrong(span);
}

ExprId Typer::in_unit(NodeView node, const Scope& scope, Type wanted) {
  const ExprId value = settled(expr(node, scope, wanted));
  const bool plain = build_.constant(value) != nullptr && build_.type_of(value) == type::kNumber &&
                     build_[value].notation == type::Notation::plain;
  if (plain && wanted.kind == TypeKind::money) return build_.retyped(value, wanted);
  return coerce(value, wanted, node.span());
}

ExprId Typer::settled(ExprId value) {
  base::HashMap<ExprId, ExprId> known;
  return settled(value, known);
}

/// `known`: what was settled already, since an expression may have a part several times.
ExprId Typer::settled(ExprId value, base::HashMap<ExprId, ExprId>& known) {
  if (const auto found = known.find(value); found != known.end()) return found->second;
  const ExprId result = settled_parts(value, known);
  known.emplace(value, result);
  return result;
}

ExprId Typer::settled_parts(ExprId value, base::HashMap<ExprId, ExprId>& known) {
  const Expr expr = build_[value];
  if (expr.kind != ExprKind::operation || expr.args.empty() || build_.is_constant(value))
    return value;
  std::vector<ExprId> args(expr.args.begin(), expr.args.end());
  bool changed = false;
  for (ExprId& arg : args) {
    const ExprId before = arg;
    arg = settled(arg, known);
    changed = changed || arg != before;
  }
  if (expr.op != Opcode::dated)
    return changed ? build_.operation(expr.op, Args(args.begin(), args.end()), expr.type, expr.span,
                                      expr.payload)
                   : value;
  const auto day = fixed_day(args[0]);
  const auto constant = day ? value_of(c_.model.dated[expr.payload], *day) : std::nullopt;
  return constant ? *constant : value;
}

std::optional<std::int32_t> Typer::fixed_day(ExprId day) const {
  const Expr& expr = build_[day];
  if (expr.kind != ExprKind::operation || expr.op != Opcode::date) return std::nullopt;
  return static_cast<std::int32_t>(expr.payload);
}

std::optional<Rational> Typer::constant(NodeView node, Type expected) {
  const ExprId value = settled(expr(node, Scope{}, expected));
  // What is not understood was complained of, unless it is a figure that is computed later.
  if (unknown(value) && c_.sink.error_count() > 0) return std::nullopt;
  const Rational* constant = build_.constant(value);
  if (constant == nullptr) {
    c_.sink.report(code::not_constant, node.span());
    return std::nullopt;
  }
  if (expected.kind == TypeKind::unknown) return *constant;
  // What is of another type was complained of: there is no more to say of its size.
  const Rational* fitting = build_.constant(coerce(value, expected, node.span()));
  return fitting == nullptr ? std::nullopt : std::optional(*fitting);
}

void Typer::probe(Probe::Kind kind, ExprId value, base::Span span, base::Span other,
                  std::uint32_t scale) {
  if (!unknown(value)) c_.model.probes.push_back({kind, value, scale, span, other, reached_, {}});
}

/// The sign that the policy wrote after the number.
static type::Notation notation_of(const syntax::NumberLiteral& literal) {
  if (literal.unit_kind != syntax::UnitKind::percent) return type::Notation::plain;
  return literal.unit_text == "‰" ? type::Notation::per_mille : type::Notation::percent;
}

ExprId Typer::literal_number(NodeView node) {
  const syntax::NumberLiteral* literal = node.number();
  if (literal == nullptr) return wrong(node.span());
  const Rational value = number_of(*literal);
  switch (literal->unit_kind) {
    case syntax::UnitKind::currency:
      return build_.number(value, type::money(c_.tables.currency(literal->unit)), node.span());
    case syntax::UnitKind::duration:
      return build_.duration(value, static_cast<type::DurationUnit>(literal->unit), node.span());
    case syntax::UnitKind::none:
    case syntax::UnitKind::percent:
    case syntax::UnitKind::counting:
      break;
  }
  return build_.number(value, type::kNumber, node.span(), notation_of(*literal));
}

NodeView ungrouped(NodeView node) {
  while (node.is(Rule::group)) node = node[Label::value];
  return node;
}

ExprId Typer::copied(NodeView node, const Scope& scope, Type expected) {
  const bool name = ungrouped(node).is(Rule::path);
  takes_blank_ += name ? 1 : 0;
  const ExprId value = expr(node, scope, expected);
  takes_blank_ -= name ? 1 : 0;
  return value;
}

ExprId Typer::branch(NodeView node, const Scope& scope, Type expected) {
  if (ungrouped(node).is(Rule::blank)) return build_.blank(expected, node.span());
  return copied(node, scope, expected);
}

ExprId Typer::zero_as(ExprId id, Type wanted) {
  const Rational* constant = build_.constant(id);
  const bool zero = constant != nullptr && constant->is_zero();
  if (!zero || build_.type_of(id) != type::kNumber || wanted.kind != TypeKind::money) return id;
  return build_.number(0, wanted, build_[id].span);
}

ExprId Typer::between(NodeView node, const Scope& scope) {
  const ExprId from = of_type(node[Label::from], scope, type::kDate);
  const ExprId to = of_type(node[Label::to], scope, type::kDate);
  refuse_twice(node, from, to);
  if (build_.is_constant(from) && !unknown(from) && same_value(c_.model, from, to))
    c_.sink.report(code::same_on_both_sides, node.span(), {node[Label::from].text()});
  const NodeView unit = node[Label::unit];
  if (unit.has(Keyword::workdays_between)) {
    const auto calendar = c_.tables.workday_calendar(node[Label::calendar], node.span());
    if (!calendar) return wrong(node.span());
    return build_.operation(Opcode::workdays_between, {from, to}, type::kNumber, node.span(),
                            *calendar);
  }
  c_.report_no_effect(node[Label::calendar], diagnostic::text::why_days_of_any_kind);
  const Opcode op = unit.has(Keyword::years_between)          ? Opcode::years_between
                    : unit.has(Keyword::months_between)       ? Opcode::months_between
                    : unit.has(Keyword::years_begun_between)  ? Opcode::years_begun
                    : unit.has(Keyword::months_begun_between) ? Opcode::months_begun
                                                              : Opcode::days_between;
  if (op != Opcode::days_between) return months_passed(op, from, to, node.span());
  return build_.operation(op, {from, to}, type::kNumber, node.span());
}

void Typer::refuse_idle_key(NodeView node, ExprId by, const std::vector<SortKey>& before) {
  if (build_.is_constant(by) && !unknown(by))
    c_.report_no_effect(node, diagnostic::text::why_same_for_all);
  for (const SortKey& key : before) refuse_twice(node, key.value, by);
}

std::vector<SortKey> Typer::sort_keys(NodeView clause, const Scope& scope) {
  std::vector<SortKey> keys;
  for (const NodeView key : clause.all(Label::key)) {
    const NodeView value = key.is(Rule::sort_key) ? key[Label::value] : key;
    ExprId by = expr(value, scope);
    if (refuse_row_money(by, value)) by = wrong(value.span());
    if (!key[Label::descending] && !key[Label::ascending] && build_.type_of(by).is_numeric() &&
        !clause.is(Rule::in_order) && !clause.is(Rule::top) && !clause.is(Rule::order_ties) &&
        !clause.is(Rule::choose_ties))
      c_.sink.report(code::rank_direction_missing, key.span());
    refuse_idle_key(key, by, keys);
    keys.push_back({by, static_cast<bool>(key[Label::descending])});
  }
  return keys;
}

std::vector<ExprId> Typer::partition(absl::Span<const NodeView> keys, const Scope& scope) {
  std::vector<ExprId> values;
  for (const NodeView key : keys) {
    const ExprId value = expr(key, scope);
    if (build_.is_constant(value) && !unknown(value))
      c_.report_no_effect(key, diagnostic::text::why_same_for_all);
    values.push_back(value);
  }
  if (!keys.empty())
    refuse_groups_of_one(c_, scope.entity, values,
                         base::cover(keys.front().span(), keys.back().span()));
  return values;
}

std::optional<Rational> Typer::step(NodeView node, const Scope& scope, Type of) {
  if (of.kind == TypeKind::unknown) return constant(node);
  const std::size_t errors = c_.sink.error_count();
  const ExprId value = in_unit(node, scope, of);
  if (c_.sink.error_count() != errors || (unknown(value) && errors > 0)) return std::nullopt;
  if (const Rational* known = build_.constant(value)) return *known;
  c_.sink.report(code::not_constant, node.span());
  return std::nullopt;
}

std::optional<number::Rounding> Typer::rounding(NodeView clause, const Scope& scope, Type of) {
  const auto mode = number::parse_rounding_mode(syntax::english(clause[Label::mode].keyword()));
  const auto grid = step(clause[Label::grid], scope, of);
  if (!mode || !grid) return std::nullopt;
  return make_rounding(*mode, *grid, clause[Label::grid].span());
}

std::optional<number::Rounding> Typer::make_rounding(number::RoundingMode mode,
                                                     const Rational& grid, base::Span span) {
  const auto scale = grid.decimal_scale();
  if (grid.sign() <= 0 || !scale) {
    c_.sink.report(code::step_not_positive, span, {grid.to_text()});
    return std::nullopt;
  }
  const Rational coefficient = grid * Rational::from_decimal(1, -*scale);
  return number::Rounding{mode, {coefficient.numerator(), *scale}};
}

ExprId Typer::apply_scale(std::uint32_t index, ExprId value, base::Span span) {
  const type::Scale& scale = c_.model.scales[index];
  const Tables::ScaleTypes& types = c_.tables.types_of_scale(index);
  if (types.broken) return wrong(span);
  Type edges = types.input;
  if (edges.kind == TypeKind::unknown)
    edges = build_.type_of(value).is_numeric() ? build_.type_of(value) : type::kNumber;
  value = coerce(value, edges, span);
  const type::NumberForm& form = build_[value].form;
  if (types.whole_numbers && !unknown(value) && (form.ratio || form.decimals != 0)) {
    c_.sink.report(code::counted_brackets, span, {c_.model.written(build_[value].span)});
    return wrong(span);
  }
  probe(Probe::Kind::band, value, span, {}, index);
  c_.claims.look_up(index, value);
  Type result = types.output;
  if (scale.kind != type::ScaleKind::step && result == type::kNumber) result = edges;
  return build_.operation(Opcode::scale, {value}, result, span, index);
}

diagnostic::Argument Typer::describe(Type type) const {
  namespace text = diagnostic::text;
  switch (type.kind) {
    case TypeKind::unknown:
      return text::type_unknown;
    case TypeKind::boolean:
      return text::type_boolean;
    case TypeKind::number:
      return text::type_number;
    case TypeKind::money:
      return {"money in " + c_.model.currencies[type.ref].code,
              "金额（" + c_.model.currencies[type.ref].code + "）"};
    case TypeKind::date:
      return text::type_date;
    case TypeKind::duration:
      return text::type_duration;
    case TypeKind::text:
      return text::type_text;
    case TypeKind::category:
      return words_of(c_.model.category_sets[type.ref]);
    case TypeKind::reference:
      return {"a row of `" + c_.model.entities[type.ref].name + "`",
              "“" + c_.model.entities[type.ref].name + "”的一行"};
  }
  return text::type_unknown;
}

}  // namespace remit::check

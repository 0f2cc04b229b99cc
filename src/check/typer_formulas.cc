// Formulas with arguments: typed once over placeholders, then put in wherever they are used.

#include <algorithm>
#include <utility>

#include "base/budget.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "check/call_words.h"
#include "check/expr_parts.h"
#include "check/typer.h"
#include "check/types.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

namespace {

/// Formulas that use formulas that use formulas: more nobody reads, and the checker recurses.
constexpr int kDeepest = 32;
/// Longest text of one argument that the name of a step repeats.
constexpr std::size_t kLongestArgument = 40;

/// Whether any part of the expression is a placeholder of the formula or a use within it.
bool is_open(const Model& model, const Formula& formula, ExprId root) {
  std::vector<ExprId> stack{root};
  base::HashMap<ExprId, bool> seen;
  while (!stack.empty()) {
    const ExprId id = stack.back();
    stack.pop_back();
    if (formula.index_of(id) || formula.uses.contains(id)) return true;
    if (!seen.try_emplace(id, true).second) continue;
    visit_parts(model, model.exprs[id], [&](ExprId part) { stack.push_back(part); });
  }
  return false;
}

/// The first expression over many rows that reads an argument: it has no one value there. kNone
/// if there is none.
ExprId argument_among_rows(const Model& model, const Formula& formula, ExprId root) {
  std::vector<ExprId> stack{root};
  base::HashMap<ExprId, bool> seen;
  while (!stack.empty()) {
    const ExprId id = stack.back();
    stack.pop_back();
    if (!seen.try_emplace(id, true).second) continue;
    const Expr& expr = model.exprs[id];
    if (expr.kind == ExprKind::operation) {
      stack.insert(stack.end(), expr.args.begin(), expr.args.end());
    } else if (expr.kind == ExprKind::lookup) {
      stack.push_back(expr.args[0]);
      if (is_open(model, formula, expr.args[1])) return id;
    } else if (expr.kind != ExprKind::column && is_open(model, formula, id)) {
      return id;
    }
  }
  return kNone;
}

/// "grant(cost = investment, rate = 5%)": what is given, where it is a name or a number, behind
/// each argument's name. Formulas are told in steps of their own, in the words of either language.
std::string step_name(const Formula& formula, NodeView call) {
  const auto given = call.all(Label::argument);
  const bool chinese = !formula.name.empty() && (formula.name[0] & 0x80) != 0;
  std::string text = base::concat(formula.name, chinese ? "（" : "(");
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string said = plain_words(given[i][Label::value]);
    if (i > 0) text += chinese ? "，" : ", ";
    text += formula.arguments[i].name;
    const bool repeats = !said.empty() && said != formula.arguments[i].name &&
                         base::count_code_points(said) <= kLongestArgument;
    if (repeats) base::append(text, " = ", said);
  }
  return text + (chinese ? "）" : ")");
}

}  // namespace

std::string plain_words(NodeView formula) {
  const std::string_view text = formula.text();
  bool plain = false;
  if (formula.is(Rule::path)) {
    // A word of the language behind a dot; what a path begins with may be called like one.
    const auto steps = formula.all(Label::step);
    const auto is_attribute = [](NodeView step) {
      return type::find_attribute(step.text()) != nullptr;
    };
    plain = !type::kPrevious.is(steps.front().text()) &&
            std::none_of(steps.begin() + 1, steps.end(), is_attribute);
  } else if (formula.is(Rule::date) || formula.is(Rule::number)) {
    plain = text.find_first_not_of("0123456789.-%") == std::string_view::npos;
  }
  return plain ? std::string(text) : std::string();
}

void Typer::type_formula(std::uint32_t index) {
  Formula& formula = c_.formulas.at(index);
  if (formula.state != Formula::State::waiting) return;
  formula.state = Formula::State::running;
  ++c_.formulas.running;
  const std::size_t probes = c_.model.probes.size();
  const NodeView node = formula.item[Label::value];
  Typer inner(c_);
  inner.within_ = &formula;
  const Type wanted = formula.result.type;
  const ExprId said = inner.copied(node, Scope{.entity = formula.entity}, wanted);
  const bool understood = !unknown(said);
  ExprId body = inner.coerce(said, wanted, node.span());
  formula.probes.assign(c_.model.probes.begin() + static_cast<std::ptrdiff_t>(probes),
                        c_.model.probes.end());
  c_.model.probes.resize(probes);
  if (understood) {
    const ExprId among = argument_among_rows(c_.model, formula, body);
    if (among != kNone) {
      c_.sink.report(code::formula_argument_in_rows, build_[among].span, {formula.name});
      body = wrong(node.span());
    }
    for (const Formula::Argument& each : formula.arguments)
      if (!each.read)
        c_.sink.report(code::formula_argument_unread, each.span, {each.name, formula.name});
  }
  if (understood && !unknown(body)) formula.body = body;
  --c_.formulas.running;
  formula.state = Formula::State::done;
}

/// The formula of that name where the rows of the scope may use it; a complaint of one for others.
const Symbol* Typer::find_formula(const std::string& name, const Scope& scope) const {
  for (const EntityId entity : {scope.entity, kWhole}) {
    const Symbol* symbol = c_.names.find(entity, name);
    if (symbol != nullptr && symbol->kind == SymbolKind::formula) return symbol;
  }
  for (EntityId other = 1; other < c_.model.entities.size(); ++other) {
    const Symbol* symbol = c_.names.find(other, name);
    if (symbol != nullptr && symbol->kind == SymbolKind::formula) return symbol;
  }
  return nullptr;
}

/// The value of an argument in a call, as the formula wants it; of unknown type with a complaint.
ExprId Typer::argument_of(const Formula& formula, std::size_t index, NodeView node,
                          const Scope& scope) {
  const Formula::Argument& argument = formula.arguments[index];
  const Type wanted = argument.type.type;
  ExprId value = copied(node, scope, wanted);
  if (unknown(value) || wanted.kind == TypeKind::unknown) return value;
  value = zero_as(value, wanted);
  if (build_.type_of(value) != wanted) {
    auto& found = c_.sink.report(
        code::formula_argument_type, node.span(),
        {formula.name, argument.name, describe(wanted), describe(build_.type_of(value))});
    found.note(argument.span, diagnostic::text::note_declared_here, {argument.name});
    if (build_.constant(value) != nullptr) suggest_currency(found, node.span(), wanted);
    return wrong(node.span());
  }
  keep_declared(c_, argument.type, value, argument.name, node.span());
  return value;
}

ExprId Typer::call_formula(NodeView node, const Symbol& symbol, const Scope& scope) {
  c_.names.use(symbol, node[Label::function].span());
  const std::uint32_t index = symbol.index;
  Formula& formula = c_.formulas.at(index);
  const auto given = node.all(Label::argument);
  if (!shape_fits(node, formula.name, {static_cast<int>(given.size()), {}}))
    return wrong(node.span());
  if (given.size() != formula.arguments.size()) {
    report_formula_count(node.span(), formula, static_cast<int>(given.size()));
    return wrong(node.span());
  }
  if (formula.entity != kWhole && formula.entity != scope.entity) {
    c_.sink.report(code::outside_entity, node.span(),
                   {formula.name, c_.model.entities[formula.entity].name});
    return wrong(node.span());
  }
  std::vector<ExprId> values;
  bool known = true;
  for (std::size_t i = 0; i < given.size(); ++i) {
    values.push_back(argument_of(formula, i, given[i][Label::value], scope));
    known = known && !unknown(values.back());
  }
  if (formula.state == Formula::State::running) {
    c_.sink.report(code::formula_in_itself, node.span(), {formula.name})
        .note(formula.item[Label::name].span(), diagnostic::text::note_declared_here,
              {formula.name});
    return wrong(node.span());
  }
  if (c_.formulas.running >= kDeepest && formula.state == Formula::State::waiting) {
    c_.sink.report(code::formulas_nested, node.span(), {kDeepest});
    return wrong(node.span());
  }
  type_formula(index);
  if (formula.body == kNone || !known) return wrong(node.span());
  const std::string written = step_name(formula, node);
  if (within_ == nullptr) return applied(index, values, written, node.span());
  if (formula.depth >= kDeepest) {
    c_.sink.report(code::formulas_nested, node.span(), {kDeepest});
    return wrong(node.span());
  }
  within_->depth = std::max(within_->depth, formula.depth + 1);
  base::HashMap<ExprId, ExprId> done;
  const ExprId like = filled(formula, formula.body, values, done, node.span(), false);
  const ExprId stands = build_.placeholder(build_.type_of(like), build_[like].form, node.span());
  within_->uses.emplace(stands, Formula::Use{index, std::move(values), written});
  return stands;
}

void Typer::report_formula_count(base::Span span, const Formula& formula, int given) {
  const int count = static_cast<int>(formula.arguments.size());
  const std::string whole = formula.signature();
  c_.sink
      .report(code::formula_argument_count, span,
              {formula.name, values_wanted(count, count), values_given(given), whole})
      .note(formula.item[Label::name].span(), diagnostic::text::note_declared_here, {formula.name});
}

/// A copy of a part of the formula with `given` in the place of its arguments. `real`: uses of
/// other formulas in it become what these give; else they stay open. `done`: what was copied.
ExprId Typer::filled(const Formula& formula, ExprId id, const std::vector<ExprId>& given,
                     base::HashMap<ExprId, ExprId>& done, base::Span call, bool real) {
  base::go_deeper();
  if (const auto found = done.find(id); found != done.end()) return found->second;
  const Expr expr = build_[id];
  ExprId result = id;
  if (const auto argument = formula.index_of(id)) {
    result = given[*argument];
  } else if (const auto use = formula.uses.find(id); use != formula.uses.end()) {
    if (real) {
      std::vector<ExprId> values;
      for (const ExprId value : use->second.given)
        values.push_back(filled(formula, value, given, done, call, real));
      result = applied(use->second.formula, values, use->second.written, call);
    }
  } else if (expr.kind == ExprKind::operation || expr.kind == ExprKind::lookup) {
    std::vector<ExprId> args(expr.args.begin(), expr.args.end());
    const std::size_t count = expr.kind == ExprKind::lookup ? 1 : args.size();
    bool changed = false;
    for (std::size_t i = 0; i < count; ++i) {
      args[i] = filled(formula, args[i], given, done, call, real);
      changed = changed || args[i] != expr.args.data()[i];
    }
    if (changed)
      result = expr.kind == ExprKind::lookup ? build_.lookup(args[0], args[1], expr.span)
                                             : refilled(expr, args, call);
  }
  done.emplace(id, result);
  return result;
}

/// The operation over other operands.
ExprId Typer::refilled(const Expr& expr, const std::vector<ExprId>& args, base::Span call) {
  if (expr.op == Opcode::choose) return build_.choose(args[0], args[1], args[2], expr.span);
  if (expr.op == Opcode::conjunction) return build_.conjunction(args, expr.span);
  if (expr.op == Opcode::disjunction) return build_.disjunction(args, expr.span);
  if (expr.op == Opcode::divide) {
    const number::Rational* divisor = build_.constant(args[1]);
    if (divisor != nullptr && divisor->is_zero()) {
      c_.sink.report(code::divided_by_zero, call)
          .note(expr.span, diagnostic::text::note_other_place);
      return build_.blank(expr.type, call);
    }
  }
  return build_.operation(expr.op, Args(args.begin(), args.end()), expr.type, expr.span,
                          expr.payload);
}

ExprId Typer::step(type::Origin origin, ExprId value, base::Span span) {
  Column column;
  column.entity = build_[value].entity;
  column.origin = std::move(origin);
  c_.formulas.add_step(column.entity);
  const ColumnId id = c_.columns.add_raw(std::move(column));
  c_.columns.define(id, value);
  return build_.column(id, span);
}

/// The step that a use of the formula is: a column with the arguments put in. An argument that is
/// worked out is a column of its own, under its name.
ExprId Typer::applied(std::uint32_t index, std::vector<ExprId> given, const std::string& written,
                      base::Span call) {
  const Formula& formula = c_.formulas.at(index);
  const bool too_many = c_.model.exprs.size() > c_.limits.expression_nodes ||
                        c_.formulas.most_steps() > c_.limits.columns;
  if (too_many) return wrong(call);  // told at the end
  const auto column = [&](const std::string& name, Role role, ExprId value, base::Span span) {
    const bool whole = role == Role::applied;  // of an argument the caller's clause says more
    return step({"define", name, whole ? formula.label : "", whole ? formula.cite : "", role, span},
                value, call);
  };
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool worked_out =
        build_[given[i]].kind == ExprKind::operation && !build_.is_constant(given[i]);
    if (worked_out && formula.arguments[i].read)
      given[i] = column(formula.arguments[i].name, Role::argument, given[i], build_[given[i]].span);
  }
  base::HashMap<ExprId, ExprId> done;
  const ExprId value = filled(formula, formula.body, given, done, call, true);
  if (unknown(value)) return value;
  keep_declared(c_, formula.result, value, formula.name, call);
  for (Probe probe : formula.probes) {
    if (unknown(probe.value)) continue;
    probe.value = filled(formula, probe.value, given, done, call, true);
    for (auto& [condition, holds] : probe.where)
      condition = filled(formula, condition, given, done, call, true);
    probe.where.insert(probe.where.begin(), reached_.begin(), reached_.end());
    if (!build_.is_constant(probe.value)) c_.model.probes.push_back(std::move(probe));
  }
  if (build_.is_constant(value)) return value;
  return column(written, Role::applied, value, formula.item[Label::value].span());
}

}  // namespace remit::check

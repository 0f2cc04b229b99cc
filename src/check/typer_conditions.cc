// Conditions, and what holds where they do.
#include <utility>
#include <vector>

#include "check/same_value.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

/// Where a branch says something of its own: not a zero, a blank or a `false` that only fills the
/// place which an `if` must have.
base::Span other_branch(NodeView no) {
  const NodeView said = ungrouped(no);
  const bool filler =
      said.is(Rule::blank) || said.has(Keyword::false_) ||
      (said.is(Rule::number) && said.number() != nullptr && number_of(*said.number()).is_zero());
  return filler ? base::Span{} : no.span();
}

}  // namespace

ExprId Typer::condition(NodeView node, const Scope& scope) {
  const NodeView said = ungrouped(node);
  if (said.is(Rule::boolean)) {
    const bool holds = said.has(Keyword::true_);
    c_.sink.report(holds ? code::always_holds : code::never_holds, node.span(), {node.text()});
  }
  const ExprId holds = of_type(node, scope, type::kBoolean);
  if (!reached_.empty() && !unknown(holds))
    c_.claims.reach({.condition = holds, .known = reached_, .may_repeat = true});
  return holds;
}

ExprId Typer::conditional(NodeView node, const Scope& scope, Type expected) {
  const ExprId condition = of_type(node[Label::condition], scope, type::kBoolean);
  c_.claims.branch({.condition = condition,
                    .known = reached_,
                    .yes = node[Label::yes].span(),
                    .no = other_branch(node[Label::no])});
  probe(Probe::Kind::branch, condition, node[Label::yes].span(), node[Label::no].span());
  ExprId yes = kNone;
  ExprId no = kNone;
  {
    const Reached held(*this, condition);
    yes = branch(node[Label::yes], scope, expected);
  }
  {
    const Reached failed(*this, condition, false);
    const bool any = expected.kind == TypeKind::unknown;
    no = branch(node[Label::no], scope, any ? build_.type_of(yes) : expected);
  }
  if (ungrouped(node[Label::yes]).is(Rule::blank) && ungrouped(node[Label::no]).is(Rule::blank)) {
    c_.sink.report(code::value_needed, node[Label::no].span());
    return wrong(node.span());
  }
  if (unknown(yes) && !unknown(no)) yes = coerce(yes, build_.type_of(no), node[Label::yes].span());
  if (!unknown(yes) && build_.type_of(yes) == type::kNumber && build_.type_of(no).is_numeric())
    yes = zero_as(yes, build_.type_of(no));
  no = zero_as(no, build_.type_of(yes));
  if (unknown(no) && !unknown(yes)) no = coerce(no, build_.type_of(yes), node[Label::no].span());
  if (!unknown(yes) && !unknown(no) && build_.type_of(yes) != build_.type_of(no)) {
    c_.sink.report(code::branch_types, node.span(),
                   {describe(build_.type_of(yes)), describe(build_.type_of(no))});
    return wrong(node.span());
  }
  refuse_twice(node, yes, no);
  // A rung of a ladder may say what its last one says again.
  const bool rung = !reached_.empty() && !reached_.back().second;
  if (!rung && build_.is_constant(yes) && !unknown(yes) && same_value(c_.model, yes, no) &&
      names_same_constants(c_.model, node[Label::yes].span(), node[Label::no].span()))
    c_.sink.report(code::same_on_both_sides, node.span(), {written(node[Label::yes])});
  if (build_.constant_truth(condition) >= 0 && !unknown(condition)) {
    const bool holds = build_.constant_truth(condition) == 1;
    c_.sink.report(code::unreachable_branch, (holds ? node[Label::no] : node[Label::yes]).span());
  }
  return build_.choose(condition, yes, no, node.span());
}

ExprId Typer::at_least(NodeView node, const Scope& scope) {
  std::vector<ExprId> conditions;
  for (const NodeView condition : node.all(Label::condition))
    conditions.push_back(this->condition(condition, scope));
  const syntax::NumberLiteral* literal = node[Label::count].number();
  const Rational count = literal == nullptr ? Rational(1) : number_of(*literal);
  if (count.is_zero()) c_.report_no_effect(node, diagnostic::text::why_always_holds);
  if (!count.is_integer() || count < Rational(1)) {
    if (count.is_zero()) return wrong(node.span());
    c_.sink.report(code::not_whole, node[Label::count].span(), {node[Label::count].text()});
    return wrong(node.span());
  }
  if (count > Rational(static_cast<std::int64_t>(conditions.size()))) {
    c_.sink.report(code::too_few_conditions, node.span(), {count.to_text(), conditions.size()});
    return wrong(node.span());
  }
  for (std::size_t i = 1; i < conditions.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) refuse_twice(node, conditions[j], conditions[i]);
  const auto k = static_cast<std::uint32_t>(count.numerator().to_int64());
  if (k == 1) c_.claims.state(build_.disjunction(conditions, node.span()));
  if (k == conditions.size()) c_.claims.hold_together(conditions);
  return build_.operation(Opcode::at_least, Args(conditions.begin(), conditions.end()),
                          type::kBoolean, node.span(), k);
}

}  // namespace remit::check

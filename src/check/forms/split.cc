// An amount that several share, each by its part.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/money.h"
#include "check/steps.h"
#include "check/who.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
using type::Role;

namespace {

struct Parts {
  std::vector<NodeView> nodes;
  std::vector<ColumnId> columns;
  /// Who pays and is paid each: nothing until it has been read, or where nobody is.
  std::vector<std::optional<Parties>> parties = {};
};

/// The amount that is shared: the sum of the amounts less the deductions, where the conditions
/// hold.
ExprId amount_to_share(Context& context, NodeView item, const Scope& scope) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  ExprId total = kNone;
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::amount)) continue;
    const ExprId amount =
        as_money(context, typer.numeric(clause[Label::value], scope), clause[Label::value]);
    total = total == kNone ? amount : build.add(total, amount, clause.span());
  }
  if (total == kNone || !build.type_of(total).is_numeric()) return kNone;
  std::vector<ExprId> conditions;
  for (const NodeView clause : item.all(Label::clause)) {
    if (clause.is(Rule::deduct)) {
      const ExprId less = typer.of_type(clause[Label::value], scope, build.type_of(total));
      typer.refuse_twice(clause, total, less);
      refuse_nothing(context, less, clause[Label::value], clause);
      total = build.subtract(total, less, clause.span());
    }
    if (clause.is(Rule::when))
      conditions.push_back(typer.condition(clause[Label::condition], scope));
  }
  if (conditions.empty()) return total;
  hold_together(context, conditions);
  return build.choose(build.conjunction(std::move(conditions), item.span()), total,
                      build.zero(build.type_of(total)), item.span());
}

/// Who takes what rounding leaves over.
bool read_remainder(Context& context, NodeView item, const Parts& parts, PartySplit& split) {
  const NodeView clause = clause_of(item, Rule::remainder);
  if (!clause) {
    if (parts.nodes.size() > 1)
      context.sink.report(code::remainder_missing, item[Label::name].span());
    return parts.nodes.size() <= 1;
  }
  if (parts.nodes.size() == 1) context.report_no_effect(clause, diagnostic::text::why_one_part);
  for (const Label said : {Label::order, Label::ties})
    context.report_no_effect(clause[said], diagnostic::text::why_parts_in_order);
  if (clause[Label::first]) split.remainder = number::RemainderRule::first_in_order;
  if (clause[Label::last]) split.remainder = number::RemainderRule::last;
  if (!clause[Label::party]) return true;
  split.remainder = number::RemainderRule::named;
  for (std::uint32_t i = 0; i < parts.nodes.size(); ++i) {
    if (parts.nodes[i][Label::name].text() == clause[Label::party].text()) {
      split.owner = i;
      return true;
    }
  }
  context.sink.report(code::unknown_party, clause[Label::party].span(),
                      {clause[Label::party].text()});
  return false;
}

/// The shares must add up to the whole: checked here if they are constants, else per row.
ExprId check_shares(Context& context, NodeView item, const std::vector<ExprId>& shares,
                    ExprId total) {
  ExprBuilder& build = context.build;
  ExprId sum = shares[0];
  for (std::size_t i = 1; i < shares.size(); ++i) sum = build.add(sum, shares[i], item.span());
  if (const Rational* all = build.constant(sum)) {
    if (*all != Rational(1))
      context.sink.report(code::shares_total, item[Label::name].span(),
                          {(*all * Rational(100)).to_text() + "%", "100%"});
    return total;
  }
  return build.choose(build.compare(type::Opcode::equal, sum, build.number(1), item.span()), total,
                      build.fail(type::CellFault::cannot_share, build.type_of(total), item.span()),
                      item.span());
}

/// Whether a part is written as none of the amount.
bool is_nothing(NodeView part) {
  const NodeView share = part[Label::part];
  const syntax::NumberLiteral* literal = share.is(Rule::number) ? share.number() : nullptr;
  return literal != nullptr && number_of(*literal).is_zero();
}

/// A part of nothing is one in name only, unless it takes what rounding leaves.
void refuse_empty_parts(Context& context, NodeView item, const Parts& parts) {
  const NodeView remainder = clause_of(item, Rule::remainder);
  for (const NodeView part : parts.nodes)
    if (is_nothing(part) && part[Label::name].text() != remainder[Label::party].text())
      context.report_no_effect(part, diagnostic::text::why_nothing);
}

/// Reads who pays and is paid, once.
void read_parties(Context& context, NodeView item, ProvisionId id, Parts& parts) {
  const Provision& of = context.columns.provision(id);
  if (!parts.parties.empty()) return;
  parts.parties.resize(parts.nodes.size());
  std::optional<Payer> payer(std::in_place);
  payer->kind = Payer::Kind::none;
  if (const NodeView from = clause_of(item, Rule::from))
    if (const auto who = read_who(context, from[Label::payer], of.entity, of.name + ".payer"))
      payer = who;
  for (std::size_t i = 0; i < parts.nodes.size(); ++i) {
    if (!parts.nodes[i][Label::payee]) continue;
    const auto payee = read_who(context, parts.nodes[i][Label::payee], of.entity,
                                context.model.columns[parts.columns[i]].name + ".payee");
    if (payee) parts.parties[i] = Parties{*payer, *payee};
  }
}

/// Whether it can be read who pays and is paid without asking for what is paid.
bool parties_known(const Context& context, NodeView item, EntityId entity, const Parts& parts) {
  if (!parts.parties.empty()) return true;
  const NodeView from = clause_of(item, Rule::from);
  return (!from || leads_over_fields(context, from[Label::payer], entity)) &&
         std::ranges::all_of(parts.nodes, [&](NodeView part) {
           return !part[Label::payee] || leads_over_fields(context, part[Label::payee], entity);
         });
}

/// What a part comes to: an error where it is not known between whom it is paid.
void define_part(Context& context, ProvisionId id, const Parts& parts, std::uint32_t number,
                 ExprId part) {
  const base::Span span = parts.nodes[number].span();
  if (number < parts.parties.size() && parts.parties[number] && in_data(*parts.parties[number])) {
    const ColumnId whole =
        context.columns.add_hidden(id, context.columns.provision(id).entity, Role::part, span);
    context.columns.define(whole, part, span);
    part = between(context, context.build.column(whole, span), &*parts.parties[number], {}, span);
  }
  context.columns.define(parts.columns[number], part, span);
}

void define_split(Context& context, NodeView item, ProvisionId id, Parts& parts,
                  ColumnId total_column) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const Scope scope{.entity = context.columns.provision(id).entity};
  ExprId total = amount_to_share(context, item, scope);
  std::vector<ExprId> shares;
  const std::size_t errors = context.sink.error_count();
  for (const NodeView part : parts.nodes) {
    shares.push_back(typer.of_type(part[Label::part], scope, type::kNumber));
    require_part(context, shares.back(), part[Label::part]);
  }
  if (shares.size() > 1) refuse_empty_parts(context, item, parts);
  if (total == kNone || shares.empty() || context.sink.error_count() != errors) return;
  total = check_shares(context, item, shares, total);
  PartySplit split;
  const bool owned = read_remainder(context, item, parts, split);
  std::optional<number::Rounding> rounding = context.model.rounding;
  const NodeView own = clause_of(item, Rule::rounding);
  if (own) rounding = typer.rounding(own, scope, build.type_of(total));
  if (own && !rounding) return;  // complained of
  if (!rounding) {
    context.sink.report(code::rounding_missing, item[Label::name].span(),
                        {item[Label::name].text()});
    return;
  }
  require_coins(context, *rounding, clause_of(item, Rule::rounding), build.type_of(total),
                item[Label::name].span());
  split.rounding = *rounding;
  context.columns.define(total_column, build.round(total, *rounding, item.span()), item.span());
  split.total = build.column(total_column, item.span());
  split.weights = shares;
  if (!owned) return;
  const std::uint32_t index = build.add_split(std::move(split));
  if (parties_known(context, item, scope.entity, parts)) read_parties(context, item, id, parts);
  for (std::uint32_t i = 0; i < parts.nodes.size(); ++i)
    define_part(context, id, parts, i, build.party(scope.entity, index, i, parts.nodes[i].span()));
}

/// Each part with a payee is paid to it; without a payer nothing is paid, and it counts as theirs.
void add_payments(Context& context, NodeView item, ProvisionId id, Parts& parts) {
  const Provision& of = context.columns.provision(id);
  const auto is_paid = [](NodeView part) { return bool(part[Label::payee]); };
  const bool any = std::ranges::any_of(parts.nodes, is_paid);
  const NodeView from = clause_of(item, Rule::from);
  for (const NodeView part : parts.nodes)
    if (any && !is_paid(part) && !is_nothing(part))
      context.sink.report(code::part_to_nobody, part.span(), {part[Label::name].text(), of.name});
  if (!any) context.report_no_effect(from, diagnostic::text::why_nobody_paid);
  read_parties(context, item, id, parts);
  for (std::size_t i = 0; i < parts.nodes.size(); ++i) {
    if (!parts.parties[i]) continue;
    context.model.payments.push_back(
        {.reward = of.name,
         .entity = of.entity,
         .amount = parts.columns[i],
         .reason = kNone,
         .payer = parts.parties[i]->payer,
         .payee = parts.parties[i]->payee,
         .honour = "",
         .honoured = kNone,
         .kind = from ? Payment::Kind::paid : Payment::Kind::attributed});
  }
}

void declare_split(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const auto parts_read = std::make_shared<Parts>();
  Parts& parts = *parts_read;
  const ColumnId total_column = context.columns.add_bare(id, Role::total);
  std::vector<ColumnId> columns = {total_column};
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::share)) continue;
    parts.nodes.push_back(clause);
    const NodeView name = clause[Label::name];
    parts.columns.push_back(context.columns.add_part(id, name.text(), Role::part, name.span()));
    columns.push_back(parts.columns.back());
  }
  context.columns.add_definition(context.columns.provision(id).name, item.span(), columns,
                                 [&context, item, id, parts_read, total_column] {
                                   define_split(context, item, id, *parts_read, total_column);
                                 });
  context.columns.wait(Wave::everything, [&context, item, id, parts_read] {
    add_payments(context, item, id, *parts_read);
  });
}

}  // namespace

constinit const Form kSplit{.rule = Rule::split,
                            .declare = declare_split,
                            .required = {Rule::amount, Rule::share},
                            .repeatable = {Rule::when, Rule::deduct, Rule::share},
                            .wants_cite = true,
                            .coverage = Coverage::figure};

}  // namespace remit::check

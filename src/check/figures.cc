#include "check/figures.h"

#include <algorithm>
#include <string>

#include "check/forms/form.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "type/words.h"

namespace remit::check {

using type::FoldOp;
using type::Opcode;
using type::TypeKind;
using type::Word;

namespace {

constexpr Word kTotal{"total", "合计"};
constexpr Word kCount{"count", "计数"};
constexpr Word kUndetermined{"undetermined", "未定"};
constexpr Word kTargets{"targets", "各目标"};
constexpr Word kMet{"met", "达成"};
constexpr Word kMissed{"missed", "未达成"};

NodeView named(absl::Span<const NodeView> items, std::string_view name) {
  const auto found = std::ranges::find_if(
      items, [name](NodeView item) { return item[Label::name].text() == name; });
  return found == items.end() ? NodeView() : *found;
}

bool is_paid(const Payment& payment) { return payment.kind == Payment::Kind::paid; }

/// Whether it is about an amount that is paid, or is to be paid back.
bool is_money(const Model& model, const Payment& payment) {
  if (payment.kind == Payment::Kind::attributed || payment.amount == kNone) return false;
  const Column& amount = model.columns[payment.amount];
  return amount.type.is_numeric() && !amount.form.ratio;
}

}  // namespace

void replace_params(std::vector<NodeView>& items, const WhatIf& what_if) {
  std::erase_if(items, [](NodeView item) { return item.is(Rule::test) || item.is(Rule::show); });
  for (NodeView& item : items) {
    if (!item.is(Rule::param) && !item.is(Rule::open_param)) continue;
    if (const NodeView other = named(what_if.params, item[Label::name].text())) item = other;
  }
}

void Figures::declare() {
  for (const NodeView figure : what_if_.figures)
    if (const Form* form = form_of(figure.rule())) form->declare(c_, figure);
  c_.columns.define_waiting();
}

bool Figures::asks(NodeView node) const {
  const base::Span own = node.span();
  return std::ranges::any_of(what_if_.figures, [own](NodeView figure) {
    return figure.span().begin <= own.begin && own.end <= figure.span().end;
  });
}

ExprId Figures::in_unit_of(ExprId value, ExprId beside) {
  const bool plain = c_.build.constant(value) != nullptr &&
                     c_.build.type_of(value) == type::kNumber &&
                     c_.build[value].notation == type::Notation::plain;
  const type::Type wanted = c_.build.type_of(beside);
  return plain && wanted.kind == TypeKind::money ? c_.build.retyped(value, wanted) : value;
}

ExprId Figures::value(NodeView node) {
  if (!asks(node)) return kNone;
  return node.is(Rule::call) ? of_call(node) : of_target(node);
}

ExprId Figures::of_call(NodeView node) {
  const std::string_view function = node[Label::function].text();
  const bool counts = kCount.is(function);
  if (!counts && !kTotal.is(function) && !kUndetermined.is(function)) return kNone;
  if (!node.all(Label::option).empty()) return kNone;
  if (kTotal.is(function)) return of_payments(node, Ask::amount);
  const auto arguments = node.all(Label::argument);
  // In quotes what is called by several words: the law before an amendment.
  const NodeView asked = arguments.size() == 1 ? arguments[0][Label::value] : NodeView();
  const bool names_one =
      asked.is(Rule::text) || (asked.is(Rule::path) && asked.all(Label::step).size() == 1);
  if (counts && !names_one) return kNone;
  const std::string_view name = names_one ? arguments[0][Label::value].text() : "";
  if (counts && c_.names.find_entity(name)) return kNone;
  const bool pays = std::ranges::any_of(c_.model.payments, [&](const Payment& payment) {
    return payment.reward == name && is_paid(payment) && is_money(c_.model, payment);
  });
  if (counts && pays) return of_payments(node, Ask::paid);
  const ExprId conditions = pays ? kNone : of_conditions(name, !counts, node.span());
  return counts || conditions != kNone ? conditions : of_payments(node, Ask::undetermined);
}

ExprId Figures::of_conditions(std::string_view name, bool undetermined, base::Span span) {
  ExprId sum = kNone;
  for (const Provision& each : c_.columns.provisions()) {
    if (each.called != name || each.main == kNone) continue;
    if (c_.model.columns[each.main].type != type::kBoolean) continue;
    ExprId asked = c_.build.column(each.main, span);
    if (undetermined) asked = c_.build.negation(is_known(asked, span), span);
    const ExprId rows = in_how_many(each.entity, asked, span);
    sum = sum == kNone ? rows : c_.build.add(sum, rows, span);
  }
  return sum;
}

ExprId Figures::of_target(NodeView node) {
  const auto steps = node.all(Label::step);
  if (steps.size() != 3 || !kTargets.is(steps[0].text())) return kNone;
  if (c_.names.find(kWhole, steps[0].text()) != nullptr) return kNone;
  const auto target = std::ranges::find(c_.model.targets, steps[1].text(), &type::Target::name);
  const base::Span span = node.span();
  if (target == c_.model.targets.end() || target->met == kNone) {
    c_.names.report_unknown(kWhole, steps[1].text(), steps[1].span());
    return c_.build.blank(type::kUnknown, span);
  }
  const ExprId met = c_.build.column(target->met, span);
  if (kMet.is(steps[2].text())) return in_how_many(target->entity, met, span);
  if (kMissed.is(steps[2].text()))
    return in_how_many(target->entity, c_.build.negation(met, span), span);
  if (kUndetermined.is(steps[2].text()))
    // Blank where the row has no target, which is known.
    return in_how_many(target->entity,
                       c_.build.negation(is_known(c_.build.is_given(met, span), span), span), span);
  c_.names.report_unknown(kWhole, steps[2].text(), steps[2].span());
  return c_.build.blank(type::kUnknown, span);
}

ExprId Figures::of_payments(NodeView call, Ask ask) {
  const base::Span span = call.span();
  const auto arguments = call.all(Label::argument);
  std::string_view name;
  NodeView place = call;
  if (!arguments.empty()) {
    place = arguments[0][Label::value];
    name = place.text();
  }
  ExprId sum = kNone;
  for (const Payment& payment : c_.model.payments) {
    // What is left over, or is to be paid back, adds to no total; that it is not known is told.
    if (!is_money(c_.model, payment) || (ask != Ask::undetermined && !is_paid(payment))) continue;
    const auto counts = concerns(payment, name, span);
    if (!counts) continue;
    const ExprId part = of_rows(payment, *counts, ask, span);
    if (sum == kNone) {
      sum = part;
    } else if (c_.build.type_of(sum) != c_.build.type_of(part)) {
      if (c_.build.type_of(sum).kind == TypeKind::money &&
          c_.build.type_of(part).kind == TypeKind::money)
        Typer(c_).refuse_currencies(span, c_.build.type_of(sum), c_.build.type_of(part));
      else
        c_.sink.report(code::type_mismatch, span,
                       {Typer(c_).describe(c_.build.type_of(sum)),
                        Typer(c_).describe(c_.build.type_of(part)), ""});
      return c_.build.blank(type::kUnknown, span);
    } else {
      sum = c_.build.add(sum, part, span);
    }
  }
  if (sum != kNone) return sum;
  c_.names.report_unknown(kWhole, name, place.span());
  return c_.build.blank(type::kUnknown, span);
}

std::optional<ExprId> Figures::concerns(const Payment& payment, std::string_view name,
                                        base::Span span) {
  ExprBuilder& build = c_.build;
  if (name.empty() || payment.reward == name) return build.boolean(true, span);
  if (payment.payer.kind == type::Payer::Kind::party) {
    const type::Party& party = c_.model.parties[payment.payer.party];
    if (party.name != name && party.label != name) return std::nullopt;
    return build.boolean(true, span);
  }
  const bool is_party = std::ranges::any_of(
      c_.model.parties, [name](const type::Party& party) { return party.name == name; });
  const bool is_reward = std::ranges::any_of(
      c_.model.payments, [name](const Payment& other) { return other.reward == name; });
  if (payment.payer.kind != type::Payer::Kind::column || is_party || is_reward) return std::nullopt;
  const ExprId payer = build.column(payment.payer.column, span);
  const type::Type type = build.type_of(payer);
  if (type.kind == TypeKind::text)
    return build.compare(Opcode::equal, payer, build.text(name, span), span);
  if (type.kind == TypeKind::category) {
    const auto& words = c_.model.category_sets[type.ref].values;
    const auto word = std::ranges::find(words, name, &type::CategorySet::Value::name);
    if (word == words.end()) return std::nullopt;
    const auto code = static_cast<std::uint32_t>(word - words.begin());
    return build.compare(Opcode::equal, payer, build.category(type.ref, code, span), span);
  }
  const Entity& rows = c_.model.entities[type.ref];
  if (rows.key.size() != 1 || rows.fields[rows.key[0]].type != type::kText) return std::nullopt;
  const ExprId key = build.lookup(payer, build.column(rows.fields[rows.key[0]].column), span);
  return build.compare(Opcode::equal, key, build.text(name, span), span);
}

ExprId Figures::of_rows(const Payment& payment, ExprId payer_is, Ask ask, base::Span span) {
  ExprBuilder& build = c_.build;
  const ExprId amount = build.column(payment.amount, span);
  const ExprId zero = build.zero(build.type_of(amount));
  const ExprId paid = build.fails(build.compare(Opcode::equal, amount, zero, span), span);
  std::vector<ExprId> who;
  for (const type::Payer& each : {payment.payer, payment.payee})
    if (each.kind == type::Payer::Kind::column)
      who.push_back(is_known(build.column(each.column, span), span));
  const ExprId is_named = build.conjunction(who, span);
  if (ask == Ask::undetermined) {
    const ExprId sure = holds(payer_is, span);
    const ExprId none = build.fails(build.compare(Opcode::not_equal, amount, zero, span), span);
    const ExprId nobody =
        build.conjunction({build.negation(none, span), build.negation(is_named, span), sure}, span);
    if (!what_if_.careful && is_paid(payment)) {
      // The sum, which is there already, says whether there are others.
      const ExprId rows = who.empty() ? build.number(0, type::kNumber, span)
                                      : in_how_many(payment.entity, nobody, span);
      const ExprId sum = of_rows(payment, payer_is, Ask::amount, span);
      const ExprId known = build.compare(Opcode::greater_equal, sum, zero, span);
      return build.choose(known, rows, rows, span);
    }
    const ExprId open = open_rows(payment, sure, span);
    const bool is_left = payment.kind == Payment::Kind::left;
    return in_how_many(payment.entity, is_left ? open : build.disjunction({open, nobody}, span),
                       span);
  }
  std::vector<ExprId> where{is_named, payer_is};
  if (ask == Ask::paid || what_if_.careful) where.insert(where.begin(), paid);
  const ExprId counts = build.conjunction(std::move(where), span);
  if (ask == Ask::paid) return in_how_many(payment.entity, counts, span);
  return add_up(payment.entity, amount, counts, span);
}

ExprId Figures::open_rows(const Payment& payment, ExprId payer_is, base::Span span) {
  ExprBuilder& build = c_.build;
  const auto certainly_not = [&](ColumnId column, Opcode op) {
    const ExprId value = build.column(column, span);
    return build.fails(build.compare(op, value, build.zero(build.type_of(value)), span), span);
  };
  const ExprId known = build.disjunction({certainly_not(payment.amount, Opcode::equal),
                                          certainly_not(payment.amount, Opcode::not_equal)},
                                         span);
  std::vector<ExprId> open{build.negation(known, span), payer_is};
  // What nobody takes of something that is not known itself has no line of its own.
  if (payment.kind == Payment::Kind::left && payment.where != kNone)
    open.push_back(certainly_not(payment.where, Opcode::equal));
  return build.conjunction(std::move(open), span);
}

ExprId Figures::in_how_many(EntityId rows, ExprId condition, base::Span span) {
  ExprBuilder& build = c_.build;
  const ExprId counts = holds(condition, span);
  if (rows == kWhole)
    return build.choose(counts, build.number(1, type::kNumber, span),
                        build.number(0, type::kNumber, span), span);
  Fold fold{.op = FoldOp::count, .rows = rows};
  fold.where = counts;
  return build.fold(kWhole, std::move(fold), span);
}

ExprId Figures::add_up(EntityId rows, ExprId value, ExprId where, base::Span span) {
  ExprBuilder& build = c_.build;
  const bool all = build.constant_truth(where) == 1;
  if (rows == kWhole)
    return all ? value : build.choose(where, value, build.zero(build.type_of(value)), span);
  Fold fold{.op = FoldOp::sum, .rows = rows};
  fold.value = value;
  if (!all) fold.where = where;
  return build.fold(kWhole, std::move(fold), span);
}

ExprId Figures::is_known(ExprId value, base::Span span) {
  return c_.build.fails(c_.build.compare(Opcode::not_equal, value, value, span), span);
}

ExprId Figures::holds(ExprId condition, base::Span span) {
  return c_.build.fails(c_.build.negation(condition, span), span);
}

}  // namespace remit::check

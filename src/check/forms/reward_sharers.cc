// The rows that share what one row is rewarded: each gets its part, under the same name.
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "check/declare.h"
#include "check/forms/reward.h"
#include "check/forms/reward_reasons.h"
#include "check/groups.h"
#include "check/row_order.h"
#include "check/share_terms.h"
#include "check/steps.h"
#include "check/who.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rounding;
using type::Opcode;
using type::Role;
using type::TypeKind;

namespace {

class Sharing {
 public:
  Sharing(Context& context, const RewardParts& parts, NodeView to, EntityId entity)
      : c_(context),
        build_(context.build),
        parts_(parts),
        to_(to),
        shared_(to[Label::shared]),
        entity_(entity),
        reward_(context.rewards[parts.reward]),
        span_(shared_.span()) {}

  /// Declares all columns; nothing, with a complaint, if the rows do not refer to the reward's.
  bool declare();
  void add_payments(Payment payment);

 private:
  ColumnId hidden(EntityId entity, Role role);
  void define_parts();
  void define_parts_of(ColumnId total, ColumnId part, ColumnId shares);
  bool parties_known();
  const Parties& parties();
  const Payer& purpose();
  ExprId known_line(ExprId own);
  Payer seen_from_sharers(Payer said, const char* what);
  void define_left();
  void define_reason();
  void define_eligible();
  void define_repay();
  std::optional<Rounding> rounding(ExprId total);
  std::optional<Rounding> grid_of_parts(ExprId total, Apportion& spec);
  struct Terms {
    ExprId cap = kNone;
    ExprId floor = kNone;
    std::optional<Rounding> step;  ///< none: it was complained of
  };
  Terms read_terms(type::Type type, const Rounding& declared);
  ExprId taken_of(ExprId offered);
  Apportion read_rule();
  const Apportion& rule();
  void define_takers();
  ExprId if_it_refers(ExprId value, ExprId otherwise);

  Context& c_;
  ExprBuilder& build_;
  RewardParts parts_;
  NodeView to_;
  NodeView shared_;
  EntityId entity_;
  RewardStages& reward_;
  base::Span span_;
  ExprId up_ = kNone;
  ColumnId reason_ = kNone;
  ColumnId eligible_ = kNone;
  ColumnId repay_ = kNone;
  /// Read once, for the parts of the amount and of what is due of it.
  std::shared_ptr<std::optional<Apportion>> rule_ = std::make_shared<std::optional<Apportion>>();
  std::shared_ptr<std::optional<Parties>> parties_ = std::make_shared<std::optional<Parties>>();
  std::shared_ptr<std::optional<Terms>> terms_ = std::make_shared<std::optional<Terms>>();
};

ColumnId Sharing::hidden(EntityId entity, Role role) {
  return c_.columns.add_hidden(parts_.id, entity, role, span_);
}

bool Sharing::declare() {
  const Provision& of = c_.columns.provision(parts_.id);
  up_ = Typer(c_).reference_between(entity_, of.entity, NodeView(), span_);
  Column column;
  column.name = of.name;
  column.entity = entity_;
  column.output = true;
  column.origin = of.origin(Role::share, span_);
  const ColumnId part = c_.columns.add_raw(std::move(column));
  const ProvisionId share = c_.columns.add(
      {of.form, of.name, of.called, of.label, of.cite, entity_, of.node, part, {}, nullptr});
  c_.names.declare(entity_, of.name, {SymbolKind::provision, share, of.node[Label::name].span()});
  if (build_.type_of(up_).kind == TypeKind::unknown) return false;
  reason_ = c_.columns.add_attribute(share, Role::reason);
  if (clause_of(of.node, Rule::honour)) eligible_ = c_.columns.add_attribute(share, Role::eligible);
  if (parts_.repay != kNone) repay_ = c_.columns.add_attribute(share, Role::repay);
  const bool later = reward_.due != reward_.amount;
  reward_.sharers = RewardStages::Sharers{.entity = entity_,
                                          .up = up_,
                                          .whole = later ? hidden(entity_, Role::share) : part,
                                          .part = part,
                                          .takers = hidden(of.entity, Role::helper),
                                          .offered = hidden(of.entity, Role::entitled),
                                          .left = c_.columns.add_attribute(parts_.id, Role::left),
                                          .shares = hidden(entity_, Role::share),
                                          .given = hidden(of.entity, Role::amount),
                                          .why = hidden(of.entity, Role::reason),
                                          .weighted = static_cast<bool>(shared_[Label::weight])};
  if (shared_[Label::most] || shared_[Label::grid])
    reward_.sharers->taken = [self = *this](ExprId offered) mutable {
      return self.taken_of(offered);
    };
  define_takers();
  define_parts();
  define_left();
  define_reason();
  if (eligible_ != kNone) define_eligible();
  if (repay_ != kNone) define_repay();
  return true;
}

/// The grid of the parts: the policy's, unless the amount to share is finer.
std::optional<Rounding> Sharing::rounding(ExprId total) {
  std::optional<Rounding> declared = c_.model.rounding ? c_.model.rounding : reward_.rounding;
  if (!declared) {
    c_.sink.report(code::rounding_missing, span_, {shared_.text()});
    return std::nullopt;
  }
  return dividing(c_, reward_.steps, build_.type_of(total), *declared);
}

/// The same with what the clause says of the parts: their limits, and a step of their own.
std::optional<Rounding> Sharing::grid_of_parts(ExprId total, Apportion& spec) {
  const auto declared = rounding(total);
  if (!declared) return std::nullopt;
  if (!*terms_) *terms_ = read_terms(build_.type_of(total), *declared);
  spec.cap = (*terms_)->cap;
  spec.floor = (*terms_)->floor;
  return shared_[Label::grid] ? (*terms_)->step : declared;
}

Sharing::Terms Sharing::read_terms(type::Type type, const Rounding& declared) {
  const bool cut =
      std::ranges::any_of(reward_.stages, [](const auto& stage) { return stage.cut.has_value(); });
  if (shared_[Label::grid] && cut)
    c_.sink.report(code::step_of_limited_share, shared_[Label::grid].span(),
                   {c_.columns.provision(parts_.id).name});
  const ShareTerms said{shared_[Label::most], shared_[Label::least], shared_[Label::grid]};
  Apportion spec;
  const auto step = read_share_terms(c_, said, Scope{.entity = entity_}, type, declared, spec);
  return {spec.cap, spec.floor, step};
}

/// What those who take a part can take together: at most their limits, in whole steps. What is
/// above is asked of no fund and no joint limit.
ExprId Sharing::taken_of(ExprId offered) {
  Apportion spec;
  const auto grid = grid_of_parts(offered, spec);
  if (!grid) return offered;
  ExprId taken = offered;
  if (spec.cap != kNone) {
    Fold fold{.op = type::FoldOp::sum, .rows = entity_, .via = up_, .partition = {}};
    fold.value = at_step(c_, spec.cap, *grid, number::RoundingMode::down, span_);
    const ExprId weight = rule().weight;
    if (weight != kNone && build_.type_of(weight).is_numeric()) {
      const ExprId takes =
          build_.compare(Opcode::not_equal, weight, build_.zero(build_.type_of(weight)), span_);
      // Who has no weight takes its least amount and no more.
      if (spec.floor == kNone)
        fold.where = takes;
      else
        fold.value =
            build_.choose(takes, fold.value,
                          at_step(c_, spec.floor, *grid, number::RoundingMode::up, span_), span_);
    }
    const EntityId owner = c_.columns.provision(parts_.id).entity;
    const ExprId room = build_.fold(owner, std::move(fold), span_);
    taken = build_.minimum(taken, room, span_);
    const ExprId back = build_.subtract(build_.zero(build_.type_of(room)), room, span_);
    if (reward_.refunds) taken = build_.maximum(taken, back, span_);
  }
  return at_step(c_, taken, *grid, number::RoundingMode::down, span_);
}

Apportion Sharing::read_rule() {
  const Scope scope{.entity = entity_};
  Typer typer(c_);
  Apportion spec;
  if (shared_[Label::weight])
    spec.weight = typer.numeric(shared_[Label::weight], scope);
  else
    spec.method = number::ShareMethod::equal;
  if (shared_[Label::first]) spec.method = number::ShareMethod::in_order;
  const NodeView remainder = shared_[Label::remainder];
  RowOrder order = read_row_order(
      c_, entity_, {shared_[Label::order], remainder[Label::order], remainder[Label::ties]},
      std::array{up_});
  if ((remainder && !remainder[Label::party]) || shared_[Label::first])
    require_total(c_, order, entity_,
                  shared_[Label::first] ? shared_[Label::order].span() : remainder.span());
  spec.order = std::move(order.keys);
  // Rows share: none of them has a name that the policy could know.
  if (!remainder && !shared_[Label::first]) c_.sink.report(code::remainder_missing, shared_.span());
  if (shared_[Label::first]) {
    c_.report_no_effect(remainder, diagnostic::text::why_in_order);
    for (const Label limit : {Label::most, Label::least, Label::grid})
      c_.report_no_effect(shared_[limit], diagnostic::text::why_one_part);
  }
  if (const NodeView party = remainder[Label::party])
    c_.sink.report(code::remainder_outside, party.span(), {party.text()});
  if (remainder[Label::first]) spec.remainder = number::RemainderRule::first_in_order;
  if (remainder[Label::last]) spec.remainder = number::RemainderRule::last;
  spec.partition = {up_};
  return spec;
}

const Apportion& Sharing::rule() {
  if (!*rule_) *rule_ = read_rule();
  return **rule_;
}

/// Whether there is a row that takes a part, by its weight if they have weights.
void Sharing::define_takers() {
  const EntityId owner = c_.columns.provision(parts_.id).entity;
  c_.columns.add_definition(
      c_.columns.provision(parts_.id).name, span_, {reward_.sharers->takers},
      [self = *this, owner]() mutable {
        ExprBuilder& build = self.build_;
        const ExprId weight = self.rule().weight;
        Fold fold{
            .op = type::FoldOp::count, .rows = self.entity_, .via = self.up_, .partition = {}};
        if (weight != kNone && build.type_of(weight).is_numeric())
          fold.where = build.compare(Opcode::not_equal, weight, build.zero(build.type_of(weight)),
                                     self.span_);
        const ExprId takers = build.fold(owner, std::move(fold), self.span_);
        self.c_.columns.define(self.reward_.sharers->takers,
                               build.compare(Opcode::greater, takers, build.number(0), self.span_),
                               self.span_);
      });
}

/// A row that refers to none has no part in a reward.
ExprId Sharing::if_it_refers(ExprId value, ExprId otherwise) {
  if (!may_be_blank(c_, up_)) return value;
  return build_.choose(build_.is_given(up_, span_), value, otherwise, span_);
}

/// Whether it can be read who pays and is paid without asking for what is paid.
bool Sharing::parties_known() {
  if (*parties_) return true;
  const Provision& of = c_.columns.provision(parts_.id);
  const NodeView from = clause_of(of.node, Rule::from);
  if (from && !leads_over_fields(c_, from[Label::payer], of.entity)) return false;
  const NodeView path = to_[Label::payee];
  return path.all(Label::step).size() < 2 || leads_over_fields(c_, path, entity_, 1);
}

/// Who pays those who share it, and who is paid for them; read once.
const Parties& Sharing::parties() {
  if (*parties_) return **parties_;
  Parties& who = parties_->emplace();
  who.payer = read_parties(c_, parts_).payer;
  const std::string& name = c_.columns.provision(parts_.id).name;
  const auto path = to_[Label::payee].all(Label::step);
  const NodeView rows = shared_[Label::rows].all(Label::step)[0];
  c_.names.entity_meant(path[0]);
  if (path[0].text() != rows.text()) {
    c_.sink.report(code::payee_of_other_rows, path[0].span(), {path[0].text(), rows.text()})
        .suggest(path[0].span(), std::string(rows.text()));
  } else if (path.size() > 1) {
    const ExprId payee =
        somebody(c_, Typer(c_).path_from(to_[Label::payee], entity_, 1), to_.span());
    who.payee.kind = Payer::Kind::column;
    who.payee.column = c_.columns.add_result(entity_, name + ".payee", payee, to_.span());
  }
  who.payer = seen_from_sharers(who.payer, ".payer");
  return who;
}

/// For what the parts are paid; read once.
const Payer& Sharing::purpose() {
  LineWords& words = read_words(c_, parts_);
  if (!words.purpose_of_parts)
    words.purpose_of_parts = seen_from_sharers(words.purpose, ".purpose");
  return *words.purpose_of_parts;
}

/// A part, an error where it is not known who pays or is paid, or what must be said of the line.
ExprId Sharing::known_line(ExprId own) {
  const Parties* const who = parties_known() ? &parties() : nullptr;
  if (!words_over_fields(c_, parts_)) return between(c_, own, who, {}, span_);
  return between(c_, own, who, {purpose()}, span_);
}

/// What the row whose reward is shared says of its line, seen from the rows that share it.
Payer Sharing::seen_from_sharers(Payer said, const char* what) {
  const bool of_row =
      said.kind == Payer::Kind::column && c_.model.columns[said.column].entity != kWhole;
  if (!of_row && said.kind != Payer::Kind::row) return said;
  const ExprId value = of_row ? build_.lookup(up_, build_.column(said.column), span_) : up_;
  said.kind = Payer::Kind::column;
  said.column =
      c_.columns.add_result(entity_, c_.columns.provision(parts_.id).name + what, value, span_);
  return said;
}

void Sharing::define_parts_of(ColumnId total, ColumnId part, ColumnId shares) {
  const ExprId all = c_.columns.use(total, span_);
  if (!build_.type_of(all).is_numeric()) return;
  ExprId due = build_.lookup(up_, all, span_);
  Apportion spec = rule();
  const auto grid = grid_of_parts(due, spec);
  if (!grid) return;
  spec.rounding = *grid;
  spec.total = due;
  const ExprId zero = build_.zero(build_.type_of(due));
  // Of nothing everybody gets nothing, whatever is unknown of the others.
  const ExprId nothing = build_.compare(Opcode::equal, due, zero, span_);
  const ExprId taken =
      build_.choose(nothing, zero, build_.apportion(entity_, std::move(spec), span_), span_);
  ExprId share = if_it_refers(taken, zero);
  if (shares != kNone) {
    c_.columns.define(shares, share, span_);
    share = build_.column(shares, span_);
  }
  c_.columns.define(part, known_line(share), span_);
}

void Sharing::define_parts() {
  const std::string name = c_.columns.provision(parts_.id).name;
  const RewardStages::Sharers& sharers = *reward_.sharers;
  const auto define = [this, name](ColumnId total, ColumnId part, ColumnId shares) {
    std::vector<ColumnId> columns = {part};
    if (shares != kNone) columns.push_back(shares);
    c_.columns.add_definition(name, span_, columns, [self = *this, total, part, shares]() mutable {
      self.define_parts_of(total, part, shares);
    });
  };
  c_.columns.add_definition(
      name, span_, {sharers.given}, [&context = c_, &reward = reward_, span = span_] {
        const ExprId sum = sum_of_parts(context, reward, reward.sharers->shares, span);
        context.columns.define(reward.sharers->given, sum, span);
      });
  const bool later = sharers.part != sharers.whole;
  // Defined with what they are the reason of.
  const ColumnId told_with = later ? reward_.due : parts_.reason;
  c_.columns.add_definition(name, span_, {sharers.why}, [&context = c_, told_with, span = span_] {
    context.columns.use(told_with, span);
  });
  if (later)
    c_.columns.add_definition(
        name, span_, {parts_.standing},
        [&context = c_, &reward = reward_, standing = parts_.standing, span = span_] {
          const ExprId why = context.columns.use(reward.sharers->why, span);
          if (context.build.type_of(why).kind != TypeKind::category) return;
          context.columns.define(standing, where_known(context, reward.payable, why, span), span);
        });
  define(reward_.last(), sharers.whole, sharers.shares);
  if (!later) return;
  define(reward_.due, sharers.part, kNone);
  c_.columns.add_definition(
      name, span_, {reward_.payable}, [&context = c_, &reward = reward_, span = span_] {
        const ExprId sum = sum_of_parts(context, reward, reward.sharers->part, span);
        context.columns.define(reward.payable, sum, span);
      });
}

/// All that is offered where nobody takes part; else what the limits of the parts leave, and what
/// the parts do not come to, which is an error where they are.
void Sharing::define_left() {
  c_.columns.add_definition(
      c_.columns.provision(parts_.id).name, span_, {reward_.sharers->left},
      [&context = c_, &reward = reward_, span = span_] {
        ExprBuilder& build = context.build;
        const ExprId all = context.columns.use(reward.last(), span);
        const ExprId taken = context.columns.use(reward.sharers->given, span);
        if (!build.type_of(all).is_numeric() || !build.type_of(taken).is_numeric()) return;
        const ExprId offered = build.column(reward.sharers->offered, span);
        const ExprId entitled = context.columns.use(reward.entitled, span);
        const ExprId rest = build.add(build.subtract(offered, entitled, span),
                                      build.subtract(all, taken, span), span);
        const ExprId takers = context.columns.use(reward.sharers->takers, span);
        const ExprId zero = build.zero(build.type_of(offered));
        const ExprId nothing = build.compare(Opcode::equal, offered, zero, span);
        const ExprId left = build.choose(takers, rest, offered, span);
        context.columns.define(reward.sharers->left, build.choose(nothing, zero, left, span), span);
      });
}

/// The reason of the row whose reward it is, unless only this part is nothing.
void Sharing::define_reason() {
  c_.columns.add_definition(
      c_.columns.provision(parts_.id).name, span_, {reason_}, [self = *this]() mutable {
        Context& context = self.c_;
        ExprBuilder& build = self.build_;
        const bool later = self.reward_.sharers->part != self.reward_.sharers->whole;
        const ExprId whole =
            context.columns.use(later ? self.reward_.due : self.reward_.last(), self.span_);
        const ExprId part = context.columns.use(self.reward_.sharers->part, self.span_);
        const ExprId why = context.columns.use(self.reward_.sharers->why, self.span_);
        const type::Type type = build.type_of(why);
        if (type.kind != TypeKind::category || !build.type_of(part).is_numeric()) return;
        const auto code_of = [&](diagnostic::Text text) {
          const std::string label = format_text(text, base::Language::en);
          const auto& values = context.model.category_sets[type.ref].values;
          const auto found = std::ranges::find(values, label, &type::CategorySet::Value::label_en);
          return build.category(type.ref, static_cast<std::uint32_t>(found - values.begin()));
        };
        const auto is = [&](Opcode op, ExprId value) {
          return build.compare(op, value, build.zero(build.type_of(value)), self.span_);
        };
        const ExprId nothing =
            build.conjunction({is(Opcode::equal, part),
                               build.lookup(self.up_, is(Opcode::not_equal, whole), self.span_)},
                              self.span_);
        const ExprId reason = build.choose(nothing, code_of(diagnostic::text::reason_zero),
                                           build.lookup(self.up_, why, self.span_), self.span_);
        context.columns.define(
            self.reason_, self.if_it_refers(reason, code_of(diagnostic::text::reason_no_owner)),
            self.span_);
      });
}

void Sharing::define_eligible() {
  c_.columns.add_definition(
      c_.columns.provision(parts_.id).name, span_, {eligible_}, [self = *this]() mutable {
        const ExprId eligible = self.c_.columns.use(self.parts_.eligible, self.span_);
        const ExprId own = self.build_.lookup(self.up_, eligible, self.span_);
        self.c_.columns.define(self.eligible_, self.if_it_refers(own, self.build_.boolean(false)),
                               self.span_);
      });
}

/// Each pays back in proportion to what it got, and no more; who comes first of equals is said
/// once, where the amount is shared.
void Sharing::define_repay() {
  c_.columns.add_definition(
      c_.columns.provision(parts_.id).name, span_, {repay_}, [self = *this]() mutable {
        ExprBuilder& build = self.build_;
        const ExprId all = self.c_.columns.use(self.parts_.repay, self.span_);
        const ExprId part = self.c_.columns.use(self.reward_.sharers->shares, self.span_);
        if (!build.type_of(all).is_numeric() || !build.type_of(part).is_numeric()) return;
        const ExprId back = build.lookup(self.up_, all, self.span_);
        const auto grid = self.rounding(back);
        if (!grid) return;
        Apportion spec;
        spec.total = back;
        spec.partition = {self.up_};
        spec.weight = build.operation(Opcode::absolute, {part}, build.type_of(part), self.span_);
        spec.order = self.rule().order;
        spec.rounding = *grid;
        const ExprId share = build.apportion(self.entity_, std::move(spec), self.span_);
        const ExprId zero = build.zero(build.type_of(back));
        ExprId own = self.if_it_refers(share, zero);
        self.c_.columns.define(self.repay_, self.known_line(own), self.span_);
      });
}

void Sharing::add_payments(Payment payment) {
  Payment left = payment;
  left.kind = Payment::Kind::left;
  left.where = reward_.sharers->left;
  left.payee.kind = Payer::Kind::none;
  left.honour.clear();
  left.honoured = kNone;
  payment.entity = entity_;
  payment.amount = reward_.sharers->part;
  payment.reason = reason_;
  if (payment.honoured != kNone) payment.honoured = eligible_;
  payment.payer = parties().payer;
  payment.payee = parties().payee;
  payment.purpose = purpose();
  c_.model.payments.push_back(payment);
  c_.model.payments.push_back(std::move(left));
  if (repay_ == kNone) return;
  payment.kind = Payment::Kind::back;
  payment.amount = payment.where = repay_;
  payment.reason = kNone;
  payment.honour.clear();
  payment.honoured = kNone;
  tell_back(payment, clause_of(c_.columns.provision(parts_.id).node, Rule::claw_back));
  c_.model.payments.push_back(std::move(payment));
}

}  // namespace

ExprId sum_of_parts(Context& context, const RewardStages& reward, ColumnId part, base::Span span) {
  const RewardStages::Sharers& sharers = *reward.sharers;
  const ExprId value = context.columns.use(part, span);
  Fold fold{.op = type::FoldOp::sum,
            .rows = sharers.entity,
            .via = sharers.up,
            .partition = {},
            .value = value};
  return context.build.fold(context.columns.provision(reward.provision).entity, std::move(fold),
                            span);
}

std::function<void(Payment)> add_sharers(Context& context, const RewardParts& parts) {
  const NodeView to = clause_of(context.columns.provision(parts.id).node, Rule::to);
  if (!to[Label::shared]) return nullptr;
  const NodeView rows_node = to[Label::shared][Label::rows];
  const auto steps = rows_node.all(Label::step);
  const auto rows = steps.size() == 1 ? context.names.entity_meant(steps[0]) : std::nullopt;
  if (!rows) {
    context.sink.report(code::unknown_entity, rows_node.span(), {rows_node.text()});
    return nullptr;
  }
  Sharing sharing(context, parts, to, *rows);
  if (!sharing.declare()) return nullptr;
  return [sharing](Payment payment) mutable { sharing.add_payments(std::move(payment)); };
}

}  // namespace remit::check

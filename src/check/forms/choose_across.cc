// Only the highest of rewards for different things that concern the same payee, or whatever the
// keys are: rows of several tables, found by equal keys.
#include "check/forms/choose_across.h"

#include <algorithm>
#include <utility>

#include "check/declare.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

using type::Opcode;

namespace {

/// One reward of the choice, over the rows of its table.
struct Candidate {
  const GroupedReward* member = nullptr;
  EntityId entity = kWhole;
  ExprId amount = kNone;
  ExprId eligible = kNone;  ///< kNone: no amount lies below the zero of one that is not met
  std::vector<ExprId> keys;
};

class Choice {
 public:
  Choice(Context& context, NodeView item) : c_(context), build_(context.build), item_(item) {}

  /// False, with a complaint, where the amounts or the keys do not compare.
  bool read(const std::vector<GroupedReward>& members);
  void define();

 private:
  bool is_row_itself(NodeView key, EntityId entity) const;
  ExprId row_itself(EntityId entity, base::Span span);
  ExprId highest(const Candidate& of, EntityId rows, const std::vector<ExprId>& keys);
  ExprId given_and_equal(ExprId value, ExprId best);

  Context& c_;
  ExprBuilder& build_;
  NodeView item_;
  std::vector<Candidate> all_;
};

/// `per firm`, of a reward of the firms themselves: other tables refer to the row that it is.
bool Choice::is_row_itself(NodeView key, EntityId entity) const {
  return key.is(Rule::path) && key.all(Label::step).size() == 1 &&
         key.text() == c_.model.entities[entity].name &&
         c_.names.find(entity, key.text()) == nullptr;
}

ExprId Choice::row_itself(EntityId entity, base::Span span) {
  type::Match own{.entity = entity, .by_key = true};
  for (const std::uint32_t part : c_.model.entities[entity].key) {
    const ExprId value = build_.column(c_.model.entities[entity].fields[part].column, span);
    own.equal.push_back({.ours = value, .theirs = value});
  }
  if (const Symbol* rows = c_.names.find(kWhole, c_.model.entities[entity].name))
    c_.names.mean(*rows, span);
  return build_.match(entity, std::move(own), span);
}

bool Choice::read(const std::vector<GroupedReward>& members) {
  const base::Span span = item_.span();
  const auto amounts = c_.rewards.amounts(members, span);
  if (amounts.empty()) return false;
  Typer typer(c_);
  const std::size_t errors = c_.sink.error_count();
  for (std::size_t i = 0; i < members.size(); ++i) {
    Candidate one{&members[i], c_.rewards.provision(members[i]).entity, amounts[i], kNone, {}};
    if (build_.type_of(amounts[i]) != build_.type_of(amounts[0])) {
      typer.refuse_currencies(span, build_.type_of(amounts[0]), build_.type_of(amounts[i]));
      return false;
    }
    const RewardStages& reward = c_.rewards[members[i].reward];
    if (reward.refunds) one.eligible = c_.columns.use(reward.eligible, span);
    const auto written = item_.all(Label::key);
    const bool itself = written.size() == 1 && is_row_itself(written[0], one.entity);
    one.keys = itself ? std::vector<ExprId>{row_itself(one.entity, written[0].span())}
                      : typer.partition(written, Scope{.entity = one.entity});
    for (std::size_t k = 0; k < one.keys.size() && !all_.empty(); ++k)
      one.keys[k] = typer.coerce(one.keys[k], build_.type_of(all_[0].keys[k]), written[k].span());
    all_.push_back(std::move(one));
    if (c_.sink.error_count() > errors) return false;
  }
  return true;
}

/// The highest amount of a reward among the rows that have these values of the keys; blank where
/// there are none.
ExprId Choice::highest(const Candidate& of, EntityId rows, const std::vector<ExprId>& keys) {
  Fold fold{.op = type::FoldOp::maximum,
            .rows = of.entity,
            .partitioned = true,
            .partition = of.keys,
            .value = of.amount,
            .where = of.eligible};
  if (of.entity != rows) fold.ours = keys;
  return build_.fold(rows, std::move(fold), item_.span());
}

ExprId Choice::given_and_equal(ExprId value, ExprId best) {
  const base::Span span = item_.span();
  return build_.conjunction(
      {build_.is_given(value, span), build_.compare(Opcode::equal, value, best, span)}, span);
}

void Choice::define() {
  const base::Span span = item_.span();
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const Candidate& own = all_[i];
    std::vector<ExprId> tops;
    ExprId best = kNone;
    for (const Candidate& other : all_) {
      const ExprId top = highest(other, own.entity, own.keys);
      tops.push_back(top);
      if (best == kNone) {
        best = top;
        continue;
      }
      const ExprId more =
          build_.choose(build_.is_given(top, span), build_.maximum(best, top, span), best, span);
      best = build_.choose(build_.is_given(best, span), more, top, span);
    }
    best = c_.columns.add_step(c_.rewards[own.member->reward].provision, type::Role::highest, best,
                               span);
    const ExprId equal = build_.compare(Opcode::equal, own.amount, best, span);
    const ExprId reaches =
        own.eligible == kNone ? equal : build_.conjunction({own.eligible, equal}, span);
    std::vector<ExprId> chosen{
        first_of_group(c_, own.amount, reaches, own.entity, own.keys, item_)};
    for (std::size_t j = 0; j < i; ++j)
      chosen.push_back(build_.negation(given_and_equal(tops[j], best), span));
    const ExprId after =
        if_chosen(c_, *own.member, build_.conjunction(chosen, span), own.amount, span);
    c_.columns.define(own.member->after, after, span);
  }
}

}  // namespace

bool of_several_tables(const Context& context, const std::vector<GroupedReward>& members) {
  return std::ranges::any_of(members, [&](const GroupedReward& member) {
    return context.rewards.provision(member).entity != context.rewards.provision(members[0]).entity;
  });
}

void choose_across_tables(Context& context, NodeView item,
                          const std::vector<GroupedReward>& members) {
  if (!item[Label::ties]) {
    context.sink.report(
        code::equal_rewards_open, item.span(),
        {context.rewards.provision(members[0]).name, context.rewards.provision(members[1]).name});
  }
  Choice choice(context, item);
  if (choice.read(members)) choice.define();
}

}  // namespace remit::check

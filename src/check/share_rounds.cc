// In the order in which rows meet their limits each round is a run of them: whether a row belongs
// to the round of the row before, to the next or to none is known from what was settled before. So
// rounds are a recurrence.
#include "check/share_rounds.h"

#include <utility>
#include <vector>

namespace remit::check {
namespace {

using type::FoldOp;
using type::Opcode;
using type::Type;

class ShareRounds {
 public:
  ShareRounds(Context& context, EntityId entity, const Apportion& share, base::Span span)
      : c_(context), build_(context.build), entity_(entity), share_(share), span_(span) {
    const Type amount = build_.type_of(share.total);
    const auto in_steps = [&](ExprId value) {
      const number::Rounding grid{number::RoundingMode::floor, share.rounding->increment};
      return build_.retyped(build_.round(value, grid, span), type::kNumber);
    };
    whole_ = in_steps(build_.operation(Opcode::absolute, {share.total}, amount, span));
    limit_ = in_steps(share.cap);
    weight_ =
        share.weight == kNone ? build_.number(1) : build_.retyped(share.weight, type::kNumber);
    takes_ = build_.compare(Opcode::greater, weight_, build_.number(0), span);
    if (share.where != kNone) takes_ = build_.conjunction({share.where, takes_}, span);
    // A row of which that is not known has no place, so that it disturbs no other group: of its
    // own, the share tells.
    const ExprId limited = build_.compare(Opcode::greater_equal, limit_, build_.number(0), span);
    const ExprId all = build_.conjunction({takes_, limited}, span);
    if (build_.constant_truth(all) != 1) placed_ = build_.fails(build_.negation(all, span), span);
  }

  ExprId run() {
    const ExprId row = row_before();
    const ColumnId limits = carried(type::kNumber), weights = carried(type::kNumber);
    const ColumnId settled_limits = carried(type::kNumber),
                   settled_weights = carried(type::kNumber);
    const ColumnId round = carried(type::kNumber), settled = carried(type::kBoolean);
    const auto last = [&](ColumnId column, ExprId none) {
      const ExprId value = build_.lookup(row, build_.column(column, span_), span_);
      return build_.operation(Opcode::otherwise, {value, none}, build_.type_of(none), span_);
    };
    const ExprId nothing = build_.number(0);
    const ExprId limits_before = last(limits, nothing), weights_before = last(weights, nothing);
    c_.columns.define(limits, build_.add(limits_before, limit_, span_), span_);
    c_.columns.define(weights, build_.add(weights_before, weight_, span_), span_);
    const ExprId limits_out = last(settled_limits, nothing);
    const ExprId weights_out = last(settled_weights, nothing);
    const ExprId same = is_beyond(limits_out, weights_out);
    const ExprId next = is_beyond(limits_before, weights_before);
    c_.columns.define(settled,
                      build_.conjunction({last(settled, build_.boolean(true, span_)),
                                          build_.disjunction({same, next}, span_)},
                                         span_),
                      span_);
    c_.columns.define(settled_limits, build_.choose(same, limits_out, limits_before, span_), span_);
    c_.columns.define(settled_weights, build_.choose(same, weights_out, weights_before, span_),
                      span_);
    const ExprId before = last(round, build_.number(1));
    c_.columns.define(
        round, build_.choose(same, before, build_.add(before, build_.number(1), span_), span_),
        span_);
    // A column of its own, so that whoever is told of it reads what is written.
    const ColumnId rounds = helper(type::kNumber);
    c_.columns.define(
        rounds, as_shared(settled_in(build_.column(round, span_), build_.column(settled, span_))),
        span_);
    return build_.column(rounds, span_);
  }

 private:
  ExprId over_group(FoldOp op, ExprId value, ExprId where) {
    return build_.fold(entity_,
                       {.op = op,
                        .rows = entity_,
                        .partitioned = true,
                        .partition = share_.partition,
                        .value = value,
                        .where = where},
                       span_);
  }

  /// The row that meets its limit before this one.
  ExprId row_before() {
    const ExprId rate = build_.divide(limit_, weight_, type::kNumber, span_);
    const ExprId place = build_.rank(entity_,
                                     {.keys = {{rate, false}},
                                      .partition = share_.partition,
                                      .where = placed_,
                                      .output = type::RankOutput::position},
                                     span_);
    // An order of its own, beside those of periods and sequences.
    const auto order =
        1 + 2 * static_cast<std::uint32_t>(c_.model.entities.size() + c_.model.columns.size());
    Match spec{.entity = entity_, .equal = {}, .as_of = std::nullopt, .earlier = order};
    for (const ExprId group : share_.partition) spec.equal.push_back({group, group});
    spec.equal.push_back({build_.subtract(place, build_.number(1), span_), place});
    return build_.match(entity_, std::move(spec), span_);
  }

  ColumnId helper(Type type) {
    Column column;
    column.entity = entity_;
    column.type = type;
    column.origin.role = type::Role::helper;
    column.origin.span = span_;
    return c_.columns.add_raw(std::move(column));
  }

  ColumnId carried(Type type) {
    const ColumnId id = helper(type);
    c_.columns.carry(id);
    return id;
  }

  /// Whether the row would get more than its limit when those limits are out.
  ExprId is_beyond(ExprId limits_out, ExprId weights_out) {
    if (weights_ == kNone) weights_ = over_group(FoldOp::sum, weight_, placed_);
    const ExprId left = build_.subtract(whole_, limits_out, span_);
    const ExprId others = build_.subtract(weights_, weights_out, span_);
    return build_.compare(Opcode::less, build_.multiply(limit_, others, span_),
                          build_.multiply(weight_, left, span_), span_);
  }

  ExprId settled_in(ExprId round, ExprId settled) {
    const ExprId counts =
        placed_ == kNone ? settled : build_.conjunction({placed_, settled}, span_);
    const ExprId rounds = over_group(FoldOp::maximum, round, counts);
    const ExprId nothing = build_.number(0);
    const ExprId all = build_.operation(Opcode::otherwise, {rounds, nothing}, type::kNumber, span_);
    const ExprId last = build_.add(all, build_.number(1), span_);
    return build_.choose(takes_, build_.choose(settled, round, last, span_), nothing, span_);
  }

  /// What the share itself refuses has no rounds either, as a weight below zero. A row of no group
  /// has no part, and no round.
  ExprId as_shared(ExprId result) {
    const ExprId part = build_.apportion(entity_, share_, span_);
    const Type amount = build_.type_of(part);
    const ExprId size = build_.operation(Opcode::absolute, {part}, amount, span_);
    const ExprId within =
        build_.compare(Opcode::less_equal, build_.retyped(size, type::kNumber), whole_, span_);
    const ExprId none = build_.blank(type::kNumber, span_);
    return build_.choose(build_.is_given(part, span_), build_.choose(within, result, none, span_),
                         none, span_);
  }

  Context& c_;
  ExprBuilder& build_;
  EntityId entity_;
  const Apportion& share_;
  base::Span span_;
  ExprId whole_ = kNone, limit_ = kNone, weight_ = kNone, takes_ = kNone;
  ExprId placed_ = kNone;   ///< whether it certainly takes part; none: every row does
  ExprId weights_ = kNone;  ///< of all that take part
};

}  // namespace

ExprId rounds_of_share(Context& context, EntityId entity, const Apportion& share, base::Span span) {
  return ShareRounds(context, entity, share, span).run();
}

}  // namespace remit::check

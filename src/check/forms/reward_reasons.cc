#include "check/forms/reward_reasons.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/hash_map.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using diagnostic::Argument;
namespace text = diagnostic::text;
using diagnostic::Text;
using type::Opcode;

void ReasonList::add(ExprId when, Text text, absl::Span<const Argument> arguments) {
  Entry& entry = entries_.emplace_back();
  entry.when = when;
  entry.value.label_en = format_text(text, base::Language::en, arguments);
  entry.value.label_zh = format_text(text, base::Language::zh, arguments);
  entry.value.name = entry.value.label_en;
}

void ReasonList::add_others() {
  for (const Text text : {text::reason_zero, text::reason_no_owner}) {
    const std::string label = format_text(text, base::Language::en);
    const bool known = std::ranges::any_of(
        entries_, [&label](const Entry& entry) { return entry.value.label_en == label; });
    if (!known) add(build_.boolean(false, span_), text);
  }
}

ExprId where_known(Context& context, ColumnId amount, ExprId reason, base::Span span) {
  ExprBuilder& build = context.build;
  const ExprId value = context.columns.use(amount, span);
  const type::Type type = build.type_of(reason);
  const ExprId known = build.compare(Opcode::equal, value, value, span);
  return build.choose(known, reason, build.fail(type::CellFault::missing, type, span), span);
}

void ReasonList::tell_ledger(ColumnId reason) const {
  if (details_.empty()) return;
  for (const std::uint32_t at : c_.rewards.payments_for(reason))
    if (c_.model.payments[at].kind != type::Payment::Kind::back)
      c_.model.payments[at].details = details_;
}

ExprId ReasonList::is_zero(ColumnId column) {
  const ExprId value = c_.columns.use(column, span_);  // it may be defined only when asked for
  return build_.compare(Opcode::equal, value, build_.zero(build_.type_of(value)), span_);
}

void ReasonList::add_refusals(const Refusals& refusals, const RewardStages& reward) {
  for (const Refusals::Condition& condition : refusals.conditions)
    add(build_.fails(condition.holds, span_), text::reason_condition,
        absl::MakeConstSpan(&condition.text, 1));
  for (const Refusals::Block& block : refusals.blocks)
    add(build_.fails(build_.negation(block.applies, span_), span_),
        block.clause.empty() ? text::reason_blocked : text::reason_blocked_by_clause,
        {block.sanction, block.clause});
  if (refusals.within_places != kNone)
    add(build_.fails(refusals.within_places, span_), text::reason_rank);
  doubt_ = build_.negation(refusals.eligible, span_);
  if (!refusals.pays || !c_.model.columns[reward.entitled].type.is_numeric()) return;
  const auto certainly_zero = [&](ColumnId column) {
    return build_.fails(build_.negation(is_zero(column), span_), span_);
  };
  for (const ExprId used_up : refusals.used_up) add(used_up, text::reason_unit_cap);
  const ExprId nothing = certainly_zero(reward.sharers ? reward.sharers->offered : reward.entitled);
  for (const ExprId below : refusals.below_zero)
    add(build_.conjunction({nothing, below}, span_), text::reason_limit_below);
  add(nothing, text::reason_zero);
  if (reward.sharers) add_sharers(reward);
  for (const auto& stage : reward.stages)
    add_stage(stage, certainly_zero(stage.column), stage.reason);
  doubt_ = is_zero(reward.granted());
}

/// Nobody takes part, or nobody by any weight.
void ReasonList::add_sharers(const RewardStages& reward) {
  const RewardStages::Sharers& sharers = *reward.sharers;
  c_.columns.use(sharers.left, span_);
  Fold rows{.op = type::FoldOp::count, .rows = sharers.entity, .via = sharers.up, .partition = {}};
  const ExprId count =
      build_.fold(c_.columns.provision(reward.provision).entity, std::move(rows), span_);
  const auto add_left = [&](ExprId when, Text text) {
    details_.push_back({static_cast<std::uint32_t>(entries_.size()), sharers.left,
                        type::ReasonDetail::Kind::left_over});
    add(when, text);
  };
  const ExprId somebody = build_.compare(Opcode::greater, count, build_.number(0), span_);
  add_left(build_.fails(somebody, span_), text::reason_nobody);
  if (sharers.weighted)
    add_left(build_.fails(c_.columns.use(sharers.takers, span_), span_), text::reason_no_weight);
  if (sharers.taken)
    add_left(build_.fails(is_zero(sharers.left), span_), text::reason_limits_of_parts);
}

void ReasonList::add_instalments(const Instalments& of) {
  const ExprId nothing = is_zero(of.due);
  std::vector<ExprId> none = {nothing};
  for (const Refusals::Condition& condition : of.conditions)
    none.push_back(build_.fails(condition.holds, span_));
  if (!of.conditions.empty())
    add(build_.conjunction(none, span_), text::reason_instalment, {of.conditions[0].text});
  const ExprId zero = build_.zero(build_.type_of(of.by_now));
  const ExprId is_nothing = build_.compare(Opcode::equal, of.by_now, zero, span_);
  add(build_.conjunction({nothing, is_nothing}, span_), text::reason_due_is_nothing);
  if (!of.less) return;
  for (std::size_t i = 0; i < of.conditions.size(); ++i)
    add(build_.conjunction({nothing, none[i + 1]}, span_), text::reason_settled_until,
        {of.conditions[i].text});
  add(nothing, text::reason_settled);
}

void ReasonList::add_stage(const RewardStages::Stage& stage, ExprId when, Text text) {
  if (asked_ != kNone && stage.cut)
    details_.push_back({static_cast<std::uint32_t>(entries_.size()), asked_, asked_kind_});
  add(when, text, {stage.name});
}

void ReasonList::add_cuts(const RewardStages& reward) {
  for (std::size_t i = reward.stages.size(); i-- > 0;) {
    const RewardStages::Stage& stage = reward.stages[i];
    if (!stage.cut) continue;
    const ExprId cut = build_.compare(Opcode::not_equal, build_.column(stage.before, span_),
                                      build_.column(stage.column, span_), span_);
    // Where the amount is an error, so is its reason.
    const ExprId amount = build_.column(reward.granted(), span_);
    const ExprId known = build_.compare(Opcode::equal, amount, amount, span_);
    add_stage(stage, build_.conjunction({cut, known}, span_), *stage.cut);
  }
}

ExprId ReasonList::value() {
  const auto due = static_cast<std::uint32_t>(entries_.size());
  add(kNone, text::reason_due);
  make_distinct();
  std::vector<type::CategorySet::Value> values;
  values.reserve(entries_.size());
  for (Entry& entry : entries_) values.push_back(std::move(entry.value));
  const std::uint32_t set = c_.tables.category_set(std::move(values));
  ExprId result = build_.category(set, due);
  // Here nothing has settled it: an error among what it depends on is the reason's own.
  if (doubt_ != kNone) result = build_.choose(doubt_, build_.category(set, due), result, span_);
  for (std::uint32_t i = due; i-- > 0;)
    result = build_.choose(entries_[i].when, build_.category(set, i), result, span_);
  return result;
}

void ReasonList::make_distinct() {
  const auto tell_time = [](Entry& entry, std::ptrdiff_t time) {
    if (time > 1) entry.value.name += " (" + std::to_string(time) + ")";
  };
  if (entries_.size() <= kUsual) {  // each is held against those before it
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
      tell_time(*entry, 1 + std::count_if(entries_.begin(), entry, [&](const Entry& before) {
                          return before.value.label_en == entry->value.label_en;
                        }));
    return;
  }
  base::HashMap<std::string_view, std::ptrdiff_t> times;
  times.reserve(entries_.size());
  for (Entry& entry : entries_) tell_time(entry, ++times[entry.value.label_en]);
}

}  // namespace remit::check

#include "check/rewards.h"

#include <utility>

#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace code = diagnostic::code;
using syntax::Label;
using syntax::NodeView;

std::vector<ColumnId> columns_after(const std::vector<GroupedReward>& members) {
  std::vector<ColumnId> columns;
  for (const GroupedReward& member : members) columns.push_back(member.after);
  return columns;
}

void RewardStages::divided(const number::Rounding& by) {
  // What is below zero has not been divided.
  if (!refunds) steps.clear();
  steps.push_back(by.increment.to_rational());
}

std::uint32_t Rewards::add(RewardStages reward) {
  const auto index = static_cast<std::uint32_t>(rewards_.size());
  called_[columns_.provision(reward.provision).called].push_back(index);
  rewards_.push_back(std::move(reward));
  return index;
}

const std::vector<std::uint32_t>& Rewards::payments_for(ColumnId reason) {
  for (; payments_seen_ < model_.payments.size(); ++payments_seen_)
    payments_for_[model_.payments[payments_seen_].reason].push_back(payments_seen_);
  return payments_for_[reason];
}

/// The reward of that name; two where earlier rows have another.
std::vector<std::uint32_t> Rewards::named(NodeView name) {
  if (const auto found = called_.find(name.text()); found != called_.end()) {
    for (const std::uint32_t reward : found->second) {
      const Provision& of = columns_.provision(rewards_[reward].provision);
      if (const Symbol* symbol = names_.find(of.entity, of.name)) names_.mean(*symbol, name.span());
    }
    return found->second;
  }
  std::vector<std::string_view> known;
  for (const RewardStages& reward : rewards_)
    known.push_back(columns_.provision(reward.provision).name);
  names_.report_kind(name, diagnostic::text::kind_reward, known);
  return {};
}

bool Rewards::same_entity(const GroupedReward& first, const Provision& other, base::Span span) {
  const Provision& one = provision(first);
  if (one.entity == other.entity) return true;
  sink_.report(
      code::different_entities, span,
      {one.name, model_.entities[one.entity].name, other.name, model_.entities[other.entity].name});
  return false;
}

std::vector<GroupedReward> Rewards::add_stage(absl::Span<const NodeView> names, type::Role role,
                                              const RewardStages::Stage& stage, bool mixed) {
  std::vector<GroupedReward> members;
  base::HashMap<std::string_view, NodeView> seen;
  for (const NodeView name : names) {
    const auto [same, fresh] = seen.try_emplace(name.text(), name);
    if (!fresh) {
      if (!named(name).empty())
        sink_.report(code::named_twice, name.span(), {name.text()})
            .note(same->second.span(), diagnostic::text::note_other_place);
      continue;
    }
    for (const std::uint32_t reward : named(name)) {
      RewardStages& stages = rewards_[reward];
      const Provision& of = columns_.provision(stages.provision);
      if (!mixed && !members.empty() && !same_entity(members[0], of, name.span())) continue;
      const ColumnId after = columns_.add_hidden(stages.provision, of.entity, role, name.span());
      members.push_back({reward, stages.last(), after});
      stages.stages.push_back({stage.reason, stage.cut, stage.name, members.back().before, after});
    }
  }
  return members;
}

std::vector<ExprId> Rewards::amounts(const std::vector<GroupedReward>& members, base::Span span) {
  std::vector<ExprId> values;
  for (const GroupedReward& member : members) {
    const ExprId value = columns_.use(member.before, span);
    if (!build_.type_of(value).is_numeric()) return {};
    values.push_back(value);
  }
  return values;
}

std::vector<number::Rational> Rewards::steps(const std::vector<GroupedReward>& members) const {
  std::vector<number::Rational> all;
  for (const GroupedReward& member : members) {
    const auto& own = rewards_[member.reward].steps;
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

void Rewards::divided(const std::vector<GroupedReward>& members, const number::Rounding& rounding) {
  for (const GroupedReward& member : members) rewards_[member.reward].divided(rounding);
}

std::uint32_t Rewards::add_years(FundYears years) {
  years_.push_back({std::move(years)});
  return static_cast<std::uint32_t>(years_.size() - 1);
}

std::vector<FundYears> Rewards::claim_years(std::string_view fund) {
  std::vector<FundYears> found;
  for (Listed& each : years_) {
    if (each.of.fund.text() != fund) continue;
    each.claimed = true;
    found.push_back(each.of);
  }
  return found;
}

std::vector<Blocking> Rewards::blocks_of(std::string_view name) const {
  std::vector<Blocking> found;
  for (const Blocking& block : blocks_)
    if (block.node[Label::name].text() == name) found.push_back(block);
  return found;
}

}  // namespace remit::check

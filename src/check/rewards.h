#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "check/columns.h"
#include "check/expr_builder.h"
#include "check/model.h"
#include "check/names.h"
#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::check {

/// What a sanction blocks: `node` is its `blocked` clause entry.
struct Blocking {
  ProvisionId sanction = 0;
  syntax::NodeView node;
};

/// The steps from what a reward entitles to, to what is due: each step's group of rewards (choose,
/// cap together, fund) takes the column before it and gives the next one.
struct RewardStages {
  ProvisionId provision = 0;
  ColumnId eligible = kNone;
  ColumnId entitled = kNone;
  struct Stage {
    ColumnId column = kNone;
    diagnostic::Text reason{};  ///< why nothing is left after it
    std::string name;           ///< of the fund
  };
  std::vector<Stage> stages;
  ColumnId amount = kNone;
  ColumnId last() const { return stages.empty() ? entitled : stages.back().column; }
};

/// One reward of a group: its amount before the group's stage and after it.
struct GroupedReward {
  std::uint32_t reward = 0;  ///< index in Rewards
  ColumnId before = kNone;
  ColumnId after = kNone;
};

std::vector<ColumnId> columns_after(const std::vector<GroupedReward>& members);

/// What binds rewards to each other: the stages that groups of them go through (only the highest is
/// paid, a joint limit, a fund), and the sanctions that block them.
class Rewards {
 public:
  Rewards(const Model& model, const ExprBuilder& build, Names& names, Columns& columns,
          diagnostic::DiagnosticSink& sink)
      : model_(model), build_(build), names_(names), columns_(columns), sink_(sink) {}

  /// Index of the reward.
  std::uint32_t add(RewardStages reward);
  const RewardStages& operator[](std::uint32_t reward) const { return rewards_[reward]; }
  const Provision& provision(const GroupedReward& member) const {
    return columns_.provision(rewards_[member.reward].provision);
  }

  /// The rewards that the NAMEs name, each with a new last stage; what is no reward is reported.
  /// All must be of one entity unless `mixed`. `stage`: what is told of the new one.
  std::vector<GroupedReward> add_stage(absl::Span<const syntax::NodeView> names, type::Role role,
                                       const RewardStages::Stage& stage, bool mixed);
  /// The members' amounts so far; empty if one could not be typed.
  std::vector<ExprId> amounts(const std::vector<GroupedReward>& members, base::Span span);

  void add_block(Blocking block) { blocks_.push_back(block); }
  std::vector<Blocking> blocks_of(std::string_view name) const;

 private:
  std::optional<std::uint32_t> named(syntax::NodeView name);
  bool same_entity(const GroupedReward& first, const Provision& provision, base::Span span);

  const Model& model_;
  const ExprBuilder& build_;
  Names& names_;
  Columns& columns_;
  diagnostic::DiagnosticSink& sink_;
  std::vector<RewardStages> rewards_;
  std::vector<Blocking> blocks_;
};

}  // namespace remit::check

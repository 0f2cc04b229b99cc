#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "base/hash_map.h"
#include "check/columns.h"
#include "check/expr_builder.h"
#include "check/fund_years.h"
#include "check/model.h"
#include "check/names.h"
#include "diagnostic/sink.h"
#include "syntax/tree.h"

namespace remit::check {

/// Who pays and who is paid in the lines of a list.
struct Parties {
  Payer payer;
  Payer payee;
};

/// What a line says of a payment besides who pays and is paid.
struct LineWords {
  Payer account{.kind = Payer::Kind::none};
  Payer purpose{.kind = Payer::Kind::none};
  std::optional<Payer> purpose_of_parts;  ///< seen from the rows that share it
};

struct RewardParts;

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
    diagnostic::Text reason{};              ///< why nothing is left after it
    std::optional<diagnostic::Text> cut{};  ///< what it is called where less is left
    std::string name{};                     ///< of the fund
    ColumnId before = kNone;
    ColumnId column = kNone;
  };
  std::vector<Stage> stages;
  ColumnId amount = kNone;
  ColumnId due = kNone;       ///< of it, what is due by now: its instalments
  ColumnId received = kNone;  ///< and what of it was paid or has fallen due, to be paid back
  ColumnId payable = kNone;   ///< and what of that the ledger pays: all, or the sharers' parts

  /// Who pays and is paid in the ledger's lines, of the reward's rows or of those that share it;
  /// nothing until it has been read.
  std::optional<Parties> parties;
  /// The same of what is said besides.
  std::optional<LineWords> words;
  /// What its definitions work with.
  std::shared_ptr<RewardParts> parts;

  /// The rows that share it: columns of theirs. The reward's own amount is the sum of their parts,
  /// so that what nobody takes is not due.
  struct Sharers {
    EntityId entity = kWhole;
    ExprId up = kNone;         ///< to the row whose reward they share
    ColumnId whole = kNone;    ///< their parts of the amount
    ColumnId part = kNone;     ///< and of what is due by now
    ColumnId takers = kNone;   ///< of the reward's row: whether anybody takes a part
    ColumnId offered = kNone;  ///< what they could share
    ColumnId left = kNone;     ///< of that, what nobody takes
    // The same where rows name nobody: what one of them is not known to be paid concerns no other.
    ColumnId shares = kNone;  ///< parts of the amount
    ColumnId given = kNone;   ///< of the reward's row: what they come to
    ColumnId why = kNone;     ///< and the reason that their lines tell
    /// What of the offered amount their limits and steps let them take; empty if they have none.
    std::function<ExprId(ExprId offered)> taken = {};
    bool weighted = false;
  };
  std::optional<Sharers> sharers;

  // Known once the entitlement is defined.
  std::optional<number::Rounding> rounding;  ///< its own, else the policy's
  std::vector<number::Rational> steps;       ///< every amount is a sum of whole numbers of these
  bool refunds = true;                       ///< an amount may be below zero

  /// Notes that a limit or a fund has divided it by that rounding.
  void divided(const number::Rounding& by);
  ColumnId last() const { return stages.empty() ? entitled : stages.back().column; }
  /// What is granted, whether or not everybody is named who gets it.
  ColumnId granted() const { return sharers ? sharers->given : amount; }
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
  /// The model's payments, those made so far, of which that column is the reason. Together as long
  /// as there are payments.
  const std::vector<std::uint32_t>& payments_for(ColumnId reason);
  const RewardStages& operator[](std::uint32_t reward) const { return rewards_[reward]; }
  RewardStages& operator[](std::uint32_t reward) { return rewards_[reward]; }
  const Provision& provision(const GroupedReward& member) const {
    return columns_.provision(rewards_[member.reward].provision);
  }

  /// The rewards that the NAMEs name, each with a new last stage; what is no reward is reported.
  /// All must be of one entity unless `mixed`. `stage`: what is told of the new one.
  std::vector<GroupedReward> add_stage(absl::Span<const syntax::NodeView> names, type::Role role,
                                       const RewardStages::Stage& stage, bool mixed);
  /// The members' amounts so far; empty if one could not be typed.
  std::vector<ExprId> amounts(const std::vector<GroupedReward>& members, base::Span span);
  /// The steps that their amounts are made of, once those are defined.
  std::vector<number::Rational> steps(const std::vector<GroupedReward>& members) const;
  /// Notes that a stage has divided them by that rounding.
  void divided(const std::vector<GroupedReward>& members, const number::Rounding& rounding);

  void add_block(Blocking block) { blocks_.push_back(block); }
  std::vector<Blocking> blocks_of(std::string_view name) const;

  /// A table of the years of a fund; its index.
  std::uint32_t add_years(FundYears years);
  const FundYears& years(std::uint32_t index) const { return years_[index].of; }
  /// Those of the fund of that name, which defines their columns from now on.
  std::vector<FundYears> claim_years(std::string_view fund);
  bool is_claimed(std::uint32_t index) const { return years_[index].claimed; }

 private:
  std::vector<std::uint32_t> named(syntax::NodeView name);
  bool same_entity(const GroupedReward& first, const Provision& provision, base::Span span);

  const Model& model_;
  const ExprBuilder& build_;
  Names& names_;
  Columns& columns_;
  diagnostic::DiagnosticSink& sink_;
  std::deque<RewardStages> rewards_;  // stay in place: definitions hold references to them
  base::HashMap<std::string, std::vector<std::uint32_t>> called_;
  std::vector<Blocking> blocks_;
  struct Listed {
    FundYears of;
    bool claimed = false;
  };
  std::vector<Listed> years_;
  base::HashMap<ColumnId, std::vector<std::uint32_t>> payments_for_;  // by reason
  std::uint32_t payments_seen_ = 0;
};

}  // namespace remit::check

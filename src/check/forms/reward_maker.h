#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "check/context.h"
#include "check/forms/reward_reasons.h"
#include "check/ranges.h"
#include "check/typer.h"

namespace remit::check {

struct RewardColumns {
  ColumnId eligible = kNone;
  ColumnId entitled = kNone;
  ColumnId capped = kNone;
  ColumnId rank = kNone;  ///< with a rank clause
  ColumnId ties = kNone;  ///< with shared ties
};

/// Turns one `reward` into columns: what it entitles each row to, and why.
class RewardMaker {
 public:
  RewardMaker(Context& context, ProvisionId id, std::uint32_t reward)
      : c_(context),
        build_(context.build),
        typer_(context),
        id_(id),
        reward_(reward),
        node_(context.columns.provision(id).node),
        scope_{.entity = context.columns.provision(id).entity} {}

  void define(const RewardColumns& to);
  /// Whether some limit took something away, once all stages of the reward are defined.
  ExprId capped(const RewardStages& reward);
  /// What may keep a row from it; known once `define` is through.
  const Refusals& refusals() const { return refusals_; }

 private:
  using Few = absl::InlinedVector<ExprId, 2>;
  /// A clause, and its rounding if it is one.
  struct Line {
    NodeView clause;
    std::optional<number::Rounding> rounding;
  };

  const Provision& provision() const { return c_.columns.provision(id_); }
  void split_conditions(NodeView node);
  void read_era();
  void read_conditions();
  void read_blocks();
  void read_rank(const RewardColumns& to);
  void read_lines(type::Type amount);
  ExprId qualified();
  ExprId eligibility();
  ExprId entitlement();
  ExprId base_amount(NodeView pay);
  ExprId prize_by_place(NodeView bands);
  bool refuse_limit(NodeView amount);
  ExprId times_full(NodeView every);
  void require_coins_of(const std::vector<type::Band>& bands, type::Type amounts);
  void state_amount(const number::Rational& amount, type::Type type, base::Span span);
  void require_steps(const number::Rounding* first);
  ExprId apply(std::size_t line, ExprId value);
  ExprId apply_cap(std::size_t line, ExprId value);
  ExprId apply_floor(std::size_t line, ExprId value);
  ExprId apply_top_up(NodeView clause, ExprId value);
  ExprId unless_crossed(ExprId held, ExprId least, ExprId most, base::Span span);
  void refuse_itself(NodeView clause, ExprId value, ExprId limit);
  void warn_of_wider(std::size_t line, const number::Rational& limit);
  ExprId scoped_cap(std::size_t line, ExprId& value, ExprId limit);
  ExprId in_steps(std::size_t line, NodeView node, ExprId limit, number::RoundingMode towards);
  ExprId before_rounding(NodeView node, ExprId limit, const number::Rounding& rounding,
                         number::RoundingMode towards);
  const number::Rounding* next_rounding(std::size_t line) const;
  ExprId round_to(const number::Rounding& rounding, ExprId value, base::Span span);
  void look_at_coins(type::Type type, NodeView pay);
  void add_step(type::Role role, ExprId& value, base::Span span);
  void keep_promise(ColumnId entitled, type::Type type);
  void define_column(ColumnId column, ExprId value);

  Context& c_;
  ExprBuilder& build_;
  Typer typer_;
  ProvisionId id_;
  std::uint32_t reward_;  ///< index in Rewards
  NodeView node_;
  Scope scope_;
  std::vector<Line> lines_;
  Refusals refusals_;
  ExprId place_ = kNone;
  ExprId tied_ = kNone;
  ExprId base_ = kNone;       ///< the amount before caps and roundings
  Interval paid_;             ///< where it lies
  ExprId qualified_ = kNone;  ///< that all conditions hold
  ExprId eligible_ = kNone;
  Few binding_;  ///< conditions under which a cap held
  std::optional<number::Rounding> rounded_;
  Few caps_;  ///< limits of the row alone, so far
  Few floors_;
  std::optional<number::Rational> least_;
  std::optional<number::Rational> most_;
  /// The lowest written limit of several rows.
  struct Joint {
    number::Rational most;
    bool in_order = false;
  };
  std::optional<Joint> joint_;
  std::vector<std::pair<number::Rational, base::Span>> stated_;  ///< amounts as they are written
  /// Written limits of the row alone, and their lines.
  absl::InlinedVector<std::pair<std::size_t, number::Rational>, 2> written_;
};

}  // namespace remit::check

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/context.h"
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
  RewardMaker(Context& context, ProvisionId id)
      : c_(context),
        build_(context.build),
        typer_(context),
        id_(id),
        node_(context.columns.provision(id).node),
        scope_{.entity = context.columns.provision(id).entity} {}

  void define(const RewardColumns& to);
  /// The reason column's value, once all stages of the reward are known.
  ExprId reason(const RewardStages& stages);

 private:
  struct Condition {
    ExprId holds = kNone;
    std::string text;
  };
  struct Reasons {
    std::vector<Condition> conditions;
    std::vector<ExprId> blocked;
    std::vector<std::pair<std::string, std::string>> block_names;  ///< sanction, clause
    ExprId within_places = kNone;
  };

  const Provision& provision() const { return c_.columns.provision(id_); }
  void split_conditions(NodeView node);
  void read_conditions();
  void read_blocks();
  void read_rank(const RewardColumns& to);
  ExprId qualified();
  ExprId eligibility();
  ExprId entitlement();
  ExprId base_amount(NodeView pay);
  ExprId prize_by_place(NodeView bands);
  ExprId apply_cap(NodeView clause, ExprId value);
  ExprId apply_floor(NodeView clause, ExprId value);
  ExprId scoped_cap(NodeView clause, ExprId value, ExprId limit);
  ExprId round_to(const number::Rounding& rounding, ExprId value, base::Span span);
  void add_step(type::Role role, ExprId& value, base::Span span);
  void define_column(ColumnId column, ExprId value);
  static void make_distinct(std::vector<type::CategorySet::Value>& values);

  Context& c_;
  ExprBuilder& build_;
  Typer typer_;
  ProvisionId id_;
  NodeView node_;
  Scope scope_;
  std::vector<Condition> conditions_;
  std::vector<ExprId> blocked_;
  std::vector<std::pair<std::string, std::string>> block_names_;
  ExprId place_ = kNone;
  ExprId tied_ = kNone;
  ExprId within_places_ = kNone;
  ExprId base_ = kNone;  ///< the amount before caps and roundings
  ExprId eligible_ = kNone;
  std::vector<ExprId> binding_;  ///< conditions under which a cap held
  std::optional<number::Rounding> rounded_;
  std::optional<number::Rational> least_;
  std::optional<number::Rational> most_;
  std::unique_ptr<Reasons> reasons_;
};

}  // namespace remit::check

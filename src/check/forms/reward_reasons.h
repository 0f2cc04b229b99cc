#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "check/context.h"

// Why a reward is what it is, as columns: of the row itself, and of its line in the ledger. Amount
// and reason are settled alike: an amount that is known to be zero has its reason, whatever blanks
// and errors there are besides.

namespace remit::check {

/// What may keep a row from a reward, in the order in which a reader is told.
struct Refusals {
  struct Condition {
    ExprId holds = kNone;
    diagnostic::Argument text;
  };
  struct Block {
    ExprId applies = kNone;
    std::string sanction;
    std::string clause;
  };
  std::vector<Condition> conditions;
  std::vector<Block> blocks;
  ExprId within_places = kNone;
  /// Of limits that rows share: something is asked for and nothing left, both for certain.
  std::vector<ExprId> used_up;
  /// Of limits of the row alone: they certainly lie below zero.
  std::vector<ExprId> below_zero;
  ExprId eligible = kNone;
  bool pays = false;  ///< money, not a title only
};

/// A list of reasons, of which the first that holds is told; the last is that the amount is due.
class ReasonList {
 public:
  /// `asked`: the column that says what was asked for before a stage cut it; kNone: there is none.
  /// `of_instalments`: of that, instalments are paid.
  ReasonList(Context& context, ColumnId asked, bool of_instalments, base::Span span)
      : c_(context),
        build_(context.build),
        asked_(asked),
        asked_kind_(of_instalments ? type::ReasonDetail::Kind::asked_in_all
                                   : type::ReasonDetail::Kind::asked),
        span_(span) {
    entries_.reserve(kUsual);
  }

  /// Amounts that are certainly zero, by stage; the last is zero or has a value of its own.
  void add_refusals(const Refusals& refusals, const RewardStages& reward);
  /// What is due by now of a reward in instalments.
  struct Instalments {
    const std::vector<Refusals::Condition>& conditions;
    ExprId by_now = kNone;  ///< what has fallen due
    bool less = false;      ///< what has been paid is taken off
    ColumnId due = kNone;   ///< what is left of it
  };
  /// It is nothing: no instalment is due yet, those that are come to nothing, or are paid.
  void add_instalments(const Instalments& of);
  /// Less is left than was asked for.
  void add_cuts(const RewardStages& reward);
  /// Values that this column never has, but those who share the reward may have.
  void add_others();

  /// The column's value. Call once, when all has been added.
  ExprId value();
  /// Tells the payments that have the column for their reason what their lines add to it.
  void tell_ledger(ColumnId reason) const;

 private:
  struct Entry {
    ExprId when = kNone;
    type::CategorySet::Value value;
  };
  static constexpr std::size_t kUsual = 8;

  void add(ExprId when, diagnostic::Text text,
           absl::Span<const diagnostic::Argument> arguments = {});
  ExprId is_zero(ColumnId column);
  /// The same of what a stage leaves: its line tells what was asked for, if the stage cuts.
  void add_stage(const RewardStages::Stage& stage, ExprId when, diagnostic::Text text);
  void add_sharers(const RewardStages& reward);
  void make_distinct();

  Context& c_;
  ExprBuilder& build_;
  ColumnId asked_;
  type::ReasonDetail::Kind asked_kind_;
  base::Span span_;
  std::vector<Entry> entries_;
  std::vector<type::ReasonDetail> details_;
  ExprId doubt_ = kNone;  ///< false where the list comes to its end, or an error
};

/// The reason, an error where the amount of which it is the reason is one.
ExprId where_known(Context& context, ColumnId amount, ExprId reason, base::Span span);

}  // namespace remit::check

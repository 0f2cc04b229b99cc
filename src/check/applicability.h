#pragma once

#include <cstdint>
#include <vector>

#include "check/expr_builder.h"
#include "check/model.h"

namespace remit::check {

/// Which values can be CellFault::not_applicable: those computed of a field that may say so, in
/// the row itself or in one that it refers to. What is folded of many rows always applies.
///
/// What was found of an expression is kept, so that all questions of a policy together cost no more
/// than its expressions. Of one check.
class Applicability {
 public:
  explicit Applicability(const Model& model) : model_(model) {}

  bool may_not_apply(ExprId value);

 private:
  /// `so_far`: applies, unless what is not defined yet comes to something that may not.
  enum class Known : std::uint8_t { nothing, open, so_far, applies, may_not };
  struct Visit {
    ExprId id;
    std::size_t next = 0;    ///< of the parts that decide
    bool may_not = false;    ///< one of those before may not apply
    bool is_settled = true;  ///< none of those before may come to something else later
  };

  bool says_so(const Expr& expr) const;
  /// The part of that number that decides whether the expression applies; kNone: there are no more.
  ExprId part(const Expr& expr, std::size_t number) const;
  /// A column that is not defined yet, so that what it is computed of is not known.
  bool is_undefined(const Expr& expr) const;

  const Model& model_;
  std::vector<Known> known_;  ///< by expression
  std::vector<Visit> open_;
  std::vector<ExprId> unsettled_;  ///< of this question
};

/// `where` (none: kNone) and that the values of the row, as far as they may not, apply. With
/// `picks` one row is taken: an error in the value of another is none of its own.
ExprId where_applicable(Applicability& applicability, ExprBuilder& build, ExprId value,
                        ExprId where, bool picks = false);

}  // namespace remit::check

#pragma once

#include <string>

#include "base/hash_map.h"
#include "base/language.h"
#include "report/computed_run.h"
#include "row/trace.h"

namespace remit::report {

/// Columns that a memo does not tell of, because they only pass another one on, and the one that
/// stands for each.
using StandsFor = base::HashMap<plan::ColumnId, plan::ColumnId>;

/// What a reader calls a column inside the explanation of column `about`, by the names of the
/// policy: what it is to its form if that is the same declaration ("amount before limits"), else
/// its name ("need", "pot.requested", "shop.big"); a helper by what the policy says there
/// ("sum(project.investment)"), or by what it computes.
std::string cell_title(const ComputedRun& run, plan::ColumnId column, plan::ColumnId about,
                       base::Language language, int depth = 0);

/// The text of the policy behind a column, on one line: the formula, or the declaration if it has
/// none of its own. Empty if there is none, or if it is longer than a reader wants. Declarations
/// that compute the same share what has no name, and it stands at the place of one of them: in an
/// explanation of column `about`, no other declaration is quoted for it.
std::string written_text(const plan::Plan& plan, plan::ColumnId column, plan::ColumnId about);

/// The text of the policy at a place, on one line; empty if it is longer than a reader wants.
std::string quoted_text(const plan::Plan& plan, base::Span span);

/// Words a formula, or a part of it.
struct FormulaWords {
  const ComputedRun& run;
  plan::ColumnId about;  ///< the column whose formula it is
  base::Language language;
  const StandsFor* stands_for = nullptr;
  int depth = 0;  ///< titles within titles around it
  /// Each cell that a comparison is of stands with its name too, for where no formula has told it.
  bool named = false;

  /// With names in place of cells. A long part that stands there several times is written once,
  /// behind the formula. What is too long in spite of that ends in "…".
  std::string names(plan::ExpressionId root) const;
  /// With the values of the traced cell, as far as it decided the result: of several conditions
  /// those because of which they hold or fail together, of a choice the branch that was taken, and
  /// why. Each side of a comparison stands with its value, what it was computed from behind it.
  std::string figures(plan::ExpressionId root, const row::FormulaTrace& trace) const;
  /// What gave the value of a step: "need, big, clause 2", "CNY 3.00 × 2"; empty for a cell and a
  /// constant.
  std::string how(plan::ExpressionId step, const row::FormulaTrace& trace) const;
};

/// A value of the type of an operation, percentages as such.
std::string operation_text(const ComputedRun& run, plan::ExpressionId id, const row::Value& value,
                           base::Language language, const number::Rational* apart = nullptr);

/// "over 1,000,000, up to 5,000,000": from the lower edge of the first band of a scale to the upper
/// one of the last, as values of the operation that is looked up in it.
std::string edges_text(const ComputedRun& run, plan::ExpressionId id, const type::Band& first,
                       const type::Band& last, base::Language language);

/// "half up", "四舍五入".
std::string_view mode_text(number::RoundingMode mode, base::Language language);

}  // namespace remit::report

#pragma once

#include "absl/types/span.h"
#include "check/applicability.h"
#include "check/charts.h"
#include "check/claims.h"
#include "check/columns.h"
#include "check/eras.h"
#include "check/expr_builder.h"
#include "check/formulas.h"
#include "check/model.h"
#include "check/names.h"
#include "check/rewards.h"
#include "check/tables.h"
#include "diagnostic/code/types.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/tree.h"

namespace remit::check {

class Figures;

namespace code = diagnostic::code;
using diagnostic::Code;
using syntax::Keyword;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

/// What a declaration is read with: the model that the check fills, those who know the policy, each
/// with one duty, and where complaints go. It owns nothing. One check, one thread.
struct Context {
  Model& model;
  ExprBuilder& build;
  Applicability& applicability;
  Names& names;        ///< who is called what
  Columns& columns;    ///< who gives which column, and when it is defined
  Tables& tables;      ///< what is looked up
  Rewards& rewards;    ///< how rewards depend on each other
  Claims& claims;      ///< what the policy claims of values
  Formulas& formulas;  ///< those with arguments
  Charts& charts;      ///< parameters by axes
  const Eras& eras;    ///< what holds for some rows only
  diagnostic::DiagnosticSink& sink;
  const Limits& limits;
  const syntax::Tree& tree;    ///< of the policy's own file
  Figures* figures = nullptr;  ///< what a what-if may ask for besides; null: nothing

  /// Whether values are tried of a policy that was checked with its own: what a value merely
  /// settles, or makes nothing of, nobody wrote.
  bool is_what_if() const { return figures != nullptr; }

  /// Refuses a part, where it stands, that changes nothing there.
  void report_no_effect(NodeView part, diagnostic::Text why) const {
    if (part) sink.report(code::no_effect, part.span(), {model.written(part.span()), why});
  }
};

}  // namespace remit::check

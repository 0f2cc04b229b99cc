#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/policy_impl.h"
#include "base/source_set.h"
#include "plan/plan.h"
#include "remit/status.h"
#include "sweep/axis.h"
#include "syntax/tree.h"

namespace remit::sweep {

/// One variant, compiled: the policy as it would be with other parameters.
struct Variant {
  std::shared_ptr<const plan::Plan> plan;
  std::vector<plan::ColumnId> figures;  ///< of the plan, one for each that was asked for

  /// The plan, of which nothing is kept but the figures.
  plan::Plan figures_only() const;
};

/// A formula, and the option that it came by, which complaints name.
struct AskedFigure {
  std::string formula;
  const char* option = "--show";
};

/// A policy with each combination of the values of some parameters, the last axis fastest.
///
/// A variant is checked as the policy would be whose text has those values: what is complained of
/// is what would be complained of it, with the place in the text of the values.
class Variants {
 public:
  /// `figures` are formulas over the whole, or over the rows of an entity, which may ask for totals
  /// and counts (check/figures.h). StatusCode::policy_error for one that cannot be read. The policy
  /// must outlive the variants.
  static Result<Variants> make(const Policy::Impl& policy, std::vector<Axis> axes,
                               const std::vector<AskedFigure>& figures,
                               const std::string& entity = {});

  const std::vector<Axis>& axes() const { return axes_; }
  std::uint64_t size() const { return size_; }
  /// Which value each axis has in that variant.
  std::vector<std::uint64_t> place(std::uint64_t variant) const;

  /// `careful`: check::WhatIf::careful. O(policy).
  Result<Variant> compile(std::uint64_t variant, bool careful) const;

 private:
  Variants(const Policy::Impl& policy, std::vector<Axis> axes)
      : policy_(policy), sources_(policy.sources), axes_(std::move(axes)) {}

  /// The declaration that a parameter has in the policy.
  Result<syntax::NodeView> declaration(const Axis& axis) const;
  std::optional<Error> read_values(const Axis& axis);
  std::optional<Error> read_figures(const std::vector<AskedFigure>& figures,
                                    const std::string& entity);
  /// The declarations in a text of ours.
  Result<std::vector<syntax::NodeView>> read(const char* name, std::string text);

  const Policy::Impl& policy_;
  base::SourceSet sources_;
  std::vector<Axis> axes_;
  std::uint64_t size_ = 1;
  std::vector<std::unique_ptr<syntax::Tree>> trees_;
  std::vector<std::vector<syntax::NodeView>> values_;  ///< by axis
  std::vector<syntax::NodeView> figures_;
};

}  // namespace remit::sweep

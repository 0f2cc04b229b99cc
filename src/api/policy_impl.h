#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "check/model.h"
#include "plan/plan.h"
#include "remit/policy.h"
#include "syntax/tree.h"
#include "table/builder.h"
#include "table/format_value.h"

namespace remit {
namespace api {
struct TableHead;
}
namespace run {
class OneRowRuns;
}

/// Everything that is known of a compiled policy. Immutable after compile(), but for what is
/// computed once when first asked for.
struct Policy::Impl {
  base::SourceSet sources;
  Limits limits;
  std::unique_ptr<check::Model> model;
  std::shared_ptr<const plan::Plan> plan;
  /// When a policy holds, as far as it says so, in days.
  struct Force {
    std::string name;
    std::optional<std::int32_t> from;
    std::optional<std::int32_t> to;
    bool holds_on(std::int32_t day) const { return (!from || *from <= day) && (!to || day <= *to); }
  };
  Force force;  ///< of the version
  /// The day that the version was chosen for, and what amends it and was left out therefore.
  std::optional<std::int32_t> compiled_for;
  std::vector<Force> left_out;
  /// An amendment whose changes the chosen version does not have, since it amends what that amends.
  struct PassedOver {
    Force force;
    std::string instead;  ///< what amends `base` in its place
    std::string base;
  };
  std::vector<PassedOver> passed_over;
  bool depends_on_day = false;      ///< another version would be chosen on another day
  std::vector<std::string> others;  ///< policies of the texts that nothing is computed of
  Diagnostics diagnostics;
  std::vector<syntax::Tree> trees;  ///< over `sources`
  std::size_t chosen = 0;           ///< of the policies in `trees`, which one this is
  /// What few ask for is computed when somebody does: a third of the time of compile otherwise.
  // Not std::call_once, for the reason in table_impl.h.
  mutable std::mutex once_mutex;  // guards them until they are there
  mutable std::optional<std::string> hash;
  mutable std::optional<std::vector<std::vector<std::int64_t>>> edges;  ///< by column of the plan
  /// By the bits of Outputs: see api/asked_plan.h.
  mutable std::map<std::uint32_t, std::shared_ptr<const plan::Plan>> asked_plans;
  /// See api/table_heads.h: by entity, all columns and the shown ones; names by language.
  mutable std::vector<std::unique_ptr<const api::TableHead>> heads;
  mutable std::array<std::shared_ptr<const table::Names>, 2> names;
  mutable std::unique_ptr<run::OneRowRuns> one_row;

  Impl();
  ~Impl();

  table::Schemas schemas;  ///< of the input tables
  std::vector<EntityInfo> entities;
  /// Plan column of EntityInfo::columns, by entity and column.
  std::vector<std::vector<plan::ColumnId>> columns;
  /// Plan column of EntityInfo::fields, by entity and field.
  std::vector<std::vector<plan::ColumnId>> fields;
  /// Field of the whole that holds the day of the run, if the policy asks for it.
  std::optional<std::size_t> today;
  /// Plan column of each column of the model.
  std::vector<plan::ColumnId> model_columns;
  std::vector<Clause> clauses;
  std::vector<Hole> holes;
  std::vector<std::string> tests;
};

}  // namespace remit

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/source_set.h"
#include "check/model.h"
#include "plan/plan.h"
#include "remit/policy.h"
#include "table/builder.h"

namespace remit {

/// Everything that is known of a compiled policy. Immutable after compile().
struct Policy::Impl {
  base::SourceSet sources;
  Limits limits;
  std::unique_ptr<check::Model> model;
  std::shared_ptr<const plan::Plan> plan;
  Diagnostics diagnostics;
  std::string hash;
  std::string tree_text;

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

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "api/policy_impl.h"
#include "remit/language.h"
#include "remit/results.h"
#include "table/format_value.h"

namespace remit::api {

/// What the tables of an entity's results have in common, whatever the run.
struct TableHead {
  std::shared_ptr<const std::vector<TableColumn>> columns;
  std::vector<std::uint32_t> plan_columns;  ///< one per column
};

/// Made when first asked for, and kept with the policy.
const TableHead& table_head(const Policy::Impl& policy, std::size_t entity, ResultColumns columns);

/// The same of the names of categories and keys.
std::shared_ptr<const table::Names> names_of(const Policy::Impl& policy, Language language);

}  // namespace remit::api

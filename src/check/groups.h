#pragma once

#include <vector>

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// Complains of rows that are grouped so that each is alone: the fields of their key are among the
/// groups. `part`: where that is said.
void refuse_groups_of_one(Context& context, EntityId rows, absl::Span<const ExprId> groups,
                          base::Span part);
/// The same of groups that are fields of the rows.
void refuse_fields_of_one(Context& context, EntityId rows, absl::Span<const ColumnId> groups,
                          base::Span part);

/// What the rows have in common that are folded for one result.
std::vector<ExprId> groups_of(const Fold& fold);

/// Complains of sort keys that are the same for all rows of a group.
void refuse_keys_of_group(Context& context, const syntax::NodeList& nodes,
                          const std::vector<SortKey>& keys, absl::Span<const ExprId> groups);

}  // namespace remit::check

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "check/context.h"
#include "check/typer.h"

namespace remit::check {

/// Lists the rows for which a column of the declaration holds. The index of the finding.
std::size_t add_finding(Context& context, ProvisionId id, ColumnId holds);

/// Whom these findings are about, as the clause `against` says, if there is one. Waits until
/// everything has its name.
void read_against(Context& context, NodeView item, ProvisionId id,
                  const std::vector<std::size_t>& findings);

/// Whether the conditions of all clauses `when` hold. They are the grounds of these findings: of
/// one that says `or`, those of its sides that hold. `contrary`: a finding about rows for which
/// they do not all hold; its grounds are those that fail.
ExprId read_grounds(Context& context, Typer& typer, absl::Span<const NodeView> whens,
                    ProvisionId id, const std::vector<std::size_t>& findings,
                    std::optional<std::size_t> contrary = std::nullopt);

}  // namespace remit::check

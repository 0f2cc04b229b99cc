#pragma once

#include <optional>
#include <vector>

#include "check/context.h"
#include "type/vocabulary.h"

namespace remit::check {

/// Reads `from TABLE by GROUP over LOW up to HIGH value RATE`. A row whose edge stands twice in its
/// group, does not ascend, or does not end where the next begins is CellFault::edges_not_ascending
/// from then on, whoever reads that edge. Nothing, with a complaint, if it cannot be used.
std::optional<DataScale> read_data_scale(Context& context, NodeView item);

/// Such brackets applied to `value`, in each row of `entity` those of the group `groups`. A value
/// that none holds for is CellFault::no_band.
ExprId apply_data_scale(Context& context, const DataScale& scale, type::ScaleKind kind,
                        ExprId value, std::vector<ExprId> groups, EntityId entity, base::Span span);

}  // namespace remit::check

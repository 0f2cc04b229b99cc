#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lowering/draft_columns.h"
#include "lowering/value_pool.h"

namespace remit::lowering {

/// Drafts that are computed together: one, or those of a recurrence, each after everything it reads
/// in its own row.
struct Scheduled {
  std::vector<ColumnId> drafts;
  std::uint32_t order = 0;  ///< of a recurrence: Match::earlier of what leads back
};

/// The drafts that `roots` need, themselves included, each after everything it needs; otherwise in
/// the order of `roots`. `stands_for` is DraftColumns::take_over's. Nothing if they form a cycle
/// that is no recurrence. Iterative; linear in drafts and operands.
std::optional<std::vector<Scheduled>> scheduled(const ValuePool& pool, const DraftColumns& columns,
                                                const std::vector<PartySplit>& splits,
                                                const std::vector<ColumnId>& stands_for,
                                                const std::vector<ColumnId>& roots);

/// How often each draft is read by those that `roots` need. The same cost.
std::vector<std::uint32_t> count_readers(const ValuePool& pool, const DraftColumns& columns,
                                         const std::vector<PartySplit>& splits,
                                         const std::vector<ColumnId>& roots);

}  // namespace remit::lowering

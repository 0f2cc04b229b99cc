#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "report/computed_run.h"

namespace remit::compare {

/// No row, no entity, no column on the other side.
inline constexpr std::uint64_t kNoRow = ~std::uint64_t{0};

/// Which row of one run is which of the other, by entity: by key, entities by name. Rows of an
/// entity without a key are matched by their number. Of rows that share a key (which are in error)
/// the first is matched with the first. One pass over the keys of each entity, with a hash only
/// where the rows are not the same in the same order. Immutable; the runs must outlive it.
class RowMatches {
 public:
  RowMatches(const report::ComputedRun& before, const report::ComputedRun& after);

  /// The entity of that name in the other run; none if it has no such entity.
  std::optional<plan::EntityId> after(plan::EntityId before) const;
  std::optional<plan::EntityId> before(plan::EntityId after) const;

  /// Whether every row is the row of the same number. Of an entity that both have.
  bool is_identity(plan::EntityId before) const { return entities_[before].identity; }
  /// The row of the other run, or kNoRow. Of an entity that both have.
  std::uint64_t after(plan::EntityId before, std::uint64_t row) const {
    const Entity& match = entities_[before];
    return match.identity ? row : match.rows[row];
  }
  /// Rows of an entity of the later run, if it has any, that the earlier one does not have; all of
  /// an entity that only the later run has. Ascending.
  std::vector<std::uint64_t> only_after(plan::EntityId after) const;

 private:
  struct Entity {
    std::optional<plan::EntityId> other;
    bool identity = false;
    bool known = false;  ///< the rest is worked out
    std::vector<std::uint64_t> rows;
  };

  void match(plan::EntityId entity, int depth);
  bool has_same_keys(plan::EntityId entity, int depth);
  bool match_by_index(plan::EntityId entity);
  void match_by_text(plan::EntityId entity, bool refused_only);

  const report::ComputedRun& before_;
  const report::ComputedRun& after_;
  std::vector<Entity> entities_;  ///< by those of `before`
  std::vector<std::optional<plan::EntityId>> before_of_;
};

}  // namespace remit::compare

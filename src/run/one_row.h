#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "column/prepared_row.h"
#include "plan/plan.h"
#include "remit/options.h"
#include "row/formulas.h"
#include "run/bound_input.h"
#include "table/dataset.h"

namespace remit::run {

/// Runs of one policy over a table of one row, again and again, as a service makes them: what was
/// prepared for one (column::PreparedRow) serves the next, if nothing else of the tables changed.
/// Any number of threads may run; each takes what it uses out of here meanwhile.
class OneRowRuns {
 public:
  explicit OneRowRuns(std::shared_ptr<const plan::Plan> plan);

  /// What run::compute comes to, or nothing: then it is for that to compute. Something only where
  /// one entity has one row on which no other row's figures depend, the other tables are small and
  /// were the same the last time, and nobody measures or watches the run.
  std::optional<table::Results> run(const std::shared_ptr<const BoundInput>& input,
                                    const RunOptions& options);

  /// What serves the runs that run() leaves to run::compute.
  const row::Formulas& formulas() const { return formulas_; }

 private:
  struct Prepared {
    std::shared_ptr<const BoundInput> input;  ///< what `row` reads
    plan::EntityId entity = plan::kWhole;
    Isa isa = Isa::automatic;
    std::unique_ptr<column::PreparedRow> row;
  };
  /// An input column of the plan.
  struct Field {
    plan::ColumnId id = plan::kNoColumn;
    std::size_t field = 0;
    bool may_change = true;  ///< its values can be put into a prepared row
  };

  std::optional<plan::EntityId> lone_entity(const table::Dataset& dataset) const;
  bool put(const table::Dataset& dataset, Prepared& prepared) const;
  std::unique_ptr<Prepared> take(const table::Dataset& dataset, plan::EntityId entity, Isa isa);
  void give_back(std::unique_ptr<Prepared> prepared);
  std::unique_ptr<Prepared> prepare(const std::shared_ptr<const BoundInput>& input,
                                    plan::EntityId entity, Isa isa, const Prepared* before);
  bool may_prepare(const std::shared_ptr<const BoundInput>& input, plan::EntityId entity);

  std::shared_ptr<const plan::Plan> plan_;
  const row::Formulas formulas_;
  std::vector<bool> can_prepare_;           ///< by entity
  std::vector<std::vector<Field>> fields_;  ///< by entity

  std::mutex mutex_;  // guards the rest
  std::vector<std::unique_ptr<Prepared>> waiting_;
  std::shared_ptr<const BoundInput> last_;
  int credit_;  ///< preparations that may still turn out in vain
};

}  // namespace remit::run

// What is compiled for a run and used again by the next.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "column/nodes/nodes.h"
#include "column/run/pass.h"
#include "plan/plan.h"

namespace remit::column {

/// A fold that gathers in a pass.
struct FoldInPass {
  plan::ColumnId id = plan::kNoColumn;
  FoldInputs inputs;
  std::shared_ptr<const Groups> groups;  ///< of a partitioned fold
  std::size_t slot = 0;                  ///< the accumulator that gathers it
  std::size_t which = 0;                 ///< and its place there
  bool added = false;                    ///< to the steps of the pass
  std::uint64_t grouping = 0;            ///< nanoseconds, where somebody asks
  std::uint64_t nanoseconds = 0;         ///< outside the pass, grouping included
};

/// An output of which only the tally is wanted.
struct TallyInPass {
  plan::ColumnId id = plan::kNoColumn;
  std::size_t slot = 0;
};

/// A pass over an entity, ready to run. Immutable once it is kept.
struct CompiledPass {
  Pass pass;
  std::vector<plan::ColumnId> defined;
  std::vector<FoldInPass> folds;
  std::vector<TallyInPass> tallies;
};

/// The passes of a plan over bound tables that read nothing but these: the ranges that they were
/// compiled for are those of the tables, and hold for every run. Thread-safe.
class KeptPasses {
 public:
  explicit KeptPasses(std::size_t entities) : passes_(entities) {}

  std::shared_ptr<const CompiledPass> find(plan::EntityId entity) const {
    const std::lock_guard lock(mutex_);
    return passes_[entity];
  }
  void keep(plan::EntityId entity, std::shared_ptr<const CompiledPass> pass) {
    const std::lock_guard lock(mutex_);
    passes_[entity] = std::move(pass);
  }

 private:
  mutable std::mutex mutex_;  // guards passes_
  std::vector<std::shared_ptr<const CompiledPass>> passes_;
};

}  // namespace remit::column

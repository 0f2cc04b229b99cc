// The columnar evaluator: the same answers as the row evaluator, at the speed of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "base/executor.h"
#include "column/bind/bind.h"
#include "column/kernels/isa.h"
#include "column/run/profile.h"
#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::column {

/// None of these changes a byte of the results.
struct Options {
  /// Who runs the work: null means the calling thread. Persistent: ThreadPool, or the host's own.
  base::Executor* executor = nullptr;
  /// Rows of a batch; 0: what suits the processor's first cache.
  std::size_t batch_rows = 0;
  /// Tables from so many rows on are held as narrow as their values; 0: from where it pays.
  std::uint64_t narrow_rows = 0;
  /// The best instruction set to use, should the processor have it.
  Isa isa = Isa::v4;
  /// Keep the columns that the plan does not mark as output.
  bool keep_helpers = false;
  /// Keep how amounts were divided (plan::Apportion), what was read for it and what was added up to
  /// them: who explains a share would have to compute and divide once more. It is there anyway but
  /// for the summands. Of an Evaluator it is what its constructor was told.
  bool keep_divisions = false;
  /// Asked now and then, on any thread; true ends the run with StatusCode::kCancelled. May be
  /// empty.
  std::function<bool()> stop;
  /// Gets where the time of an evaluation goes; null: nothing is measured. Overwritten.
  Profile* profile = nullptr;
};

/// A plan's outputs by column, of which only what they come to is wanted (table::Tally): numbers
/// that are no ratios. Empty: none.
using Tallied = std::vector<bool>;

class KeptPasses;

/// A plan and the tables it is computed from, made ready once for any number of runs. Plan and
/// dataset must outlive it, and the plan must be verified. Any number of threads may evaluate at
/// the same time, each with an executor of its own.
class Evaluator {
 public:
  /// `other`, if not null, is an evaluator of the same dataset whose plan differs in its outputs
  /// alone: what it has made ready is not made again.
  Evaluator(const plan::Plan& plan, const table::Dataset& dataset, const Options& options = {},
            Tallied tallied = {}, const Evaluator* other = nullptr);

  /// Every output column that is no input; of tallied ones that are computed row by row the tally
  /// instead. Text results share nothing with the dataset, others may share memory with nobody but
  /// the results.
  absl::StatusOr<table::Results> evaluate(const Options& options = {}) const;

 private:
  /// What a run begins with. A run that puts texts together finds out which codes there must be.
  struct Ready {
    std::shared_ptr<const BoundDataset> bound;
    std::shared_ptr<KeptPasses> kept;  ///< compiled by the first run
  };
  std::shared_ptr<const Ready> ready() const;
  /// Codes for what runs that began with this missed.
  void learn_texts(const Ready& missing) const;

  const plan::Plan& plan_;
  Tallied tallied_;
  bool keep_divisions_;
  Schedule schedule_;
  std::shared_ptr<ColumnMemory> memory_;  ///< of results that were let go, for the next ones
  mutable std::mutex mutex_;              // guards ready_
  mutable std::shared_ptr<const Ready> ready_;
};

/// Binds and evaluates once.
absl::StatusOr<table::Results> evaluate(const plan::Plan& plan, const table::Dataset& dataset,
                                        const Options& options = {});

/// The same in parts, each of them some of the output columns, one after the other: so that what a
/// batch of rows needs stays in the nearer caches, and whole columns that one part needs alone are
/// let go after it. Tables are bound once, and whole columns that later parts need too (ranks,
/// look-ups, sums) are computed once; what a pass computes on the way, once in each part.
absl::StatusOr<table::Results> evaluate_parts(const plan::Plan& plan, const table::Dataset& dataset,
                                              std::span<const std::vector<plan::ColumnId>> parts,
                                              const Options& options = {});

}  // namespace remit::column

#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "column/evaluate.h"
#include "plan/plan.h"
#include "remit/status.h"
#include "run/made_tables.h"
#include "table/builder.h"

namespace remit::run {

/// The tables of a run, linked, and bound by the columnar evaluator when it first asks. Any number
/// of runs may share one, on any threads.
class BoundInput {
 public:
  /// Makes the tables whose rows the policy makes, within the limits and as long as nobody stops
  /// it.
  BoundInput(std::shared_ptr<const plan::Plan> plan, table::DatasetBuilder::Built built,
             const Limits& limits, RunControl& control)
      : plan_(std::move(plan)) {
    refusal_ = make_tables(*plan_, built.dataset, limits, control);
    auto own = std::make_shared<table::DatasetBuilder::Built>(std::move(built));
    own_ = own.get();
    built_ = std::move(own);
  }

  /// The tables of an input that is needed no longer, without a copy where nobody else has them.
  static table::DatasetBuilder::Built taken(std::shared_ptr<const BoundInput> input) {
    if (input.use_count() > 1 || input->built_.use_count() > 1) return *input->built_;
    // Whoever read them before, on another thread, has let go: its reads come first.
    std::atomic_thread_fence(std::memory_order_acquire);
    return std::move(*input->own_);
  }

  /// Why nothing can be computed of it, if that is so.
  const std::optional<Error>& refusal() const { return refusal_; }
  /// Whether a run within these limits could have made its tables.
  bool within(const Limits& limits) const { return made_within(*plan_, built_->dataset, limits); }

  const std::shared_ptr<const table::DatasetBuilder::Built>& built() const { return built_; }

  /// Bound with the options of whoever comes first, on which nothing depends but the time it takes
  /// and whether divisions are kept. `plan` is that of the constructor, or one that differs from it
  /// in its outputs alone; `tallied` of its outputs no cells are wanted. Kept for each plan, and
  /// with divisions and without.
  std::shared_ptr<const column::Evaluator> evaluator(const std::shared_ptr<const plan::Plan>& plan,
                                                     const column::Tallied& tallied,
                                                     const column::Options& options) const {
    const std::lock_guard lock(mutex_);
    for (const Known& known : evaluators_)
      if (known.plan == plan && known.tallied == tallied &&
          known.keep_divisions == options.keep_divisions)
        return known.evaluator;
    const column::Evaluator* const other =
        evaluators_.empty() ? nullptr : evaluators_.front().evaluator.get();
    evaluators_.push_back({plan, tallied, options.keep_divisions,
                           std::make_shared<const column::Evaluator>(*plan, built_->dataset,
                                                                     options, tallied, other)});
    return evaluators_.back().evaluator;
  }
  const std::shared_ptr<const plan::Plan>& plan() const { return plan_; }

 private:
  std::shared_ptr<const plan::Plan> plan_;
  std::shared_ptr<const table::DatasetBuilder::Built> built_;
  table::DatasetBuilder::Built* own_ = nullptr;  // what built_ holds
  std::optional<Error> refusal_;
  struct Known {
    std::shared_ptr<const plan::Plan> plan;
    column::Tallied tallied;
    bool keep_divisions;
    std::shared_ptr<const column::Evaluator> evaluator;
  };
  mutable std::mutex mutex_;  // guards evaluators_
  mutable std::vector<Known> evaluators_;
};

}  // namespace remit::run

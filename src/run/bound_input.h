#pragma once

#include <memory>
#include <mutex>

#include "column/evaluate.h"
#include "plan/plan.h"
#include "table/builder.h"

namespace remit::run {

/// The tables of a run, linked, and bound by the columnar evaluator when it first asks. Any number
/// of runs may share one, on any threads.
class BoundInput {
 public:
  BoundInput(std::shared_ptr<const plan::Plan> plan, table::DatasetBuilder::Built built)
      : plan_(std::move(plan)),
        built_(std::make_shared<const table::DatasetBuilder::Built>(std::move(built))) {}

  const std::shared_ptr<const table::DatasetBuilder::Built>& built() const { return built_; }

  /// Bound with the options of whoever comes first, on which nothing depends but the time it takes.
  std::shared_ptr<const column::Evaluator> evaluator(const column::Options& options) const {
    const std::lock_guard lock(mutex_);
    if (evaluator_ == nullptr) {
      evaluator_ = std::make_shared<const column::Evaluator>(*plan_, built_->dataset, options);
    }
    return evaluator_;
  }

 private:
  std::shared_ptr<const plan::Plan> plan_;
  std::shared_ptr<const table::DatasetBuilder::Built> built_;
  mutable std::mutex mutex_;  // guards evaluator_
  mutable std::shared_ptr<const column::Evaluator> evaluator_;
};

}  // namespace remit::run

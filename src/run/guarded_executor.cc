#include "run/guarded_executor.h"

#include <algorithm>
#include <utility>

namespace remit::run {

std::size_t thread_count(std::uint32_t asked) {
  return asked != 0 ? asked : std::max(1u, std::thread::hardware_concurrency());
}

GuardedExecutor::GuardedExecutor(std::size_t threads, const RunOptions& options,
                                 RunControl& control)
    : threads_(threads), options_(options), control_(control) {}

bool GuardedExecutor::stopped() {
  if (stopped_) return true;
  const bool stop = std::this_thread::get_id() == caller_ ? control_.should_stop(done_)
                                                          : options_.cancel.requested();
  if (stop) stopped_ = true;
  return stop;
}

void GuardedExecutor::guard(const Task& task, std::size_t index, std::size_t worker) {
  try {
    std::optional<base::WithinBudget> within;
    if (base::current_budget() != budget_) within.emplace(budget_);
    task(index, worker);
    ++done_;
  } catch (...) {
    stopped_ = true;
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

void GuardedExecutor::run(std::size_t count, const Task& task) {
  const Task guarded = [&](std::size_t index, std::size_t worker) { guard(task, index, worker); };
  if (threads_ > 1 && count > 1) {
    if (!pool_) pool_.emplace(threads_);
    pool_->run(count, guarded);
  } else {
    for (std::size_t i = 0; i < count; ++i) guarded(i, 0);
  }
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace remit::run

#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "base/budget.h"
#include "base/executor.h"
#include "run/run_control.h"

namespace remit::run {

/// As many threads as are meant: 0 is as many as the processor has.
std::size_t thread_count(std::uint32_t asked);

/// Runs the tasks of one call of a host, the columnar evaluator's or those that take tables in: an
/// exception of a task (memory that runs out, the budget of the call that is spent) comes out of
/// run() on the calling thread instead of ending the process, and the run's control is asked
/// between tasks, for progress on the calling thread only.
class GuardedExecutor final : public base::Executor {
 public:
  /// `threads` >= 1, the caller included; they begin with the first work there is for more than
  /// one. `options` and `control` must outlive it.
  GuardedExecutor(std::size_t threads, const RunOptions& options, RunControl& control);

  std::size_t workers() const override { return threads_; }
  void run(std::size_t count, const Task& task) override;
  /// Whether the run has to end. Any thread.
  bool stopped();

 private:
  void guard(const Task& task, std::size_t index, std::size_t worker);

  std::size_t threads_;
  const RunOptions& options_;
  RunControl& control_;
  base::Budget* budget_ = base::current_budget();  ///< of the caller, for all
  std::thread::id caller_ = std::this_thread::get_id();
  std::optional<base::ThreadPool> pool_;  // none: the caller alone, so far
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  // guards failure_
  std::exception_ptr failure_;
};

}  // namespace remit::run

#pragma once

#include <chrono>
#include <cstdint>

#include "remit/options.h"
#include "remit/status.h"

namespace remit::run {

/// Watches one run: cancel, time limit and progress. Used by the thread that started the run.
class RunControl {
 public:
  using Clock = std::chrono::steady_clock;
  /// The time limit counts from `since` on, when the run began.
  RunControl(const RunOptions& options, std::uint64_t total, Clock::time_point since);

  /// Reports progress where it is due, and tells whether the run has to stop. Cheap enough to be
  /// asked every few thousand cells.
  bool should_stop(std::uint64_t done);
  /// The last report of a run that came to its end; false if the host stops it even then.
  bool finish();
  /// Why it stopped. Only after should_stop() or finish() said so.
  Error reason() const;

 private:
  enum class StopReason { none, cancelled, time };

  bool report(std::uint64_t done);

  const RunOptions& options_;
  std::uint64_t total_;
  Clock::time_point start_;
  Clock::time_point next_report_;
  StopReason reason_ = StopReason::none;
};

}  // namespace remit::run

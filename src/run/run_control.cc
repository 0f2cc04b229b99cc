#include "run/run_control.h"

#include <algorithm>

#include "base/budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"

namespace remit::run {

namespace text = diagnostic::text;

namespace {
constexpr std::chrono::milliseconds kReportInterval{100};
}  // namespace

RunControl::RunControl(const RunOptions& options, std::uint64_t total, Clock::time_point since)
    : options_(options), total_(total), start_(since), next_report_(since) {}

bool RunControl::report(std::uint64_t done) {
  if (!options_.progress) return true;
  const base::WithinBudget outside(nullptr);  // what the host does in it
  if (options_.progress(std::min(done, total_), total_)) return true;
  reason_ = StopReason::cancelled;
  return false;
}

bool RunControl::should_stop(std::uint64_t done) {
  if (reason_ != StopReason::none) return true;
  if (options_.cancel.requested()) {
    reason_ = StopReason::cancelled;
    return true;
  }
  if (!options_.progress && options_.limits.milliseconds == 0) return false;
  const Clock::time_point now = Clock::now();
  if (options_.limits.milliseconds != 0 &&
      now - start_ > std::chrono::milliseconds(options_.limits.milliseconds)) {
    reason_ = StopReason::time;
    return true;
  }
  if (now < next_report_) return false;
  next_report_ = now + kReportInterval;
  return !report(done);
}

bool RunControl::finish() { return reason_ == StopReason::none && report(total_); }

Error RunControl::reason() const {
  if (reason_ == StopReason::time) {
    return make_error(StatusCode::limit_exceeded, text::api_limit_time,
                      {options_.limits.milliseconds});
  }
  return make_error(StatusCode::cancelled, text::api_cancelled);
}

}  // namespace remit::run

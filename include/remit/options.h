#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "remit/date.h"
#include "remit/diagnostic.h"
#include "remit/limits.h"
#include "remit/outputs.h"

namespace remit {

struct Profile;

/// Which evaluator computes. Both give the same bytes; a policy is asked for one of them by tests.
enum class Evaluator : std::int32_t {
  automatic = 0,
  row = 1,       ///< the plain one that also explains
  columnar = 2,  ///< the fast one
};

/// Instruction sets of the columnar evaluator. A choice the processor lacks is an error.
enum class Isa : std::int32_t {
  automatic = 0,
  portable = 1,
  x86_64_v2 = 2,
  x86_64_v3 = 3,
  x86_64_v4 = 4
};

/// Stops what a call computes from any other thread (and from a signal handler: it is one atomic
/// store). Copies share one flag. A call that sees it ends with StatusCode::cancelled, some 20 ms
/// later at most, and leaves nothing behind.
class Cancel {
 public:
  Cancel() : flag_(std::make_shared<std::atomic<bool>>(false)) {}
  void request() const noexcept { flag_->store(true, std::memory_order_relaxed); }
  void reset() const noexcept { flag_->store(false, std::memory_order_relaxed); }
  bool requested() const noexcept { return flag_->load(std::memory_order_relaxed); }

 private:
  std::shared_ptr<std::atomic<bool>> flag_;
};

/// Called on the thread that started the run, some ten times a second at most, with the work done
/// and the work there is (in one unit, of no meaning by itself). False stops the run.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// How one run is carried out. The figures depend only on `as_of`.
struct RunOptions {
  /// The day that `today` means. Without it what asks for today is in error: the library never
  /// reads a clock for a figure.
  std::optional<Date> as_of;
  std::uint32_t threads = 1;     ///< 0: as many as the processor has
  std::uint32_t batch_rows = 0;  ///< rows per batch; 0: chosen by Remit
  Isa isa = Isa::automatic;
  Evaluator evaluator = Evaluator::automatic;
  Limits limits;
  Cancel cancel;
  Progress progress;  ///< may be empty
  /// What is wanted: nothing else is computed, written or kept, and what is wanted is the same
  /// bytes as of a run that was asked for all. Of the rest Results have nothing (remit/results.h).
  /// Cases and what-ifs compute what they need, whatever stands here.
  Outputs only;
  /// Gets where the time of a run went (remit/profile.h): Policy::evaluate, which computes by the
  /// columnar evaluator then unless asked for the other, which says nothing, and
  /// Policy::evaluate_stream overwrite it. Null: nothing is measured. It must outlive the run.
  Profile* profile = nullptr;
};

/// How a policy is compiled.
struct CompileOptions {
  Limits limits;
  Cancel cancel;
  /// Chooses among several versions of a policy the one in force on that day; without it the last.
  std::optional<Date> as_of;
};

/// One file of a policy set. A name ending in `.md` is read as Markdown whose fenced `remit` blocks
/// are the policy.
struct SourceText {
  std::string name;  ///< what diagnostics call it
  std::string text;  ///< UTF-8; checked
};

}  // namespace remit

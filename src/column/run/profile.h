// Where the time of a run goes. Who wants to know gives a Profile; nobody else pays for it.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "column/run/width.h"
#include "plan/node.h"

namespace remit::column {

/// Rows, each counted once for every step that computes it, by the width of the step's arithmetic.
struct WidthCounts {
  std::uint64_t int64 = 0;    ///< 64 bits or less
  std::uint64_t int128 = 0;   ///< 128 bits
  std::uint64_t integer = 0;  ///< without limit

  void add(Width width, std::uint64_t rows);
  WidthCounts& operator+=(const WidthCounts& other);
};

/// A part of a stage: the pass over one entity, or what needs whole columns of it.
struct StageProfile {
  int stage = 0;
  plan::EntityId entity = plan::kWhole;
  bool whole = false;  ///< ranks, matches and divisions, which have no pass
  std::uint64_t rows = 0;
  std::uint64_t steps = 0;                ///< of the pass, or columns
  std::uint64_t prepare_nanoseconds = 0;  ///< choosing kernels, memory for the columns
  std::uint64_t run_nanoseconds = 0;      ///< of the rows, wall clock
  /// Grouping rows before, columns of folds after; adding up what batches gathered and kept.
  std::uint64_t fold_nanoseconds = 0;
  WidthCounts widths;
  int traversal = 0;  ///< of rows in batches: after which, or in which, counted from 1
  std::vector<plan::ColumnId> columns;  ///< computed or gathered, on the way to others included
};

/// One reading of all rows that come in batches.
struct TraversalProfile {
  std::uint64_t batches = 0;
  std::uint64_t rows = 0;
  std::uint64_t read_nanoseconds = 0;  ///< of the source
  std::uint64_t bind_nanoseconds = 0;
  std::uint64_t take_nanoseconds = 0;  ///< of the sink
};

struct ColumnProfile {
  /// Its share of the wall clock of its stages. In a pass the steps are timed in every
  /// kSampledBatch-th batch only and share the pass's time in that proportion.
  double nanoseconds = 0;
  WidthCounts widths;
  /// Columns that have no steps of their own because this one's compute them on the way.
  std::vector<plan::ColumnId> fused;
};

inline constexpr std::size_t kSampledBatch = 8;

/// Filled by one run; belongs to the thread that starts it.
struct Profile {
  std::uint64_t total_nanoseconds = 0;  ///< without those of the traversals
  std::vector<StageProfile> stages;     ///< in the order in which they ran
  std::vector<ColumnProfile> columns;   ///< by plan column
  /// Of a run whose rows come in batches.
  std::vector<TraversalProfile> traversals;
  std::uint64_t bind_nanoseconds = 0;  ///< of the tables beside, in such a run

  Profile() = default;
  explicit Profile(std::size_t of_columns) : columns(of_columns) {}

  /// Adds what one part of a run measured; a stage that is there already grows.
  void add(const Profile& part, int traversal);
  /// Adds what it took to put together what the batches of a traversal gathered of a column, or
  /// kept.
  void add_gathering(plan::ColumnId id, int traversal, std::uint64_t nanoseconds);
};

/// Wall clock since the last lap; does nothing when nobody asks.
class Stopwatch {
 public:
  explicit Stopwatch(bool runs) : runs_(runs) {
    if (runs_) last_ = Clock::now();
  }
  /// Nanoseconds since it was made or last asked; 0 when nobody asks.
  std::uint64_t lap() {
    if (!runs_) return 0;
    const Clock::time_point now = Clock::now();
    const auto taken = std::chrono::duration_cast<std::chrono::nanoseconds>(now - last_);
    last_ = now;
    return static_cast<std::uint64_t>(taken.count());
  }

 private:
  using Clock = std::chrono::steady_clock;
  bool runs_;
  Clock::time_point last_;
};

/// Times the actions of one frame. What reading the clock takes is measured and left out.
class StepClock {
 public:
  explicit StepClock(std::size_t actions);

  /// Before the first action of a batch that is timed.
  void start();
  /// After each action of it.
  void stop(std::size_t action);
  /// By action, in all batches timed.
  const std::vector<std::uint64_t>& nanoseconds() const { return taken_; }

 private:
  std::vector<std::uint64_t> taken_;
  std::uint64_t overhead_;
  std::uint64_t last_ = 0;
};

struct Pass;
struct PassResult;

/// Adds a pass that ran: its time goes to the columns whose steps it was spent in.
void add_pass(const Pass& pass, const PassResult& result, StageProfile stage, Profile* profile);

/// Adds a column that was computed as a whole.
void add_whole_column(plan::ColumnId id, int stage, plan::EntityId entity, std::uint64_t rows,
                      Width width, std::uint64_t nanoseconds, Profile* profile);

}  // namespace remit::column

// The measured work in every form that the table shows.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "hand_written.h"
#include "table/dataset.h"
#include "work_policy.h"

namespace remit::benchmarks {

/// The contenders, in the order in which they take their turns. "Both": two threads.
enum Way : std::size_t {
  kHand,
  kReadWrite,
  kPlain,
  kBound,
  kArrow,
  kHandBoth,
  kBoundBoth,
  kArrowBoth,
  kRegisters,  ///< arithmetic that touches no memory: what a second thread is worth at best
  kRegistersBoth,
  kWays
};

struct InstructionSet {
  const HandWritten* hand;
  Isa isa;
  std::string_view name;
};
/// Those that this processor has, the best first.
std::vector<InstructionSet> instruction_sets();

/// Nanoseconds of each run, by contender.
using Times = std::array<std::vector<double>, kWays>;

/// The work over one number of rows, in memory in every layout.
class Contest {
 public:
  explicit Contest(std::size_t rows);
  Contest(const Contest&) = delete;
  Contest& operator=(const Contest&) = delete;

  /// One round, whose times are added to `times`. Several rounds spread a contest over some time,
  /// so that no spell in which the machine is slow decides it. Ends the process when two results
  /// differ.
  void run(const InstructionSet& set, bool with_units, Times* times);

 private:
  void by_hand(Body body, std::vector<Unit>* units, bool with_units);
  void by_hand_both(Body body, std::vector<Unit>* units, bool with_units);

  base::ThreadPool pool_;
  Rows rows_;
  Outputs out_;
  ArrowRows arrow_;
  table::Dataset dataset_;
  WorkPolicy policies_[2];
};

}  // namespace remit::benchmarks

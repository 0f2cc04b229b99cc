// A pass over one row, without batches: what its steps do as one list of short calls, whose
// operands are resolved. The same bytes and faults as the actions'.
#pragma once

#include <vector>

#include "column/run/frame.h"

namespace remit::column {

struct FaultRule;

/// One call. What the operands are is `run`'s to know.
struct RowOp {
  void (*run)(const RowOp& op) = nullptr;
  const void* a = nullptr;
  const void* b = nullptr;
  const void* c = nullptr;
  void* out = nullptr;
  void (*function)() = nullptr;
  Action* action = nullptr;

  template <typename T>
  static const T& at(const void* operand) {
    return *static_cast<const T*>(operand);
  }
  template <typename T>
  T& result() const {
    return *static_cast<T*>(out);
  }
};

/// Belongs to a frame of one row, which outlives it and does not move on.
class RowProgram {
 public:
  /// Of actions that have no short form it is the action that is called.
  explicit RowProgram(Frame& frame);

  void run() const {
    // A step takes some ten instructions; going on to the next should not take half as many.
#pragma GCC unroll 4
    for (const RowOp& op : ops_) op.run(op);
  }

  // For actions that put themselves into it.
  void add(const RowOp& op) { ops_.push_back(op); }
  /// One value of a width as one of another that is known to hold it.
  void add_copy(Width from, const void* a, Width to, void* out);
  /// The faults of `out` follow `rule`, if there is one, which lives as long.
  void add_faults(const FaultRule* rule, RegisterId out);

 private:
  Frame& frame_;
  std::vector<RowOp> ops_;
};

}  // namespace remit::column

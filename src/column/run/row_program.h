// A pass over one row, without batches: what its steps do as one list of short calls, whose
// operands are resolved. The same bytes and faults as the actions'.
#pragma once

#include <cstddef>
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
    // A step takes some ten instructions; going on to the next should not take half as many, so
    // eight are called in a row, and of what is left four, two and one.
    const RowOp* op = ops_.data();
    std::size_t left = ops_.size();
    for (; left >= 8; left -= 8, op += 8) {
      call<4>(op);
      call<4>(op + 4);
    }
    if ((left & 4) != 0) {
      call<4>(op);
      op += 4;
    }
    if ((left & 2) != 0) {
      call<2>(op);
      op += 2;
    }
    if ((left & 1) != 0) call<1>(op);
  }

  // For actions that put themselves into it.
  void add(const RowOp& op) { ops_.push_back(op); }
  /// One value of a width as one of another that is known to hold it.
  void add_copy(Width from, const void* a, Width to, void* out);
  /// The faults of `out` follow `rule`, if there is one, which lives as long.
  void add_faults(const FaultRule* rule, RegisterId out);

 private:
  template <std::size_t count>
  static void call(const RowOp* op) {
#pragma GCC unroll 4
    for (std::size_t i = 0; i < count; ++i) op[i].run(op[i]);
  }

  Frame& frame_;
  std::vector<RowOp> ops_;
};

}  // namespace remit::column

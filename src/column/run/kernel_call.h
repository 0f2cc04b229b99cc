// A fused kernel's call, bound to a frame: its arguments stand ready, and only the pointers into
// columns move on with the batch.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "column/run/fault_rule.h"
#include "column/run/frame.h"
#include "column/run/row_program.h"

namespace remit::column {

/// One call for each batch; the faults of `out` follow `rule`, which must outlive it and may be
/// null.
template <typename Args>
class KernelCall final : public Action {
 public:
  using Kernel = void (*)(const Args&, std::size_t);

  KernelCall(Kernel kernel, const Args& prepared, RegisterId out, const FaultRule* rule)
      : args(prepared), kernel_(kernel), out_(out), rule_(rule) {}

  void run(Frame& frame) override {
    kernel_(args, frame.rows);
    if (rule_ != nullptr) find_faults(*rule_, frame, &frame.registers[out_].faults);
  }
  bool shorten(Frame&, RowProgram& program) override {
    program.add(
        {.run =
             [](const RowOp& op) { reinterpret_cast<Kernel>(op.function)(op.at<Args>(op.a), 1); },
         .a = &args,
         .function = reinterpret_cast<void (*)()>(kernel_)});
    program.add_faults(rule_, out_);
    return true;
  }

  Args args;  ///< its pointers are the binder's to resolve

 private:
  Kernel kernel_;
  RegisterId out_;
  const FaultRule* rule_;
};

}  // namespace remit::column

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

/// One call for each batch, and one of `round` over what it left, if that is not null; the faults
/// of `out` follow `rule`, which must outlive it and may be null.
template <typename Args>
class KernelCall final : public Action {
 public:
  using Kernel = void (*)(const Args&, std::size_t);

  KernelCall(Kernel kernel, const Args& prepared, RegisterId out, const FaultRule* rule,
             kernels::RoundKernel round = nullptr)
      : args(prepared), kernel_(kernel), round_(round), out_(out), rule_(rule) {}

  void run(Frame& frame) override {
    kernel_(args, frame.rows);
    if constexpr (kRounds) {
      if (round_ != nullptr) round_(args.out, args.divide, args.out, frame.rows);
    }
    if (rule_ != nullptr) find_faults(*rule_, frame, &frame.registers[out_].faults);
  }
  bool shorten(Frame&, RowProgram& program) override {
    program.add(
        {.run =
             [](const RowOp& op) { reinterpret_cast<Kernel>(op.function)(op.at<Args>(op.a), 1); },
         .a = &args,
         .function = reinterpret_cast<void (*)()>(kernel_)});
    if constexpr (kRounds) {
      if (round_ != nullptr) {
        program.add({.run =
                         [](const RowOp& op) {
                           const Args& done = op.at<Args>(op.a);
                           reinterpret_cast<kernels::RoundKernel>(op.function)(
                               done.out, done.divide, done.out, 1);
                         },
                     .a = &args,
                     .function = reinterpret_cast<void (*)()>(round_)});
      }
    }
    program.add_faults(rule_, out_);
    return true;
  }

  Args args;  ///< its pointers are the binder's to resolve

 private:
  static constexpr bool kRounds = requires(const Args& a) { a.divide; };

  Kernel kernel_;
  kernels::RoundKernel round_;
  RegisterId out_;
  const FaultRule* rule_;
};

}  // namespace remit::column

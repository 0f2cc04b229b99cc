#include "column/run/row_program.h"

#include "column/run/fault_rule.h"

namespace remit::column {

RowProgram::RowProgram(Frame& frame) : frame_(frame) {
  for (const ActionPtr& action : frame.actions) {
    if (action->shorten(frame, *this)) continue;
    add({.run = [](const RowOp& op) { op.action->run(op.result<Frame>()); },
         .out = &frame,
         .action = action.get()});
  }
}

void RowProgram::add_copy(Width from, const void* a, Width to, void* out) {
  with_type(from, [&](auto from_zero) {
    using From = decltype(from_zero);
    with_type(to, [&](auto to_zero) {
      using To = decltype(to_zero);
      add({.run = [](const RowOp& op) { op.result<To>() = convert<To>(op.at<From>(op.a)); },
           .a = a,
           .out = out});
    });
  });
}

void RowProgram::add_faults(const FaultRule* rule, RegisterId out) {
  if (rule == nullptr) return;
  add({.run =
           [](const RowOp& op) {
             find_faults(op.at<FaultRule>(op.a), op.at<Frame>(op.b), &op.result<BatchFaults>());
           },
       .a = rule,
       .b = &frame_,
       .out = &frame_.registers[out].faults});
}

}  // namespace remit::column

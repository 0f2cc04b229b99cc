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

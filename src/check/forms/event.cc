// A day with a name.
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/habits.h"

namespace remit::check {

namespace {

void declare_event(Context& context, NodeView item) {
  Typer typer(context);
  const ExprId day = constant_value(context, typer, item[Label::on], type::kDate);
  declare_constant(context, item, day);
}

}  // namespace

constinit const Form kEvent{.rule = Rule::event,
                            .phase = Phase::constants,
                            .declare = declare_event,
                            .unused = code::unused_parameter};

}  // namespace remit::check

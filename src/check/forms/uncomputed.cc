// A clause of the document that nothing computes, and why.
#include "check/forms/form.h"

namespace remit::check {

namespace {

/// What it says is kept with what all declarations rest on (check.cc).
void declare_uncomputed(Context&, NodeView) {}

}  // namespace

constinit const Form kUncomputed{
    .rule = Rule::uncomputed, .phase = Phase::header, .declare = declare_uncomputed};

}  // namespace remit::check

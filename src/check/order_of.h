#pragma once

#include "check/context.h"

namespace remit::check {

/// How two values, numbers or dates of the same rows, may stand to each other, whatever the data
/// are: what is certain leaves out the others.
///
/// It follows from how the two are computed: what they have in common is taken off both, and of the
/// rest it is known what each function makes of its operand (a month ends no earlier than any of
/// its days), what the largest of several is to each of them, and between which bounds a value
/// lies. Columns are not looked behind: a check may say again of a figure what its formula says.
type::Comparison possible_order(const Context& context, ExprId left, ExprId right);

/// Of a comparison, where two values stand to each other in one of these ways: 1 if it always
/// holds, 0 if it never does, -1 if that depends.
int truth_among(const type::Comparison& asked, const type::Comparison& possible);

}  // namespace remit::check

#pragma once

#include "check/context.h"

namespace remit::check {

/// The type that a `type` node writes, and the decimals of its values.
struct FieldType {
  type::Type type;
  int decimals = 0;
  bool percent = false;
};
FieldType read_type(Context& context, NodeView type);

}  // namespace remit::check

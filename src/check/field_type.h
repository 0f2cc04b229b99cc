#pragma once

#include "type/type.h"

namespace remit::check {

/// What a declaration writes as a type, and the decimals of its values.
struct FieldType {
  type::Type type;
  int decimals = 0;
  bool promised = false;  ///< the text says how many decimals
  bool percent = false;
};

}  // namespace remit::check

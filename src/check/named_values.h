#pragma once

#include <cstddef>

#include "check/context.h"
#include "check/name_index.h"

namespace remit::check {

/// What the names from number `from` on stand for, as far as the check has come to know it.
void describe_names(Context& context, std::size_t from, NameIndex& index);

}  // namespace remit::check

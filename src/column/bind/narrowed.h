// The values of a column between their bounds, in as many bits as they take.
#pragma once

#include <cstddef>
#include <cstdint>

#include "column/bind/column_store.h"
#include "column/run/pass.h"

namespace remit::column {

/// Bounds of `size` values and, where that is narrower than they lie here and they are many enough
/// (RunOptions::narrow_rows), a copy in the narrowest width; otherwise without an owner they point
/// to `values`. 128 bits never stay where 64 do. One look at the values as a rule: each part is
/// copied while it is in the cache, in the width that the first rows take; should others take
/// more, the copy is made anew.
template <typename T>
Values narrowed(const T* values, std::size_t size, const RunOptions& options);

}  // namespace remit::column

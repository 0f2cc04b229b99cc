// Loops over whole columns that are compiled to vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/int128.h"

namespace remit::column {

/// The least and the greatest of at least one value.
std::pair<std::int32_t, std::int32_t> range_of(const std::int32_t* values, std::size_t count);
std::pair<std::uint8_t, std::uint8_t> range_of(const std::uint8_t* values, std::size_t count);

/// The same values in fewer bits, which hold them.
template <typename From, typename To>
void narrow(const From* values, std::size_t count, To* to);

}  // namespace remit::column

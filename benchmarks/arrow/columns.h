// Arrow columns one by one: what taking in each kind costs.
#pragma once

#include <cstddef>

namespace remit::benchmarks {

/// Prints what a cell costs to take in and to build, by kind of column.
void time_columns(std::size_t rows);

}  // namespace remit::benchmarks

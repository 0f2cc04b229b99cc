// What a table of figures was measured on.
#pragma once

#include <cstdio>

namespace remit::benchmarks {

/// Memory's speed on one thread, gigabytes a second: the best of some turns over columns that no
/// cache holds.
struct Bandwidth {
  double read = 0;  ///< a column added up
  double copy = 0;  ///< one copied into another, both ways counted
};
Bandwidth measure_bandwidth();

/// One line: the processor, how many, its vectors, the compiler, the bandwidth. A third of a
/// second.
void print_machine(std::FILE* to);

}  // namespace remit::benchmarks

#pragma once

#include <cstdint>

namespace remit {

/// Where rows stand in the file that they were read from: row `row` (from 0) begins at line `line`
/// (from 1), and each row after it one line later, until the next of these.
struct LineRun {
  std::uint64_t row = 0;
  std::uint64_t line = 0;

  friend bool operator==(const LineRun&, const LineRun&) = default;
};

}  // namespace remit

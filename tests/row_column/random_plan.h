// Random plans and data, the same for the same seed: every opcode, every node, faults included.
#pragma once

#include <cstdint>
#include <memory>

#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::row_column {

struct Case {
  plan::Plan plan;
  table::Dataset dataset;
};

/// `rows` children, and a tenth as many parents. With `clean` no cell lacks a value.
Case make_case(std::uint64_t seed, std::uint64_t rows, bool clean);

}  // namespace remit::row_column

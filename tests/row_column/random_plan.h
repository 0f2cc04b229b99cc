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

/// Leaves one in four of the computed columns in the results: then the others are looked at in some
/// rows only.
void keep_few_outputs(std::uint64_t seed, plan::Plan* plan);

}  // namespace remit::row_column

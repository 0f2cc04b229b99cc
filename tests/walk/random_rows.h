#pragma once

#include <cstdint>

#include "remit/remit.h"

namespace remit::walk {

/// Tables for a policy: few rows, the values at which its formulas change course and those beside
/// them, blanks, values below zero, words and keys that nothing has, now and then a key twice. A
/// cell depends on the seed, its place and the edges of its field: a smaller policy has the same.
/// `turned`: the same rows, the last of each table first.
Data random_rows(const Policy& policy, std::uint64_t seed, bool turned = false);

}  // namespace remit::walk

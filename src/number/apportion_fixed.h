// Apportionment on 128-bit integers, for the columnar engine: amounts are counted in steps of the
// rounding grid (fen, say). The meaning is that of apportion() in number/apportion.h.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/int128.h"
#include "number/apportion.h"
#include "number/rounding.h"

namespace remit::number {

inline constexpr Int128 kNoCap = kInt128Max;

struct FixedRecipient {
  Int128 weight = 0;    // in any common unit, not negative
  Int128 cap = kNoCap;  // in steps
  Int128 floor = 0;     // in steps
};

struct FixedApportionRule {
  ShareMethod method = ShareMethod::pro_rata;
  RemainderRule remainder = RemainderRule::largest_remainder;
  std::size_t named = 0;
  RoundingMode mode = RoundingMode::half_up;  // matters to `named` and `last` only
};

// Memory used between calls, so that one call per group does not allocate. One per thread.
struct ApportionScratch {
  struct Tail {
    Int128 size;
    std::size_t index;
  };
  struct Turn {
    Int128 bound;
    Int128 weight;
    bool enters;
  };
  std::vector<Tail> tails;
  std::vector<Turn> turns;
};

// Divides `whole` steps: writes one part per recipient and what nobody can take.
// parts.size() == recipients.size(). On an error nothing is written.
//
// Right for every input: where a product of a weight and an amount would not fit 128 bits, the
// general road is taken. Cost: linear when nobody has a cap or a floor that could bind, else n log
// n.
ApportionError apportion_fixed(Int128 whole, std::span<const FixedRecipient> recipients,
                               const FixedApportionRule& rule, std::span<Int128> parts,
                               Int128* left, ApportionScratch* scratch);

}  // namespace remit::number

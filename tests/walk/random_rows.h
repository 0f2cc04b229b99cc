#pragma once

#include "dice.h"
#include "remit/remit.h"

namespace remit::walk {

/// Tables for a policy: few rows, the values at which its formulas change course and those beside
/// them, blanks, values below zero, words and keys that nothing has, now and then a key twice.
Data random_rows(const Policy& policy, Dice& dice);

}  // namespace remit::walk

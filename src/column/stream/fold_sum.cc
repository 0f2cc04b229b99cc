#include "column/stream/fold_sum.h"

#include <utility>

#include "number/fraction_sum.h"
#include "number/rational.h"

namespace remit::column {

using number::Rational;
using type::FoldOp;

namespace {

/// What two values of a group come to.
template <typename T>
T combined(FoldOp op, const T& a, const T& b) {
  switch (op) {
    case FoldOp::minimum:
      return b < a ? b : a;
    case FoldOp::maximum:
      return a < b ? b : a;
    case FoldOp::sum:
    case FoldOp::count:
    case FoldOp::any:
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::only:
    case FoldOp::median:  // no stream gathers them
    case FoldOp::all:
      break;
  }
  return a + b;
}

}  // namespace

void FoldSum::add(FoldOp op, FoldResult batch, std::uint64_t first_row, const FaultMap& globally) {
  GroupFaults faults;
  faults.merge(batch.faults, first_row, globally);
  if (empty_) {
    total_ = std::move(batch);
    total_.faults = std::move(faults);
    empty_ = false;
    return;
  }
  for (std::size_t group = 0; group < batch.values.size(); ++group) {
    if (batch.has[group]) add_group(op, batch, group);
  }
  total_.faults.merge(faults);
}

void FoldSum::add_group(FoldOp op, const FoldResult& batch, std::size_t group) {
  Integer& value = total_.values[group];
  if (!total_.has[group]) {
    value = batch.values[group];
    if (!batch.denominators.empty()) total_.denominators[group] = batch.denominators[group];
    total_.has[group] = true;
  } else if (op == FoldOp::any || op == FoldOp::all) {
    const bool ours = value != Integer(0), theirs = batch.values[group] != Integer(0);
    value = (op == FoldOp::any ? ours || theirs : ours && theirs) ? 1 : 0;
  } else if (batch.denominators.empty()) {
    value = combined(op, value, batch.values[group]);
  } else if (op == FoldOp::sum) {
    number::FractionSum sum(std::move(value), std::move(total_.denominators[group]));
    sum += number::FractionSum(batch.values[group], batch.denominators[group]);
    value = sum.numerator();
    total_.denominators[group] = sum.denominator();
  } else {
    const Rational best = combined(op, Rational(value, total_.denominators[group]),
                                   Rational(batch.values[group], batch.denominators[group]));
    value = best.numerator();
    total_.denominators[group] = best.denominator();
  }
}

}  // namespace remit::column

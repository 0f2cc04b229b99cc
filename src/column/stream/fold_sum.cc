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

void FoldSum::add(FoldResult batch, std::uint64_t first_row, const FaultMap& globally) {
  GroupFaults faults;
  faults.merge(batch.faults, first_row, globally);
  batch.faults = std::move(faults);
  merge(FoldSum(op_, std::move(batch)));
}

void FoldSum::merge(FoldSum other) {
  if (other.empty_) return;
  if (empty_) {
    *this = std::move(other);
    return;
  }
  // What was found to be whole in one batch need not be so in another.
  if (total_.denominators.empty() != other.total_.denominators.empty()) {
    FoldResult& whole = total_.denominators.empty() ? total_ : other.total_;
    whole.denominators.assign(whole.values.size(), Integer(1));
  }
  for (std::size_t group = 0; group < other.total_.values.size(); ++group) {
    if (other.total_.has[group]) add_group(other.total_, group);
  }
  total_.faults.merge(other.total_.faults);
}

bool FoldSum::fits(const FoldSum& other) const {
  return op_ == other.op_ && total_.values.size() == other.total_.values.size();
}

void FoldSum::rename(const FaultMap& named) {
  GroupFaults faults;
  faults.merge(total_.faults, 0, named);
  total_.faults = std::move(faults);
}

void FoldSum::add_group(const FoldResult& batch, std::size_t group) {
  Integer& value = total_.values[group];
  if (!total_.has[group]) {
    value = batch.values[group];
    if (!batch.denominators.empty()) total_.denominators[group] = batch.denominators[group];
    total_.has[group] = true;
  } else if (op_ == FoldOp::any || op_ == FoldOp::all) {
    const bool ours = value != Integer(0), theirs = batch.values[group] != Integer(0);
    value = (op_ == FoldOp::any ? ours || theirs : ours && theirs) ? 1 : 0;
  } else if (batch.denominators.empty()) {
    value = combined(op_, value, batch.values[group]);
  } else if (op_ == FoldOp::sum) {
    number::FractionSum sum(std::move(value), std::move(total_.denominators[group]));
    sum += number::FractionSum(batch.values[group], batch.denominators[group]);
    value = sum.numerator();
    total_.denominators[group] = sum.denominator();
  } else {
    const Rational best = combined(op_, Rational(value, total_.denominators[group]),
                                   Rational(batch.values[group], batch.denominators[group]));
    value = best.numerator();
    total_.denominators[group] = best.denominator();
  }
}

}  // namespace remit::column

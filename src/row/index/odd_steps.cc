#include "row/index/sharers.h"

namespace remit::row {
namespace {

int gained_at(const Claims& claims, const GroupSplit::Exact& exact, RowNumber row) {
  const Int128 got = claims.part(row) * exact.bottom;
  return got == exact.top ? 0 : got > exact.top ? 1 : -1;
}

}  // namespace

OddSteps::OddSteps(const Claims& claims, const GroupSplit& split, RowNumber row)
    : claims_(claims),
      split_(split),
      row_(row),
      own_(split.exact(claims, row)),
      piece_(own_.top % own_.bottom),
      weight_(claims.weight(row)),
      gained_(gained_at(claims, own_, row)) {}

bool OddSteps::by_weight() const {
  return piece_ != 0 && split_.bottom > split_.heaviest && fits_int64(split_.heaviest);
}

int OddSteps::lot(RowNumber row) const {
  const GroupSplit::Exact exact = split_.exact(claims_, row);
  return exact.bound != number::ShareBound::none ? 2 : gained_at(claims_, exact, row);
}

bool OddSteps::fared_otherwise(RowNumber row) const {
  const GroupSplit::Exact other = split_.exact(claims_, row);
  const bool is_other = row != row_ && (piece_ == 0 || other.bottom == own_.bottom);
  return is_other && other.top % other.bottom == piece_ &&
         gained_at(claims_, other, row) != gained_;
}

}  // namespace remit::row

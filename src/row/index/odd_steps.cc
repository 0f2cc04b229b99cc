#include <type_traits>

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

bool OddSteps::fared_otherwise(RowNumber row) const {
  const GroupSplit::Exact other = split_.exact(claims_, row);
  const bool is_other = row != row_ && (piece_ == 0 || other.bottom == own_.bottom);
  return is_other && other.top % other.bottom == piece_ &&
         gained_at(claims_, other, row) != gained_;
}

void OddTie::look_at(std::span<const RowNumber> rows) {
  const Coefficients* const weights = odd_.by_weight() ? of_.claims.weights() : nullptr;
  if (weights == nullptr) {
    for (const RowNumber row : rows) look_at(row);
    return;
  }
  // Of two free shares of one weight the parts tell who fared otherwise.
  const Coefficients& parts = of_.claims.parts();
  const Int128 own = parts.at(of_.place.row);
  weights->read([&](const auto& weight) {
    const auto ours = static_cast<std::decay_t<decltype(weight(0))>>(odd_.weight());
    for (const RowNumber row : rows)
      if (weight(row) == ours && parts.at(row) != own) look_at(row);
  });
}

void OddTie::look_at(RowNumber row) {
  if (!odd_.fared_otherwise(row)) return;
  all_equal_ = all_equal_ && keys_.compare(row, of_.place.row) == 0;
  foremost_.add(row);
}

TieTrace OddTie::take() const {
  const plan::ColumnId decided_by = all_equal_ ? plan::kNoColumn : of_.node.order.back().value;
  return {foremost_.rows(), foremost_.count(), decided_by};
}

}  // namespace remit::row

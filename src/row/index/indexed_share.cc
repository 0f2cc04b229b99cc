#include "row/index/indexed_share.h"

#include <memory>

#include "row/group.h"
#include "row/index/group_split.h"
#include "row/index/run_index.h"
#include "row/index/sharers.h"

namespace remit::row {
namespace {

using number::Integer;
using number::Rational;
using number::RemainderRule;
using number::ShareBound;
using number::ShareMethod;

/// One row among those who share a total.
class IndexedShare {
 public:
  IndexedShare(const SharersOf& of, Sharers& sharers)
      : evaluator_(of.evaluator),
        place_(of.place),
        node_(of.node),
        claims_(of.claims),
        sharers_(sharers) {}

  /// `part` and `total` are this row's. Nothing: the long way has to tell.
  std::optional<ShareTrace> trace(const Rational& part, const Rational& total) {
    ShareTrace trace;
    trace.total = total;
    trace.recipients = sharers_.count();
    trace.place = sharers_.place();
    trace.before = sum(sharers_.before());
    trace.left = total - sum(sharers_.all());
    trace.cap = bound(node_.cap);
    trace.floor = bound(node_.floor);
    const Rational step = signed_step(total);
    if (node_.method == ShareMethod::in_order) {
      trace.share = number::Share{part, part, {}, bound_in_order()};
      trace.tie = sharers_.same_turn();
      return trace;
    }
    const Integer steps = number::round_to_steps(
        total.abs(), {number::RoundingMode::down, node_.rounding->increment});
    if (!steps.fits_int64()) return std::nullopt;
    const GroupSplit* const split = split_of_group(steps.to_int128());
    if (split == nullptr) return std::nullopt;
    const GroupSplit::Exact exact = split->exact(claims_, place_.row);
    const Rational share = Rational(Integer(exact.top), Integer(exact.bottom)) * step;
    trace.share = number::Share{share, part, part - share, exact.bound};
    if (node_.method == ShareMethod::pro_rata) {
      trace.weight = number_of(evaluator_.at(node_.weight, place_.row));
      trace.weights = Rational::from_decimal(Integer(split->weights), weight_decimals());
    }
    const OddSteps odd(claims_, *split, static_cast<RowNumber>(place_.row));
    const bool one_takes =
        node_.remainder == RemainderRule::named || node_.remainder == RemainderRule::last;
    if (!odd.cut_nothing() || one_takes) {
      std::optional<TieTrace> tie = sharers_.fared_otherwise(odd);
      if (!tie) return std::nullopt;
      trace.tie = *std::move(tie);
    }
    return trace;
  }

 private:
  Rational sum(Int128 parts) const {
    return Rational::from_decimal(Integer(parts), claims_.parts().decimals());
  }

  std::optional<Rational> bound(plan::ColumnId column) {
    if (column == plan::kNoColumn) return std::nullopt;
    return number_of(evaluator_.at(column, place_.row));
  }

  Rational signed_step(const Rational& total) const {
    const Rational step = node_.rounding->increment.to_rational();
    return total.is_negative() ? -step : step;
  }

  int weight_decimals() const { return evaluator_.index()->stored(node_.weight)->decimals; }

  /// Whoever got the cap was held by it; who got no more than the floor came too late.
  ShareBound bound_in_order() const {
    const Int128 part = claims_.part(place_.row), floor = claims_.floor(place_.row);
    const std::optional<Int128> cap = claims_.cap(place_.row);
    if (cap && part == *cap) return ShareBound::cap;
    return floor != 0 && part == floor ? ShareBound::floor : ShareBound::none;
  }

  const GroupSplit* split_of_group(Int128 steps) {
    RunIndex& index = *evaluator_.index();
    const bool weighs = node_.method == ShareMethod::pro_rata;
    kept_split_ = sharers_.split(weighs ? weight_decimals() : 0);
    if (kept_split_) return &*kept_split_;
    const std::span<const RowNumber> rows = sharers_.rows();
    if (const GroupSplit* const known = index.split_known(place_.column, rows)) return known;
    const std::optional<GroupSplit> split = find_split(claims_, rows, steps);
    return split ? index.keep_split(place_.column, rows, *split) : nullptr;
  }

  Evaluator& evaluator_;
  const CellPlace& place_;
  const plan::Apportion& node_;
  const Claims& claims_;
  Sharers& sharers_;
  std::optional<GroupSplit> kept_split_;
};

}  // namespace

std::optional<ShareTrace> indexed_share(Evaluator& evaluator, const CellPlace& place,
                                        const plan::Apportion& node, const TraceOptions& options) {
  RunIndex* const index = evaluator.index();
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  if (index == nullptr || index->stored(place.column) == nullptr) return std::nullopt;
  const Value part = evaluator.cell(place.column, place.row);
  const Value total = evaluator.cell(node.total, place.row);
  if (is_fault(part) || is_fault(total)) return ShareTrace();
  return evaluator.demand([&]() -> std::optional<ShareTrace> {
    if (is_false(condition(evaluator, entity, node.where, place.row))) return ShareTrace();
    const std::optional<Claims> claims = Claims::of(*index, entity, node, place.column);
    if (!claims) return std::nullopt;
    const SharersOf of{evaluator, place, node, *claims, options.contributions};
    std::unique_ptr<Sharers> sharers = kept_sharers(of);
    if (sharers == nullptr) sharers = scanned_sharers(of);
    if (sharers == nullptr) return std::nullopt;
    return IndexedShare(of, *sharers).trace(number_of(part), number_of(total));
  });
}

}  // namespace remit::row

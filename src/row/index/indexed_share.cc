#include "row/index/indexed_share.h"

#include <algorithm>

#include "row/group.h"
#include "row/index/group_split.h"
#include "row/index/run_index.h"
#include "row/ties.h"
#include "table/row_order.h"

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
  IndexedShare(Evaluator& evaluator, const CellPlace& place, const plan::Apportion& node,
               std::span<const RowNumber> rows, const Claims& claims)
      : evaluator_(evaluator), place_(place), node_(node), rows_(rows), claims_(claims) {}

  /// `part` and `total` are this row's. Nothing: the long way has to tell.
  std::optional<ShareTrace> trace(const Rational& part, const Rational& total,
                                  const TraceOptions& options) {
    own_.row = place_.row;
    if (read_keys(evaluator_, node_.order, &own_)) return std::nullopt;
    equal_ = equal_places(evaluator_, rows_, own_, node_.order);
    const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(equal_.begin);
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(equal_.end);
    const auto at = std::lower_bound(begin, end, place_.row);
    if (at == end || *at != place_.row) return std::nullopt;
    ShareTrace trace;
    trace.total = total;
    trace.recipients = rows_.size();
    trace.place = static_cast<std::size_t>(at - rows_.begin());
    trace.before = sum_of_first(trace.place);
    trace.left = total - sum_of_first(rows_.size());
    trace.cap = bound(node_.cap);
    trace.floor = bound(node_.floor);
    const Rational step = signed_step(total);
    if (node_.method == ShareMethod::in_order) {
      trace.share = number::Share{part, part, {}, bound_in_order()};
      trace.tie = find_tie(evaluator_, own_, {rows_, node_.order, options.contributions});
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
    trace.tie = tie_of_remainder(*split, exact, options.contributions);
    return trace;
  }

 private:
  Rational sum_of_first(std::size_t count) {
    const Coefficients& parts = claims_.parts();
    const Int128 sum = evaluator_.index()->sum_of_first(place_.column, parts, rows_, count);
    return Rational::from_decimal(Integer(sum), parts.decimals());
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
    if (const GroupSplit* const known = index.split_known(place_.column, rows_)) return known;
    const std::optional<GroupSplit> split = find_split(claims_, rows_, steps);
    return split ? index.keep_split(place_.column, rows_, *split) : nullptr;
  }

  /// Whether what the row got is above (1), at (0) or below (-1) its exact share.
  int gained(const GroupSplit::Exact& exact, std::uint64_t row) const {
    const Int128 got = claims_.part(row) * exact.bottom;
    return got == exact.top ? 0 : got > exact.top ? 1 : -1;
  }

  /// With whom the row shares the piece that the grid cut off, where one of them got a step for it.
  TieTrace tie_of_remainder(const GroupSplit& split, const GroupSplit::Exact& own,
                            std::size_t kept) {
    const Int128 piece = own.top % own.bottom;
    const bool takes =
        node_.remainder == RemainderRule::named || node_.remainder == RemainderRule::last;
    // Where nothing was cut off, only the one who takes what is left can gain.
    if (piece == 0 && !takes) return {};
    // Two free shares lose the same piece if their weights differ by a multiple of `bottom`.
    const bool by_weight =
        piece != 0 && split.bottom > split.heaviest && fits_int64(split.heaviest);
    return named(by_weight ? of_equal_weight(split, own) : of_equal_piece(split, own), kept);
  }

  /// The first of some places, and what decides between them and this row.
  TieTrace named(const std::vector<RowNumber>& places, std::size_t kept) const {
    TieTrace tie;
    tie.count = places.size();
    for (const RowNumber place : places) {
      const bool is_equal = equal_.begin <= place && place < equal_.end;
      if (!is_equal) tie.decided_by = node_.order.back().value;
      if (tie.rows.size() < kept) tie.rows.push_back(rows_[place]);
      if (!is_equal && tie.rows.size() == kept) break;
    }
    return tie;
  }

  /// What tells rows of one weight apart: whether they stand at a bound, else what they gained.
  int lot(const GroupSplit& split, RowNumber place) const {
    const GroupSplit::Exact exact = split.exact(claims_, rows_[place]);
    return exact.bound != ShareBound::none ? 2 : gained(exact, rows_[place]);
  }

  std::vector<RowNumber> sort_by_weight(const GroupSplit& split) const {
    std::vector<std::uint64_t> places(rows_.size());
    std::vector<std::vector<std::int64_t>> keys(2, std::vector<std::int64_t>(rows_.size()));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      places[i] = i;
      keys[0][i] = static_cast<std::int64_t>(claims_.weight(rows_[i]));
      keys[1][i] = lot(split, static_cast<RowNumber>(i));
    }
    table::sort_rows(&places, keys);
    return {places.begin(), places.end()};
  }

  /// Those of the same weight that gained where this one lost, or lost where it gained.
  std::vector<RowNumber> of_equal_weight(const GroupSplit& split, const GroupSplit::Exact& own) {
    const std::vector<RowNumber>& places =
        evaluator_.index()->places(place_.column, rows_, [&] { return sort_by_weight(split); });
    const Int128 weight = claims_.weight(place_.row);
    const int other = -gained(own, place_.row);
    const auto is_before = [&](RowNumber place, int wanted) {
      const Int128 theirs = claims_.weight(rows_[place]);
      return theirs != weight ? theirs < weight : lot(split, place) < wanted;
    };
    const auto begin = std::partition_point(
        places.begin(), places.end(), [&](RowNumber place) { return is_before(place, other); });
    const auto end = std::partition_point(
        begin, places.end(), [&](RowNumber place) { return is_before(place, other + 1); });
    return {begin, end};
  }

  std::vector<RowNumber> of_equal_piece(const GroupSplit& split,
                                        const GroupSplit::Exact& own) const {
    std::vector<RowNumber> places;
    const int own_gained = gained(own, place_.row);
    const Int128 piece = own.top % own.bottom;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::uint64_t row = rows_[i];
      const GroupSplit::Exact other = split.exact(claims_, row);
      const bool is_other = row != place_.row && (piece == 0 || other.bottom == own.bottom);
      if (is_other && other.top % other.bottom == piece && gained(other, row) != own_gained)
        places.push_back(static_cast<RowNumber>(i));
    }
    return places;
  }

  Evaluator& evaluator_;
  const CellPlace& place_;
  const plan::Apportion& node_;
  std::span<const RowNumber> rows_;
  const Claims& claims_;
  Sortable own_;
  Places equal_;
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
    const auto rows = index->sharers(place, node);
    if (!rows || rows->empty()) return std::nullopt;
    const std::optional<Claims> claims = Claims::of(*index, entity, node, place.column);
    if (!claims) return std::nullopt;
    IndexedShare share(evaluator, place, node, *rows, *claims);
    return share.trace(number_of(part), number_of(total), options);
  });
}

}  // namespace remit::row

#include <algorithm>

#include "row/index/run_index.h"
#include "row/index/sharers.h"
#include "row/ties.h"
#include "table/row_order.h"

namespace remit::row {
namespace {

class OrderedSharers : public Sharers {
 public:
  OrderedSharers(const SharersOf& of, std::span<const RowNumber> rows)
      : evaluator_(of.evaluator),
        place_of_(of.place),
        node_(of.node),
        claims_(of.claims),
        named_(of.named),
        rows_(rows) {}

  /// False: this row is none of them.
  bool find() {
    own_.row = place_of_.row;
    if (read_keys(evaluator_, node_.order, &own_)) return false;
    equal_ = equal_places(evaluator_, rows_, own_, node_.order);
    const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(equal_.begin);
    const auto end = rows_.begin() + static_cast<std::ptrdiff_t>(equal_.end);
    const auto at = std::lower_bound(begin, end, place_of_.row);
    if (at == end || *at != place_of_.row) return false;
    count_ = rows_.size();
    place_ = static_cast<std::uint64_t>(at - rows_.begin());
    before_ = sum_of_first(place_);
    all_ = sum_of_first(count_);
    return true;
  }

  std::span<const RowNumber> rows() override { return rows_; }

  TieTrace same_turn() override { return find_tie(evaluator_, own_, {rows_, node_.order, named_}); }

  TieTrace fared_otherwise(const OddSteps& odd) override {
    return named(odd.by_weight() ? of_equal_weight(odd) : of_equal_piece(odd));
  }

 private:
  Int128 sum_of_first(std::uint64_t count) {
    RunIndex& index = *evaluator_.index();
    return index.sum_of_first(place_of_.column, claims_.parts(), rows_, count);
  }

  /// The first of some places, and what decides between them and this row.
  TieTrace named(const std::vector<RowNumber>& places) const {
    TieTrace tie;
    tie.count = places.size();
    for (const RowNumber place : places) {
      const bool is_equal = equal_.begin <= place && place < equal_.end;
      if (!is_equal) tie.decided_by = node_.order.back().value;
      if (tie.rows.size() < named_) tie.rows.push_back(rows_[place]);
      if (!is_equal && tie.rows.size() == named_) break;
    }
    return tie;
  }

  std::vector<RowNumber> sort_by_weight(const OddSteps& odd) const {
    std::vector<std::uint64_t> places(rows_.size());
    std::vector<std::vector<std::int64_t>> keys(2, std::vector<std::int64_t>(rows_.size()));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      places[i] = i;
      keys[0][i] = static_cast<std::int64_t>(claims_.weight(rows_[i]));
      keys[1][i] = odd.lot(rows_[i]);
    }
    table::sort_rows(&places, keys);
    return {places.begin(), places.end()};
  }

  /// Those of the same weight that gained where this one lost, or lost where it gained.
  std::vector<RowNumber> of_equal_weight(const OddSteps& odd) {
    const std::vector<RowNumber>& places =
        evaluator_.index()->places(place_of_.column, rows_, [&] { return sort_by_weight(odd); });
    const int other = -odd.gained();
    const auto is_before = [&](RowNumber place, int wanted) {
      const Int128 theirs = claims_.weight(rows_[place]);
      return theirs != odd.weight() ? theirs < odd.weight() : odd.lot(rows_[place]) < wanted;
    };
    const auto begin = std::partition_point(
        places.begin(), places.end(), [&](RowNumber place) { return is_before(place, other); });
    const auto end = std::partition_point(
        begin, places.end(), [&](RowNumber place) { return is_before(place, other + 1); });
    return {begin, end};
  }

  std::vector<RowNumber> of_equal_piece(const OddSteps& odd) const {
    std::vector<RowNumber> places;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (odd.fared_otherwise(rows_[i])) places.push_back(static_cast<RowNumber>(i));
    return places;
  }

  Evaluator& evaluator_;
  const CellPlace& place_of_;
  const plan::Apportion& node_;
  const Claims& claims_;
  std::size_t named_;
  std::span<const RowNumber> rows_;
  Sortable own_;
  Places equal_;
};

}  // namespace

std::unique_ptr<Sharers> sharers_in_order(const SharersOf& of) {
  const auto rows = of.evaluator.index()->sharers(of.place, of.node);
  if (!rows || rows->empty()) return nullptr;
  auto found = std::make_unique<OrderedSharers>(of, *rows);
  return found->find() ? std::move(found) : nullptr;
}

}  // namespace remit::row

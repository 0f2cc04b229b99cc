#include "column/nodes/range_fold.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "column/nodes/best_of_range.h"
#include "column/nodes/cell_reader.h"
#include "column/nodes/copy_cell.h"
#include "column/nodes/join_of_range.h"
#include "column/nodes/kept_rows.h"
#include "column/nodes/order.h"
#include "column/nodes/order_of_stretch.h"
#include "number/fraction_sum.h"

namespace remit::column {
namespace {

using number::FractionSum;
using number::Rational;
using type::CellFault;
using type::FoldOp;

class Count final : public RangeFold {
 public:
  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    column->put_int64(result, at.is_empty() ? 0 : static_cast<std::int64_t>(at.end - at.begin));
  }
};

/// any and all, by how many rows are true.
class Truth final : public RangeFold {
 public:
  Truth(const ColumnStore& value, const SortedRows& rows, bool all) : all_(all) {
    true_before_.reserve(rows.rows.size() + 1);
    true_before_.push_back(0);
    for (const std::uint64_t row : rows.rows)
      true_before_.push_back(true_before_.back() + (truth_at(value, row) ? 1 : 0));
  }
  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    column->put_int64(result, holds(at) ? 1 : 0);
  }
  bool is_decided(Positions at, std::uint64_t) const override { return holds(at) != all_; }

 private:
  bool holds(Positions at) const {
    if (at.is_empty()) return all_;
    const std::size_t true_rows = true_before_[at.end] - true_before_[at.begin];
    return all_ ? true_rows == at.end - at.begin : true_rows > 0;
  }

  bool all_;
  std::vector<std::size_t> true_before_;  ///< by position
};

template <typename T>
class Sum final : public RangeFold {
 public:
  template <typename Read>
  Sum(const SortedRows& rows, const Read& read) {
    sum_before_.reserve(rows.rows.size() + 1);
    sum_before_.push_back(T(0));
    for (const std::uint64_t row : rows.rows) sum_before_.push_back(sum_before_.back() + read(row));
  }
  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put(result, Rational(0));
    column->put(result, convert<Integer>(sum_before_[at.end] - sum_before_[at.begin]));
  }

 private:
  std::vector<T> sum_before_;  ///< by position
};

/// Of ratios: of each stretch by itself, since the digits of a sum depend on what is in it.
class SumOfRatios final : public RangeFold {
 public:
  SumOfRatios(const ColumnStore& value, const SortedRows& rows, Stretch stretch)
      : sums_(each_alone(value, rows), rows.begins, stretch, {}) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put(result, Rational(0));
    const FractionSum sum = sums_.of(at);
    if (sum.is_beyond()) return column->put_fault(result, CellFault::overflow);
    column->put_ratio(result, sum.numerator(), sum.denominator());
  }

 private:
  static std::vector<FractionSum> each_alone(const ColumnStore& value, const SortedRows& rows) {
    std::vector<FractionSum> all(rows.rows.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += rational_at(value, rows.rows[i]);
    return all;
  }

  JoinOfRange<FractionSum, std::plus<FractionSum>> sums_;
};

std::unique_ptr<RangeFold> sum_of(const ColumnStore& value, const SortedRows& rows,
                                  Stretch stretch) {
  if (value.denominators) return std::make_unique<SumOfRatios>(value, rows, stretch);
  const Integer most =
      value.values.range.magnitude() *
      Integer(static_cast<std::int64_t>(std::max<std::size_t>(rows.rows.size(), 1)));
  if (value.values.width <= Width::int64 && most.fits_int128()) {
    return std::make_unique<Sum<Int128>>(
        rows, [&](std::uint64_t row) { return Int128(int64_at(value.values, row)); });
  }
  return std::make_unique<Sum<Integer>>(
      rows, [&](std::uint64_t row) { return integer_at(value.values, row); });
}

/// The middle value of rows in the order of their values: that of `high`, or the mean of it and of
/// `low`.
void put_middle(const ColumnStore& value, std::optional<std::uint64_t> low, std::uint64_t high,
                std::uint64_t result, ColumnWriter* column) {
  if (!low) return column->put(result, rational_at(value, high));
  column->put(result, (rational_at(value, *low) + rational_at(value, high)) / Rational(2));
}

/// The middle value of whole groups.
class Median final : public RangeFold {
 public:
  Median(const ColumnStore& value, const FoldGroups& groups, const SortedRows& rows)
      : value_(value),
        sorted_(sort_by_group(groups, ascending(rows), {sort_codes(value, false)})) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put_fault(result, CellFault::blank);
    const std::size_t count = at.end - at.begin, middle = at.begin + count / 2;
    std::optional<std::uint64_t> low;
    if (count % 2 == 0) low = sorted_.rows[middle - 1];
    put_middle(value_, low, sorted_.rows[middle], result, column);
  }

 private:
  const ColumnStore& value_;
  SortedRows sorted_;
};

/// The middle value of any stretch.
class MedianOfStretch final : public RangeFold {
 public:
  MedianOfStretch(const ColumnStore& value, const SortedRows& rows)
      : value_(value), order_(rows, {sort_codes(value, false)}) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put_fault(result, CellFault::blank);
    const std::size_t count = at.end - at.begin, half = count / 2;
    std::optional<std::uint64_t> low, high;
    order_.each_row(at, half - (count % 2 == 0 ? 1 : 0), half + 1, [&](std::uint64_t row) {
      low = high;
      high = row;
    });
    put_middle(value_, low, *high, result, column);
  }

 private:
  const ColumnStore& value_;
  OrderOfStretch order_;
};

class Only final : public RangeFold {
 public:
  Only(const ColumnStore& value, const SortedRows& rows) : copy_(value), rows_(rows) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put_fault(result, CellFault::none_found);
    if (at.end - at.begin > 1) return column->put_fault(result, CellFault::several_found);
    copy_(rows_.rows[at.begin], result, column);
  }

 private:
  CopyCell copy_;
  const SortedRows& rows_;
};

/// Whether two rows hold the same, so that it does not matter which of them is meant.
class SameValue {
 public:
  explicit SameValue(const ColumnStore& value) : value_(value) {}
  bool operator()(std::uint64_t a, std::uint64_t b) const {
    const type::Fault* fault = value_.fault(a);
    const type::Fault* other = value_.fault(b);
    if (fault != nullptr || other != nullptr) {
      return fault != nullptr && other != nullptr && fault->code == CellFault::blank &&
             other->code == CellFault::blank;
    }
    if (value_.denominators) return rational_at(value_, a) == rational_at(value_, b);
    return integer_at(value_.values, a) == integer_at(value_.values, b);
  }

 private:
  const ColumnStore& value_;
};

/// The row with the least ordinal: minimum, maximum, first, last.
class Pick final : public RangeFold {
 public:
  Pick(const ColumnStore& value, BestOfRange best) : copy_(value), best_(std::move(best)) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put_fault(result, CellFault::blank);
    const BestOfRange::Best best = best_.of(at);
    if (best.open) return column->put_fault(result, CellFault::several_found);
    copy_(best.row, result, column);
  }

 private:
  CopyCell copy_;
  BestOfRange best_;
};

/// first and last of rows that are sorted by the order already. A window whose key leads the order
/// has all rows or none of those that are equal in it.
class PickAtEnd final : public RangeFold {
 public:
  PickAtEnd(const ColumnStore& value, const FoldGroups& groups, const SortedRows& rows,
            const plan::Fold& node, const std::vector<std::vector<std::int64_t>>& keys)
      : value_(value), copy_(value), rows_(rows), last_(node.op == FoldOp::last) {
    if (!node.by_row) find_open(groups, keys);
  }

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    if (at.is_empty()) return column->put_fault(result, CellFault::blank);
    const std::size_t place = last_ ? at.end - 1 : at.begin;
    if (!open_.empty() && open_[place]) return column->put_fault(result, CellFault::several_found);
    copy_(first_.empty() ? rows_.rows[place] : first_[place], result, column);
  }

 private:
  void find_open(const FoldGroups& groups, const std::vector<std::vector<std::int64_t>>& keys) {
    const std::vector<std::uint64_t>& rows = rows_.rows;
    const SameValue same(value_);
    const auto equal = [&](std::uint64_t a, std::uint64_t b) {
      return groups.of_row[a] == groups.of_row[b] &&
             std::ranges::all_of(keys, [&](const auto& key) { return key[a] == key[b]; });
    };
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      bool open = false;
      for (end = begin + 1; end < rows.size() && equal(rows[end], rows[begin]); ++end)
        open = open || !same(rows[end], rows[begin]);
      if (!value_.is_clean()) first_.resize(end, rows[begin]);
      if (!open) continue;
      if (open_.empty()) open_.assign(rows.size(), false);
      std::fill(open_.begin() + static_cast<std::ptrdiff_t>(begin),
                open_.begin() + static_cast<std::ptrdiff_t>(end), true);
    }
  }

  const ColumnStore& value_;
  CopyCell copy_;
  const SortedRows& rows_;
  bool last_;
  std::vector<bool> open_;  ///< by position: an equal row has another value; empty: nowhere
  /// By position: the first of the rows that are equal, whose blank is that of all; empty: any will
  /// do.
  std::vector<std::uint64_t> first_;
};

/// The place of each row in the order, the same for equal rows unless the table decides; least is
/// best.
std::vector<std::int64_t> ordinals(const Environment& environment, const plan::Fold& node,
                                   const SortedRows& sorted) {
  const std::vector<std::vector<std::int64_t>> keys = order_codes(environment, node);
  std::vector<std::int64_t> places(static_cast<std::size_t>(environment.row_counts[node.rows]), 0);
  std::vector<std::uint64_t> rows = sorted.rows;
  std::sort(rows.begin(), rows.end());
  std::vector<Change> changes;
  if (!keys.empty()) sort_rows(&rows, keys, &changes);
  std::int64_t place = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool next = i > 0 && (node.by_row || (!keys.empty() && changes[i] != Change::none));
    if (next) ++place;
    places[rows[i]] = node.op == FoldOp::last ? ~place : place;
  }
  return places;
}

std::unique_ptr<RangeFold> pick(const ColumnStore& value, const SortedRows& rows,
                                const std::vector<std::int64_t>& places, Stretch stretch) {
  const SameValue same(value);
  return std::make_unique<Pick>(value, BestOfRange(rows, places, stretch, same));
}

}  // namespace

std::vector<std::vector<std::int64_t>> order_codes(const Environment& environment,
                                                   const plan::Fold& node) {
  std::vector<std::vector<std::int64_t>> keys;
  for (const plan::SortKey& key : node.order)
    keys.push_back(sort_codes(*environment.stores[key.value], key.descending));
  return keys;
}

std::unique_ptr<RangeFold> range_fold(const Environment& environment, const plan::Fold& node,
                                      const FoldGroups& groups, const SortedRows& rows,
                                      Stretch stretch, bool in_order) {
  if (node.kept) return fold_kept(environment, node, rows);
  if (node.op == FoldOp::count) return std::make_unique<Count>();
  const ColumnStore& value = *environment.stores[node.value];
  switch (node.op) {
    case FoldOp::any:
    case FoldOp::all:
      return std::make_unique<Truth>(value, rows, node.op == FoldOp::all);
    case FoldOp::sum:
      return sum_of(value, rows, stretch);
    case FoldOp::median:
      if (stretch != Stretch::group) return std::make_unique<MedianOfStretch>(value, rows);
      return std::make_unique<Median>(value, groups, rows);
    case FoldOp::only:
      return std::make_unique<Only>(value, rows);
    case FoldOp::minimum:
    case FoldOp::maximum:
      return pick(value, rows, sort_codes(value, node.op == FoldOp::maximum), stretch);
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::count:
      break;
  }
  if (in_order) {
    return std::make_unique<PickAtEnd>(value, groups, rows, node, order_codes(environment, node));
  }
  return pick(value, rows, ordinals(environment, node, rows), stretch);
}

}  // namespace remit::column

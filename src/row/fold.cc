#include "row/fold.h"

#include <algorithm>
#include <map>
#include <utility>

#include "number/fraction_sum.h"
#include "row/order.h"

namespace remit::row {
namespace {

using number::Rational;
using plan::FoldOp;

/// The middle of some values, or half the sum of the two in the middle.
Rational median_of(std::vector<Rational> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  if (values.size() % 2 == 1) return values[half];
  return (values[half - 1] + values[half]) / Rational(2);
}

/// What a fold has gathered so far.
class Gathered {
 public:
  explicit Gathered(FoldOp op) : op_(op) {}

  /// `value` is one that counts; for count it means nothing.
  void add(const Value& value) {
    switch (op_) {
      case FoldOp::sum:
        sum_ += number_of(value);
        break;
      case FoldOp::count:
        ++count_;
        break;
      case FoldOp::minimum:
        if (!best_ || compare(value, *best_) < 0) best_ = value;
        break;
      case FoldOp::maximum:
        if (!best_ || compare(value, *best_) > 0) best_ = value;
        break;
      case FoldOp::any:
        any_ = any_ || truth_of(value);
        break;
      case FoldOp::all:
        all_ = all_ && truth_of(value);
        break;
      case FoldOp::median:
        values_.push_back(number_of(value));
        break;
      case FoldOp::first:
      case FoldOp::last:
      case FoldOp::only:
        break;  // gathered by Picked
    }
  }

  /// Whether the result is known whatever the other rows are.
  bool decided() const { return op_ == FoldOp::any ? any_ : op_ == FoldOp::all && !all_; }

  Value result(const CellPlace& place) const {
    switch (op_) {
      case FoldOp::sum:
        if (sum_.is_beyond()) return place.fault(type::CellFault::overflow);
        return sum_.value();
      case FoldOp::count:
        return Rational(count_);
      case FoldOp::minimum:
      case FoldOp::maximum:
        return best_ ? *best_ : Value(place.fault(type::CellFault::blank));
      case FoldOp::any:
        return any_;
      case FoldOp::median:
        if (values_.empty()) return place.fault(type::CellFault::blank);
        return median_of(values_);
      case FoldOp::all:
      case FoldOp::first:
      case FoldOp::last:
      case FoldOp::only:
        break;
    }
    return all_;
  }

 private:
  FoldOp op_;
  number::FractionSum sum_;
  std::int64_t count_ = 0;
  std::optional<Value> best_;
  std::vector<Rational> values_;
  bool any_ = false;
  bool all_ = true;
};

/// Whether two rows give the same, so that it does not matter which of them is meant.
bool is_same(const Value& a, const Value& b) {
  if (is_fault(a) || is_fault(b)) return is_blank(a) && is_blank(b);
  return compare(a, b) == 0;
}

/// The one row of those that count.
class Picked {
 public:
  explicit Picked(const plan::Fold& node) : node_(node) {}

  void add(Sortable row, Value value) {
    ++count_;
    if (best_ && node_.op != FoldOp::only) {
      const std::strong_ordering order = compare(row, *best_, node_.order);
      const bool later = node_.op == FoldOp::last;
      if (order == 0 && !node_.by_row) open_ = open_ || !is_same(value, value_);
      const bool replaces = order == 0 ? later && node_.by_row : (order < 0) != later;
      if (!replaces) return;
      if (order != 0) open_ = false;
    }
    best_ = std::move(row);
    value_ = std::move(value);
  }

  Value result(const CellPlace& place) const {
    const bool only = node_.op == FoldOp::only;
    if (!best_) return place.fault(only ? type::CellFault::none_found : type::CellFault::blank);
    if (open_ || (only && count_ > 1)) return place.fault(type::CellFault::several_found);
    return value_;
  }

 private:
  const plan::Fold& node_;
  std::uint64_t count_ = 0;
  std::optional<Sortable> best_;
  Value value_;
  bool open_ = false;  ///< an equal row has another value
};

/// The rows in their order, of which some are kept.
class InOrder {
 public:
  explicit InOrder(const plan::Fold& node) : node_(node) {}

  void add(Sortable row, Value value) {
    values_.emplace(row.row, std::move(value));
    rows_.push_back(std::move(row));
  }

  Value result(const CellPlace& place) {
    sort_rows(&rows_, node_.order);
    const auto [begin, end] = node_.kept->of(rows_.size());
    std::vector<std::uint64_t> kept;
    for (std::uint64_t i = begin; i < end; ++i) kept.push_back(rows_[i].row);
    std::sort(kept.begin(), kept.end());
    Gathered gathered(node_.op);
    for (const std::uint64_t row : kept) {
      const Value& value = values_.at(row);
      if (is_fault(value)) return fault_where_needed(fault_of(value));
      gathered.add(value);
    }
    return gathered.result(place);
  }

 private:
  const plan::Fold& node_;
  std::vector<Sortable> rows_;
  std::map<std::uint64_t, Value> values_;  ///< by row
};

/// A bound of the window in this row; nothing where there is none.
std::optional<Value> bound(const CellPlace& place, plan::ColumnId column) {
  if (column == plan::kNoColumn) return std::nullopt;
  Value value = place.at(column);
  if (is_fault(value)) return fault_where_needed(fault_of(value));
  return value;
}

}  // namespace

std::vector<plan::ColumnId> fold_columns(const plan::Fold& node) {
  if (node.via != plan::kNoColumn) return {node.via};
  return node.partition;
}

FoldRows fold_rows(const CellPlace& place, const plan::Fold& node, const Groups& groups) {
  if (node.via != plan::kNoColumn) return {groups.rows_of({Reference{place.row}}), std::nullopt};
  if (!node.partitioned) return {groups.rows_of({}), std::nullopt};
  const bool joined = !node.ours.empty();
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const GroupKey key =
      group_key(place.cells, entity, joined ? node.ours : node.partition, place.row);
  if (key.fault) return {{}, key.fault};
  return {groups.rows_of(key.values), std::nullopt};
}

FoldBounds fold_bounds(const CellPlace& place, const plan::Fold& node) {
  FoldBounds bounds;
  if (!node.window) return bounds;
  bounds.lower = bound(place, node.window->lower);
  bounds.upper = bound(place, node.window->upper);
  if (node.window->place != plan::kNoColumn) bounds.place = place.at(node.window->place);
  for (const std::optional<Value>* each : {&bounds.place, &bounds.lower, &bounds.upper}) {
    if (*each && is_fault(**each) && !bounds.fault) bounds.fault = fault_of(**each);
  }
  return bounds;
}

Value counts_in_fold(Cells& cells, const plan::Fold& node, const FoldBounds& bounds,
                     std::uint64_t row) {
  if (bounds.place) {
    const Value place = cells.at(node.window->place, row);
    if (is_fault(place) || compare(place, *bounds.place) >= 0) return false;
  }
  Value counts = condition(cells, node.rows, node.where, row);
  if (is_false(counts) || !node.window) return counts;
  const Value key = cells.at(node.window->key, row);
  if (is_fault(key)) return is_fault(counts) ? counts : fault_where_needed(fault_of(key));
  const auto outside = [&](const std::optional<Value>& limit, bool open, bool below) {
    if (!limit) return false;
    const std::strong_ordering order = compare(key, *limit);
    return order == 0 ? open : (order < 0) == below;
  };
  if (outside(bounds.lower, node.window->lower_open, true)) return false;
  if (outside(bounds.upper, node.window->upper_open, false)) return false;
  return counts;
}

Value fold(const CellPlace& place, const plan::Fold& node, const Groups& groups,
           const std::optional<type::Fault>& unplaced) {
  if (!place.cells.is_given(node.rows)) return place.fault(type::CellFault::hole);
  const FoldRows members = fold_rows(place, node, groups);
  if (members.fault && type::belongs_nowhere(members.fault->code)) return *members.fault;
  if (members.fault) return unplaced ? *unplaced : *members.fault;
  const FoldBounds bounds = fold_bounds(place, node);
  if (bounds.fault) return *bounds.fault;
  const bool picks = plan::Fold::takes_one(node.op);
  Gathered gathered(node.op);
  Picked picked(node);
  InOrder in_order(node);
  // A missing cell must not hide the others from the evaluator, so the loop goes on after a fault.
  std::optional<type::Fault> first;
  for (const std::uint64_t row : members.rows) {
    const Value counts = counts_in_fold(place.cells, node, bounds, row);
    if (is_false(counts)) continue;
    Value value = counts;
    std::optional<type::Fault> fault;
    Sortable sortable{row, {}};
    if (is_fault(counts))
      fault = fault_of(counts);
    else if (picks || node.kept)
      fault = read_keys(place.cells, node.order, &sortable);
    if (!is_fault(counts) && node.op != FoldOp::count) value = place.cells.at(node.value, row);
    if (!fault && !picks && !node.kept && is_fault(value))
      fault = fault_where_needed(fault_of(value));
    if (fault) {
      if (!first) first = fault;
    } else if (picks) {
      picked.add(std::move(sortable), std::move(value));
    } else if (node.kept) {
      in_order.add(std::move(sortable), std::move(value));
    } else {
      gathered.add(value);
    }
  }
  if (gathered.decided()) return gathered.result(place);
  if (unplaced) return *unplaced;
  if (first) return *first;
  if (node.kept) return in_order.result(place);
  return picks ? picked.result(place) : gathered.result(place);
}

}  // namespace remit::row

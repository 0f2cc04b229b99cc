#include "row/fold.h"

namespace remit::row {
namespace {

using number::Rational;
using plan::FoldOp;

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
    }
  }

  /// Whether the result is known whatever the other rows are.
  bool decided() const { return op_ == FoldOp::any ? any_ : op_ == FoldOp::all && !all_; }

  Value result(const CellPlace& place) const {
    switch (op_) {
      case FoldOp::sum:
        return sum_;
      case FoldOp::count:
        return Rational(count_);
      case FoldOp::minimum:
      case FoldOp::maximum:
        return best_ ? *best_ : Value(place.fault(type::CellFault::blank));
      case FoldOp::any:
        return any_;
      case FoldOp::all:
        break;
    }
    return all_;
  }

 private:
  FoldOp op_;
  Rational sum_;
  std::int64_t count_ = 0;
  std::optional<Value> best_;
  bool any_ = false;
  bool all_ = true;
};

}  // namespace

std::vector<plan::ColumnId> fold_columns(const plan::Fold& node) {
  if (node.via != plan::kNoColumn) return {node.via};
  return node.partition;
}

FoldRows fold_rows(const CellPlace& place, const plan::Fold& node, const Groups& groups) {
  if (node.via != plan::kNoColumn) return {groups.rows_of({Reference{place.row}}), std::nullopt};
  if (!node.partitioned) return {groups.rows_of({}), std::nullopt};
  const GroupKey key = group_key(place.cells, node.rows, node.partition, place.row);
  if (key.fault) return {{}, key.fault};
  return {groups.rows_of(key.values), std::nullopt};
}

Value fold(const CellPlace& place, const plan::Fold& node, const Groups& groups,
           const std::optional<type::Fault>& unplaced) {
  if (!place.cells.is_given(node.rows)) return place.fault(type::CellFault::hole);
  const FoldRows members = fold_rows(place, node, groups);
  if (members.fault && type::belongs_nowhere(members.fault->code)) return *members.fault;
  if (members.fault) return unplaced ? *unplaced : *members.fault;
  Gathered gathered(node.op);
  // A missing cell must not hide the others from the evaluator, so the loop goes on after a fault.
  std::optional<type::Fault> first;
  for (const std::uint64_t row : members.rows) {
    const Value counts = condition(place.cells, node.rows, node.where, row);
    if (is_false(counts)) continue;
    Value value = counts;
    if (!is_fault(counts) && node.op != FoldOp::count) value = place.cells.at(node.value, row);
    if (is_fault(value)) {
      if (!first) first = fault_where_needed(fault_of(value));
      continue;
    }
    gathered.add(value);
  }
  if (gathered.decided()) return gathered.result(place);
  if (unplaced) return *unplaced;
  if (first) return *first;
  return gathered.result(place);
}

}  // namespace remit::row

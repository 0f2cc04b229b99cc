// A fold over rows of which some are not known.
#include <algorithm>

#include "needs/compared.h"
#include "needs/question.h"

namespace remit::needs {
namespace {

using plan::FoldOp;

/// What has been gathered of the rows.
class Gathered {
 public:
  explicit Gathered(FoldOp op) : op_(op) {}

  void add_faults(const Possible& faults) { faults_.add_faults(faults); }

  /// A row that counts for `certain`, or may count, with what its value can be.
  void add(bool certain, const Possible& value) {
    ++most_;
    if (certain) ++least_;
    if (op_ == FoldOp::count) return;
    faults_.add_faults(value);
    any_ = any_ || value.may_be(true);
    all_ = all_ && !value.may_be(false);
    const bool only_value = value.is_determined();
    surely_any_ = surely_any_ || (certain && only_value && value.may_be(true));
    surely_not_all_ = surely_not_all_ || (certain && only_value && value.may_be(false));
    const std::optional<Range> range = value.numbers();
    if (!range) return;
    const Range nothing{Rational(0), Rational(0)};
    sum_ = sum_ + (certain && !value.has_faults() ? *range : hull(*range, nothing));
    values_ = values_ ? hull(*values_, *range) : *range;
    if (!certain || value.has_faults()) return;
    lowest_ = lowest_ ? smaller(*lowest_, *range) : *range;
    highest_ = highest_ ? larger(*highest_, *range) : *range;
  }

  Possible result(const row::CellPlace& place, bool dates) const {
    Possible result;
    switch (op_) {
      case FoldOp::sum:
        result = Possible::within(sum_, false);
        break;
      case FoldOp::count:
        result = Possible::within({Rational(least_), Rational(most_)}, false);
        break;
      case FoldOp::any:
        if (surely_any_) return Possible(Value(true));
        result.add(Value(false));
        if (any_) result.add(Value(true));
        break;
      case FoldOp::all:
        if (surely_not_all_) return Possible(Value(false));
        result.add(Value(true));
        if (!all_) result.add(Value(false));
        break;
      case FoldOp::minimum:
      case FoldOp::maximum:
      case FoldOp::first:  // these are not gathered
      case FoldOp::last:
      case FoldOp::only:
      case FoldOp::median:
        if (values_) {
          const bool least = op_ == FoldOp::minimum;
          Range range = *values_;
          if (least && lowest_) range.high = smaller(range, *lowest_).high;
          if (!least && highest_) range.low = larger(range, *highest_).low;
          result = Possible::within(range, dates);
        }
        if (least_ == 0) result.add(Value(place.fault(type::CellFault::blank)));
    }
    result.add(faults_);
    return result;
  }

 private:
  FoldOp op_;
  std::int64_t least_ = 0, most_ = 0;
  bool any_ = false, all_ = true, surely_any_ = false, surely_not_all_ = false;
  Range sum_{Rational(0), Rational(0)};
  std::optional<Range> values_, lowest_, highest_;
  Possible faults_;
};

bool is_plain(const plan::Fold& node) {
  return !node.window && !node.kept && !plan::Fold::takes_one(node.op) &&
         !plan::Fold::halves(node.op);
}

}  // namespace

Possible Question::compute_fold(const plan::Fold& node, plan::ColumnId column, std::uint64_t row) {
  const row::CellPlace place = evaluator_.place(column, row);
  if (!evaluator_.is_given(node.rows)) return Possible(Value(place.fault(type::CellFault::hole)));
  const std::uint64_t rows = evaluator_.row_count(node.rows);
  if (touched_.rows[node.rows] || !is_plain(node) || rows > kMostRows) return unforeseen(column);
  const Possible here(Value(row::Reference{row}));
  const std::vector<plan::ColumnId>& ours = node.ours.empty() ? node.partition : node.ours;
  if (node.partitioned) {
    for (const plan::ColumnId own : ours)
      if (at(own, row).has_faults()) return unforeseen(column);
  }
  Gathered gathered(node.op);
  for (std::uint64_t each = 0; each < rows; ++each) {
    Member member = Member::yes;
    const auto join = [&](plan::ColumnId theirs, const Possible& own) {
      const Possible& other = at(theirs, each);
      member = std::min(member, have_same_value(own, other));
      for (const Value& value : other.few()) {
        if (row::is_fault(value) && !type::belongs_nowhere(row::fault_of(value).code))
          gathered.add_faults(other);
      }
    };
    if (node.via != plan::kNoColumn) join(node.via, here);
    for (std::size_t i = 0; node.partitioned && i < node.partition.size(); ++i)
      join(node.partition[i], at(ours[i], row));
    if (const type::Fault* refused = evaluator_.refused(node.rows, each)) {
      gathered.add_faults(Possible(Value(*refused)));
      continue;
    }
    if (member == Member::no) continue;
    bool certain = member == Member::yes;
    if (node.where != plan::kNoColumn) {
      const Possible& where = at(node.where, each);
      gathered.add_faults(where);
      if (!where.may_be(true)) continue;
      certain = certain && where.is_determined();
    }
    gathered.add(certain, node.op == FoldOp::count ? here : at(node.value, each));
  }
  return gathered.result(place, plan_.columns[column].type.kind == type::TypeKind::date);
}

/// Whether it comes to what the only row of its table has, which counts for certain.
bool Question::is_of_one_row(const plan::Fold& node) {
  const bool takes_all = is_plain(node) && node.via == plan::kNoColumn && !node.partitioned;
  if (!takes_all || node.op == FoldOp::count || touched_.rows[node.rows]) return false;
  if (!evaluator_.is_given(node.rows) || evaluator_.row_count(node.rows) != 1) return false;
  const auto is_true = [&](plan::ColumnId where) {
    const Possible& holds = at(where, 0);
    return holds.is_determined() && holds.may_be(true);
  };
  return evaluator_.refused(node.rows, 0) == nullptr &&
         (node.where == plan::kNoColumn || is_true(node.where)) && !at(node.value, 0).has_faults();
}

}  // namespace remit::needs

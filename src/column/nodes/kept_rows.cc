#include "column/nodes/kept_rows.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "column/nodes/cell_reader.h"
#include "column/nodes/join_of_range.h"
#include "column/nodes/order.h"
#include "column/nodes/order_of_stretch.h"
#include "column/run/fault_rule.h"
#include "number/fraction_sum.h"

namespace remit::column {
namespace {

using number::FractionSum;
using number::Rational;
using type::CellFault;
using type::FoldOp;
using type::Kept;

class CountOfKept final : public RangeFold {
 public:
  explicit CountOfKept(Kept kept) : kept_(kept) {}
  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    const auto [begin, end] = kept_.of(at.is_empty() ? 0 : at.end - at.begin);
    column->put_int64(result, static_cast<std::int64_t>(end - begin));
  }

 private:
  Kept kept_;
};

/// Of what is kept of a stretch, row by row. Where a row in error is kept, the first such row's.
class SumOfFew final : public RangeFold {
 public:
  SumOfFew(const ColumnStore& value, OrderOfStretch order, Kept kept)
      : value_(value),
        order_(std::move(order)),
        kept_(kept),
        whole_(value.is_clean() && !value.denominators) {}

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    const auto [begin, end] = kept_.of(at.is_empty() ? 0 : at.end - at.begin);
    if (whole_) {
      Integer sum(0);
      order_.each_row(at, begin, end,
                      [&](std::uint64_t row) { sum = sum + integer_at(value_.values, row); });
      return column->put(result, sum);
    }
    const type::Fault* first = nullptr;
    std::uint64_t first_row = 0;
    FractionSum sum;
    order_.each_row(at, begin, end, [&](std::uint64_t row) {
      if (const type::Fault* fault = value_.is_clean() ? nullptr : value_.fault(row)) {
        if (first == nullptr || row < first_row) first_row = row, first = fault;
      } else if (first == nullptr) {
        sum += rational_at(value_, row);
      }
    });
    if (first != nullptr) return column->put_fault(result, as_needed(*first));
    if (sum.is_beyond()) return column->put_fault(result, CellFault::overflow);
    if (!value_.denominators) return column->put(result, sum.value());
    column->put_ratio(result, sum.numerator(), sum.denominator());
  }

 private:
  const ColumnStore& value_;
  OrderOfStretch order_;
  Kept kept_;
  bool whole_;  ///< no row is in error, and coefficients add up
};

/// What lies between those at the ends, as the stretches between their positions. The values are
/// what the rows are put in order by: none is in error.
class SumWithoutEnds final : public RangeFold {
 public:
  SumWithoutEnds(const ColumnStore& value, const SortedRows& rows, OrderOfStretch order, Kept kept)
      : value_(value), order_(std::move(order)), kept_(kept) {
    if (value.denominators) {
      std::vector<FractionSum> alone(rows.rows.size());
      for (std::size_t i = 0; i < alone.size(); ++i) alone[i] += rational_at(value, rows.rows[i]);
      ratios_.emplace(std::move(alone), rows.begins, Stretch::any, std::plus<FractionSum>());
      return;
    }
    sum_before_.reserve(rows.rows.size() + 1);
    sum_before_.emplace_back(0);
    for (const std::uint64_t row : rows.rows)
      sum_before_.push_back(sum_before_.back() + integer_at(value.values, row));
  }

  void put(Positions at, std::uint64_t result, ColumnWriter* column) const override {
    const std::size_t count = at.is_empty() ? 0 : at.end - at.begin;
    const auto [begin, end] = kept_.of(count);
    if (begin == end) return column->put(result, Rational(0));
    if (ratios_) return put_ratio(at, begin, end, result, column);
    Integer sum = sum_before_[at.end] - sum_before_[at.begin];
    const auto leave_out = [&](std::uint64_t row) { sum = sum - integer_at(value_.values, row); };
    order_.each_row(at, 0, begin, leave_out);
    order_.each_row(at, end, count, leave_out);
    column->put(result, sum);
  }

 private:
  /// Of the places `kept_begin` to `kept_end`.
  void put_ratio(Positions at, std::size_t kept_begin, std::size_t kept_end, std::uint64_t result,
                 ColumnWriter* column) const {
    std::vector<std::size_t> gaps;
    for (std::size_t place = 0; place < at.end - at.begin; ++place) {
      if (place == kept_begin) place = kept_end;
      if (place < at.end - at.begin) gaps.push_back(order_.position(at, place));
    }
    std::sort(gaps.begin(), gaps.end());
    gaps.push_back(at.end);
    FractionSum sum;
    for (std::size_t begin = at.begin; const std::size_t gap : gaps) {
      if (begin < gap) sum += ratios_->of({begin, gap});
      begin = gap + 1;
    }
    if (sum.is_beyond()) return column->put_fault(result, CellFault::overflow);
    column->put_ratio(result, sum.numerator(), sum.denominator());
  }

  const ColumnStore& value_;
  OrderOfStretch order_;
  Kept kept_;
  std::vector<Integer> sum_before_;  ///< by position; none of ratios
  std::optional<JoinOfRange<FractionSum, std::plus<FractionSum>>> ratios_;
};

}  // namespace

std::unique_ptr<RangeFold> fold_kept(const Environment& environment, const plan::Fold& node,
                                     const SortedRows& rows) {
  if (node.op == FoldOp::count) return std::make_unique<CountOfKept>(*node.kept);
  const ColumnStore& value = *environment.stores[node.value];
  OrderOfStretch order(rows, order_codes(environment, node));
  if (node.kept->most != Kept::kAll)
    return std::make_unique<SumOfFew>(value, std::move(order), *node.kept);
  return std::make_unique<SumWithoutEnds>(value, rows, std::move(order), *node.kept);
}

}  // namespace remit::column

#include "column/nodes/smaller_places.h"

#include <functional>
#include <limits>

#include "column/nodes/cell_reader.h"
#include "column/nodes/copy_cell.h"
#include "number/fraction_sum.h"

namespace remit::column {
namespace {

using number::FractionSum;
using number::Rational;
using type::CellFault;
using type::FoldOp;

/// The items of all rows, and what they come to for each result.
template <typename Item>
class Joined : public RangeFold {
 public:
  template <typename Read, typename Join = std::plus<Item>>
  Joined(const SortedRows& rows, const std::vector<std::int64_t>& places,
         const std::vector<Positions>& asked, const Read& read, const Join& join = {}) {
    std::vector<Item> items;
    items.reserve(rows.rows.size());
    for (const std::uint64_t row : rows.rows) items.push_back(read(row));
    of_result_ = join_smaller_places(items, rows.rows, places, asked, join);
  }

 protected:
  std::vector<Item> of_result_;
};

class Count final : public Joined<std::int64_t> {
 public:
  using Joined::Joined;
  void put(Positions, std::uint64_t result, ColumnWriter* column) const override {
    column->put_int64(result, of_result_[result]);
  }
};

class Sum final : public Joined<Integer> {
 public:
  using Joined::Joined;
  void put(Positions, std::uint64_t result, ColumnWriter* column) const override {
    column->put(result, of_result_[result]);
  }
};

class SumOfRatios final : public Joined<FractionSum> {
 public:
  using Joined::Joined;
  void put(Positions, std::uint64_t result, ColumnWriter* column) const override {
    const FractionSum& sum = of_result_[result];
    if (sum.is_beyond()) return column->put_fault(result, CellFault::overflow);
    column->put_ratio(result, sum.numerator(), sum.denominator());
  }
};

/// `any` by the rows that are true, `all` by those that are false.
class Truth final : public Joined<std::int64_t> {
 public:
  Truth(const ColumnStore& value, const SortedRows& rows, const std::vector<std::int64_t>& places,
        const std::vector<Positions>& asked, bool all)
      : Joined(rows, places, asked,
               [&](std::uint64_t row) { return std::int64_t{truth_at(value, row) != all}; }),
        all_(all) {}
  void put(Positions, std::uint64_t result, ColumnWriter* column) const override {
    column->put_int64(result, (of_result_[result] > 0) != all_ ? 1 : 0);
  }
  bool is_decided(Positions, std::uint64_t result) const override { return of_result_[result] > 0; }

 private:
  bool all_;
};

struct Best {
  static constexpr auto kNone = std::numeric_limits<std::uint64_t>::max();
  std::int64_t code = 0;
  std::uint64_t row = kNone;

  Best operator+(const Best& other) const {
    if (row == kNone || (other.row != kNone && other.code < code)) return other;
    return *this;
  }
};

class Extreme final : public Joined<Best> {
 public:
  Extreme(const ColumnStore& value, const SortedRows& rows, const std::vector<std::int64_t>& places,
          const std::vector<Positions>& asked, const std::vector<std::int64_t>& codes)
      : Joined(rows, places, asked,
               [&](std::uint64_t row) {
                 return Best{codes[static_cast<std::size_t>(row)], row};
               }),
        copy_(value) {}
  void put(Positions, std::uint64_t result, ColumnWriter* column) const override {
    const Best& best = of_result_[result];
    if (best.row == Best::kNone) return column->put_fault(result, CellFault::blank);
    copy_(best.row, result, column);
  }

 private:
  CopyCell copy_;
};

}  // namespace

std::unique_ptr<RangeFold> fold_smaller_places(const Environment& environment,
                                               const plan::Fold& node, const SortedRows& rows,
                                               const std::vector<std::int64_t>& places,
                                               const std::vector<Positions>& asked) {
  if (node.op == FoldOp::count)
    return std::make_unique<Count>(rows, places, asked, [](std::uint64_t) { return 1; });
  const ColumnStore& value = *environment.stores[node.value];
  if (node.op == FoldOp::any || node.op == FoldOp::all)
    return std::make_unique<Truth>(value, rows, places, asked, node.op == FoldOp::all);
  if (node.op == FoldOp::minimum || node.op == FoldOp::maximum)
    return std::make_unique<Extreme>(value, rows, places, asked,
                                     sort_codes(value, node.op == FoldOp::maximum));
  if (value.denominators) {
    return std::make_unique<SumOfRatios>(rows, places, asked, [&](std::uint64_t row) {
      FractionSum one;
      one += rational_at(value, row);
      return one;
    });
  }
  return std::make_unique<Sum>(rows, places, asked,
                               [&](std::uint64_t row) { return integer_at(value.values, row); });
}

}  // namespace remit::column

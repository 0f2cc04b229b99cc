#include "table/whole_shares.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "number/decimal.h"
#include "table/cell_text.h"

namespace remit::table {
namespace {

constexpr int kPercent = 2;  // 1 is 100%

/// 1 as a coefficient. Where it has more digits than a coefficient may have, every one is smaller.
Int128 whole_of(int decimals) {
  Int128 whole = 0;
  return rescale(1, 0, decimals, whole) == NumberStatus::ok ? whole : kInt128Max;
}

template <typename T>
constexpr bool kIsInteger =
    std::is_same_v<T, Buffer<std::int32_t>> || std::is_same_v<T, Buffer<std::int64_t>> ||
    std::is_same_v<T, Buffer<Int128>>;

}  // namespace

bool is_share_of_whole(Int128 coefficient, int decimals) {
  return coefficient >= 0 && coefficient <= whole_of(decimals);
}

void refuse_beyond_whole(const FieldSchema& field, ColumnData& column, InputProblem problem,
                         std::vector<InputProblem>& problems) {
  const Int128 whole = whole_of(column.decimals);
  Faults added;
  const auto refuse = [&](const auto& values) {
    if constexpr (kIsInteger<std::decay_t<decltype(values)>>) {
      const auto outside = [whole](const auto value) { return value < 0 || value > whole; };
      // As a rule there is none, and one look over the column is all.
      if (std::none_of(values.begin(), values.end(), outside)) return;
      for (std::uint64_t row = 0; row < values.size(); ++row) {
        if (!outside(values[row]) || column.fault(row) != nullptr) continue;
        const Int128 value{values[row]};
        added.push_back({row, {type::CellFault::bad_cell, field.column, row}});
        problem.kind = ProblemKind::beyond_whole;
        problem.code = type::CellFault::bad_cell;
        problem.row = row;
        problem.text = number::format_minimal(number::Decimal{value, column.decimals});
        problem.hint =
            number::format_minimal(number::Decimal{value, column.decimals - kPercent}) + "%";
        problems.push_back(problem);
      }
    }
  };
  std::visit(refuse, column.storage);
  if (added.empty()) return;
  column.faults.insert(column.faults.end(), added.begin(), added.end());
  std::sort(column.faults.begin(), column.faults.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

}  // namespace remit::table

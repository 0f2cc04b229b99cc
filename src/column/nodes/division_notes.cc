#include "column/nodes/division_notes.h"

#include "base/budget.h"

namespace remit::column {

using number::Rational;
using number::ShareBound;
using table::DividedGroup;

namespace {

/// Of all rows, and the bound that no weight exceeds.
DividedGroup::ByWeight sum_of_weights(const ShareReader& weight,
                                      std::span<const std::uint64_t> rows) {
  if (!weight.is_given()) return {std::nullopt, Rational(rows.size()), Rational(1)};
  Int128 sum = 0;
  for (const std::uint64_t row : rows) sum += weight.int64(row);
  return {std::nullopt, Rational::from_decimal(Integer(sum), weight.decimals()),
          Rational::from_decimal(weight.range().hi, weight.decimals())};
}

}  // namespace

DivisionNotes::DivisionNotes(std::vector<DividedGroup>* groups, std::uint64_t rows_of_table)
    : groups_(rows_of_table <= std::uint64_t{UINT32_MAX} ? groups : nullptr) {}

bool DivisionNotes::begin(const std::vector<std::uint64_t>& rows) {
  if (groups_ == nullptr || rows.size() < DividedGroup::kLeastRows) return false;
  base::take_memory(static_cast<std::int64_t>(rows.size() * sizeof(std::uint32_t)));
  group_ = DividedGroup();
  group_.rows.resize(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    group_.rows[i] = static_cast<std::uint32_t>(rows[i]);
  next_ = 0;
  sum_ = 0;
  return true;
}

void DivisionNotes::end(std::optional<DividedGroup::ByWeight> by_weight) {
  group_.before.push_back(sum_);
  group_.by_weight = std::move(by_weight);
  groups_->push_back(std::move(group_));
}

DividedGroup::ByWeight free_weights(const ShareReader& weight, std::span<const std::uint64_t> rows,
                                    std::int64_t steps) {
  DividedGroup::ByWeight result = sum_of_weights(weight, rows);
  result.rate = Rational(steps) / result.weights;
  return result;
}

std::optional<DividedGroup::ByWeight> bounded_weights(const ShareReader& weight,
                                                      std::span<const std::uint64_t> rows,
                                                      std::span<const number::Share> shares,
                                                      const Rational& step) {
  if (weight.is_given() && !weight.is_small()) return std::nullopt;
  DividedGroup::ByWeight result = sum_of_weights(weight, rows);
  bool all_full = true;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const Rational own = weight.is_given() ? weight.number(rows[i]) : Rational(1);
    if (own.is_zero()) continue;
    if (shares[i].bound == ShareBound::none) {
      result.rate = shares[i].exact.abs() / (step * own);
      return result;
    }
    all_full = all_full && shares[i].bound == ShareBound::cap;
  }
  if (!all_full) return std::nullopt;
  return result;
}

}  // namespace remit::column

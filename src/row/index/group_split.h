// The common rate at which a total was divided, found again from its parts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/int128.h"
#include "number/apportion.h"
#include "plan/plan.h"
#include "row/index/stored_groups.h"
#include "table/divided_group.h"

namespace remit::row {

class RunIndex;

/// A stored column of machine integers, read as coefficients; of the whole: one for all rows.
class Coefficients {
 public:
  /// Nothing for a column that is not stored so, and for one with values of 90 bits and more: those
  /// below leave room to be scaled.
  static std::optional<Coefficients> of(RunIndex& index, plan::ColumnId column,
                                        plan::EntityId rows_of);

  Int128 at(std::uint64_t row) const {
    const std::uint64_t place = of_whole_ ? 0 : row;
    if (values_ != nullptr) return values_[place];
    return narrow_ != nullptr ? Int128{narrow_[place]} : wide_[place];
  }
  int decimals() const { return decimals_; }
  /// No value has more.
  int bits() const;
  bool is_of_whole() const { return of_whole_; }

  /// Calls `use` with how to read the coefficient of a row: an integer of the width as stored. Not
  /// of a column of the whole.
  template <typename Use>
  void read(const Use& use) const {
    if (values_ != nullptr)
      return use([values = values_](std::uint64_t row) { return values[row]; });
    if (narrow_ != nullptr)
      return use([values = narrow_](std::uint64_t row) { return values[row]; });
    use([values = wide_](std::uint64_t row) { return values[row]; });
  }

 private:
  const std::int32_t* narrow_ = nullptr;
  const std::int64_t* values_ = nullptr;
  const Int128* wide_ = nullptr;
  bool of_whole_ = false;
  int decimals_ = 0;
};

/// Coefficients as steps of a grid; they are not negative.
class Steps {
 public:
  /// Nothing for a grid beyond machine integers.
  static std::optional<Steps> make(const number::Decimal& increment, int decimals);

  Int128 below(Int128 coefficient) const { return coefficient * up_ / down_; }
  Int128 above(Int128 coefficient) const { return (coefficient * up_ + down_ - 1) / down_; }
  /// Of as many steps as a coefficient of so many bits can be.
  int bits(int of_coefficient) const;

 private:
  Int128 up_ = 1, down_ = 1;
};

/// What the rows of one division bring along, in steps of the grid.
class Claims {
 public:
  static std::optional<Claims> of(RunIndex& index, plan::EntityId entity,
                                  const plan::Apportion& node, plan::ColumnId parts);

  /// In coefficients; 1 for equal shares.
  Int128 weight(std::uint64_t row) const { return weight_ ? weight_->at(row) : 1; }
  /// The column of the weights if each row has its own, or null.
  const Coefficients* weights() const {
    return weight_ && !weight_->is_of_whole() ? &*weight_ : nullptr;
  }
  std::optional<Int128> cap(std::uint64_t row) const {
    if (!cap_) return std::nullopt;
    return cap_steps_.below(cap_->at(row));
  }
  Int128 floor(std::uint64_t row) const {
    return floor_ ? floor_steps_.above(floor_->at(row)) : Int128{0};
  }
  /// No cap or floor has more.
  int bits_of_bounds() const;
  const Coefficients& parts() const { return *parts_; }
  /// What the row got, without its sign.
  Int128 part(std::uint64_t row) const {
    const Int128 part = parts_->at(row);
    return part_steps_.below(part < 0 ? -part : part);
  }

 private:
  std::optional<Coefficients> weight_, cap_, floor_, parts_;
  Steps cap_steps_, floor_steps_, part_steps_;
};

/// The exact share of a row is its weight times `top` / `bottom`, in lowest terms, held between its
/// floor and its cap; of one that `is_full` everybody with a weight stands at the cap.
struct GroupSplit {
  bool is_full = false;
  Int128 top = 0, bottom = 1;
  Int128 weights = 0;  ///< of all rows, as coefficients
  Int128 heaviest = 0;

  struct Exact {
    Int128 top = 0, bottom = 1;  ///< steps
    number::ShareBound bound = number::ShareBound::none;
  };
  Exact exact(const Claims& claims, std::uint64_t row) const;
};

/// The split that a run kept of a group, of weights with so many decimals; nothing where machine
/// integers do not do.
std::optional<GroupSplit> split_as_kept(const Claims& claims,
                                        const table::DividedGroup::ByWeight& kept,
                                        int weight_decimals);

/// Divides `steps` by weight again, knowing the parts: whoever got the cap or the floor most likely
/// stands there, and the rate that follows is checked against all rows, until it holds. So a few
/// passes. Nothing where machine integers do not do, or where the parts tell no rate.
std::optional<GroupSplit> find_split(const Claims& claims, std::span<const RowNumber> rows,
                                     Int128 steps);

}  // namespace remit::row

#pragma once

#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "row/evaluator.h"

namespace remit::row {

/// The cells of a row as they would be if the policy did not have one of its limits.
class WithoutLimit : public Cells {
 public:
  /// The limit is `limit.operand` of the `min` or `max` in the formula of `column`.
  WithoutLimit(Evaluator& evaluator, plan::ColumnId column, const LeftOut& limit)
      : evaluator_(evaluator), column_(column), limit_(limit) {}

  /// Computed anew along formulas and lookups; nothing where a node over several rows lies between,
  /// or where the way is long.
  std::optional<Value> cell(plan::ColumnId column, std::uint64_t row);

  Value at(plan::ColumnId column, std::uint64_t row) override;
  bool complete() const override { return evaluator_.complete(); }
  std::uint64_t row_count(plan::EntityId entity) const override {
    return evaluator_.row_count(entity);
  }
  bool is_given(plan::EntityId entity) const override { return evaluator_.is_given(entity); }
  Value input(plan::ColumnId column, std::uint64_t row) override {
    return evaluator_.input(column, row);
  }
  const type::Fault* refused(plan::EntityId entity, std::uint64_t row) const override {
    return evaluator_.refused(entity, row);
  }
  std::string_view keep(std::string text) override { return evaluator_.keep(std::move(text)); }
  const table::WorkCalendar& calendar(std::uint32_t index) override {
    return evaluator_.calendar(index);
  }

 private:
  Value compute(plan::ColumnId column, std::uint64_t row);

  Evaluator& evaluator_;
  plan::ColumnId column_;
  LeftOut limit_;
  base::HashMap<std::pair<plan::ColumnId, std::uint64_t>, Value> known_;
  int depth_ = 0;
  bool unknown_ = false;
};

}  // namespace remit::row

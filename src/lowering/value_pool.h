#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "base/hash_map.h"
#include "check/model.h"
#include "lowering/plan_names.h"

namespace remit::lowering {

using ValueId = std::uint32_t;

/// One operation of a formula on its way from the model to the plan. Operands precede it.
struct Value {
  Opcode op = Opcode::blank;
  type::Notation notation = type::Notation::plain;  ///< of a number
  type::Type type;
  std::uint32_t payload = 0;
  std::uint32_t first_operand = 0;
  std::uint32_t operand_count = 0;
  /// The first value that means the same, whatever its span: equal for equal values.
  ValueId number = 0;
  /// The entity whose rows it reads; kWhole if it is the same for every row.
  EntityId entity = kWhole;
  /// Can be CellFault::blank, a state that `is_given` and `otherwise` tell from an error.
  bool may_be_blank = false;
  base::Span span;
};

/// All values of one lowering, and the constants they point to. Append-only.
class ValuePool {
 public:
  /// `model` outlives the pool.
  explicit ValuePool(const check::Model& model);
  ValuePool(const ValuePool&) = delete;
  ValuePool& operator=(const ValuePool&) = delete;

  const Value& operator[](ValueId id) const { return values_[id]; }
  std::span<const ValueId> operands(ValueId id) const {
    return {operands_.data() + values_[id].first_operand, values_[id].operand_count};
  }
  ValueId operand(ValueId id, std::uint32_t index) const {
    return operands_[values_[id].first_operand + index];
  }
  bool same(ValueId a, ValueId b) const { return values_[a].number == values_[b].number; }
  bool is_constant(ValueId id) const { return type::is_constant(values_[id].op); }

  /// How many values there are that mean different things.
  std::size_t distinct() const { return known_.size(); }

  const check::Model& model() const { return model_; }
  const number::Rational& number(ValueId id) const { return numbers_[values_[id].payload]; }
  const number::Rational& number_at(std::uint32_t index) const { return numbers_[index]; }
  const std::string& text_at(std::uint32_t index) const { return texts_[index]; }

  /// Index of an equal number, text or rounding, stored once.
  std::uint32_t intern(const number::Rational& value);
  std::uint32_t intern(const std::string& value);

  ValueId number_leaf(const number::Rational& value, type::Type type, base::Span span,
                      type::Notation notation = type::Notation::plain);
  ValueId boolean_leaf(bool value, base::Span span);
  ValueId column_leaf(ColumnId column, EntityId entity, type::Type type, base::Span span);
  /// As it stands, without simplification. `operands` may be part of this pool.
  ValueId add(Opcode op, type::Type type, std::uint32_t payload, std::span<const ValueId> operands,
              base::Span span);

 private:
  /// Values that mean the same are one to these: the first of them stands for all. Nothing is
  /// copied into the set; it looks at the pool.
  struct SameMeaning {
    using is_avalanching = void;
    const ValuePool* pool;
    std::size_t operator()(ValueId id) const;
    bool operator()(ValueId a, ValueId b) const;
  };

  static constexpr ValueId kNoLeaf = 0xFFFFFFFF;

  bool may_be_blank(Opcode op, std::span<const ValueId> operands) const;
  ValueId append(Value value, std::span<const ValueId> operands);

  const check::Model& model_;
  std::vector<Value> values_;
  std::vector<ValueId> operands_;
  std::vector<ValueId> first_leaves_;  // by ColumnId: the first value that reads it
  std::vector<number::Rational> numbers_;
  std::vector<std::string> texts_;
  base::HashSet<ValueId, SameMeaning, SameMeaning> known_;
  base::HashMap<number::Rational, std::uint32_t> known_numbers_;
  base::HashMap<std::string, std::uint32_t> known_texts_;
};

}  // namespace remit::lowering

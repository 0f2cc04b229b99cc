#include "lowering/value_pool.h"

#include <algorithm>
#include <cassert>

#include "base/budget.h"

namespace remit::lowering {
namespace {

constexpr std::uint64_t kUnitsPerValue = 20;

template <typename T, typename Index>
std::uint32_t intern_in(std::vector<T>& list, Index& index, const T& value) {
  const auto [position, is_new] = index.try_emplace(value, static_cast<std::uint32_t>(list.size()));
  if (is_new) list.push_back(value);
  return position->second;
}

}  // namespace

ValuePool::ValuePool(const check::Model& model)
    : model_(model), known_(0, SameMeaning{this}, SameMeaning{this}) {
  values_.reserve(model.exprs.size());
  operands_.reserve(model.exprs.size());
  known_.reserve(model.exprs.size() / 2);
  numbers_.reserve(model.numbers.size());
  known_numbers_.reserve(model.numbers.size());
  first_leaves_.resize(model.columns.size(), kNoLeaf);
}

std::uint32_t ValuePool::intern(const number::Rational& value) {
  return intern_in(numbers_, known_numbers_, value);
}

std::uint32_t ValuePool::intern(const std::string& value) {
  return intern_in(texts_, known_texts_, value);
}

ValueId ValuePool::number_leaf(const number::Rational& value, type::Type type, base::Span span,
                               type::Notation notation) {
  Value leaf;
  leaf.op = Opcode::number;
  leaf.notation = notation;
  leaf.type = type;
  leaf.payload = intern(value);
  leaf.span = span;
  return append(leaf, {});
}

ValueId ValuePool::boolean_leaf(bool value, base::Span span) {
  return add(Opcode::boolean, type::kBoolean, value ? 1 : 0, {}, span);
}

ValueId ValuePool::column_leaf(ColumnId column, EntityId entity, type::Type type, base::Span span) {
  Value value;
  value.op = Opcode::column;
  value.type = type;
  value.payload = column;
  value.entity = entity;
  value.may_be_blank = true;
  value.span = span;
  if (first_leaves_.size() <= column) first_leaves_.resize(column + 1, kNoLeaf);
  const ValueId first = first_leaves_[column];
  if (first == kNoLeaf) return first_leaves_[column] = append(value, {});
  if (values_[first].type != type) return append(value, {});
  // Most values are columns read again: known without a search.
  value.number = values_[first].number;
  value.first_operand = static_cast<std::uint32_t>(operands_.size());
  values_.push_back(value);
  return static_cast<ValueId>(values_.size() - 1);
}

ValueId ValuePool::add(Opcode op, type::Type type, std::uint32_t payload,
                       std::span<const ValueId> operands, base::Span span) {
  assert(op != Opcode::column);
  Value value;
  value.op = op;
  value.type = type;
  value.payload = payload;
  value.span = span;
  for (const ValueId id : operands) {
    if (values_[id].entity != kWhole) value.entity = values_[id].entity;
  }
  value.may_be_blank = may_be_blank(op, operands);
  return append(value, operands);
}

bool ValuePool::may_be_blank(Opcode op, std::span<const ValueId> operands) const {
  switch (type::operation(op).evaluation) {
    case type::Evaluation::branch:
      return values_[operands[1]].may_be_blank || values_[operands[2]].may_be_blank;
    case type::Evaluation::fallback:
      return values_[operands[1]].may_be_blank;
    case type::Evaluation::strict:
    case type::Evaluation::until_false:
    case type::Evaluation::until_true:
    case type::Evaluation::counted:
    case type::Evaluation::given:
    case type::Evaluation::certain:
      break;
  }
  return op == Opcode::blank;
}

ValueId ValuePool::append(Value value, std::span<const ValueId> operands) {
  base::spend(kUnitsPerValue + operands.size());
  const auto id = static_cast<ValueId>(values_.size());
  value.first_operand = static_cast<std::uint32_t>(operands_.size());
  value.operand_count = static_cast<std::uint32_t>(operands.size());
  // The operands may lie in operands_ itself, which is about to grow.
  const absl::InlinedVector<ValueId, 8> copy(operands.begin(), operands.end());
  operands_.insert(operands_.end(), copy.begin(), copy.end());
  values_.push_back(value);
  values_[id].number = *known_.insert(id).first;
  return id;
}

std::size_t ValuePool::SameMeaning::operator()(ValueId id) const {
  const Value& value = (*pool)[id];
  std::size_t hash =
      absl::HashOf(value.op, value.notation, value.type.kind, value.type.ref, value.payload);
  for (const ValueId operand : pool->operands(id)) {
    hash = absl::HashOf(hash, (*pool)[operand].number);
  }
  return hash;
}

bool ValuePool::SameMeaning::operator()(ValueId a, ValueId b) const {
  const Value& first = (*pool)[a];
  const Value& second = (*pool)[b];
  const auto same_operand = [this](ValueId x, ValueId y) { return pool->same(x, y); };
  return first.op == second.op && first.notation == second.notation && first.type == second.type &&
         first.payload == second.payload &&
         std::ranges::equal(pool->operands(a), pool->operands(b), same_operand);
}

}  // namespace remit::lowering

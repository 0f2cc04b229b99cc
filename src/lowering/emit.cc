#include "lowering/emit.h"

namespace remit::lowering {
namespace {

constexpr ExpressionId kUnwritten = 0xFFFFFFFF;

}  // namespace

ExpressionId PlanEmitter::expression(ValueId root) {
  // Of values that mean the same, the first is written, for all of them.
  root = pool_[root].number;
  stack_.assign(1, root);
  while (!stack_.empty()) {
    const ValueId id = stack_.back();
    if (written_.size() <= id) written_.resize(id + 1, kUnwritten);
    if (written_[id] == kUnwritten) {
      const std::size_t before = stack_.size();
      for (const ValueId operand : pool_.operands(id)) {
        const ValueId first = pool_[operand].number;
        if (written_[first] == kUnwritten) stack_.push_back(first);
      }
      if (stack_.size() > before) continue;
      written_[id] = write(id);
    }
    stack_.pop_back();
  }
  return written_[root];
}

ExpressionId PlanEmitter::write(ValueId id) {
  const Value& value = pool_[id];
  if (value.op == Opcode::number) {
    return builder_.number(pool_.number(id), value.type, value.span, value.notation);
  }
  if (value.op == Opcode::text) return builder_.text(pool_.text_at(value.payload));
  if (value.op == Opcode::column) return builder_.column(placed(value.payload), value.span);
  absl::InlinedVector<ExpressionId, 8> operands;
  for (const ValueId operand : pool_.operands(id))
    operands.push_back(written_[pool_[operand].number]);
  return builder_.apply(value.op, value.type, operands, value.payload, value.span);
}

Node PlanEmitter::node(Node draft, const std::vector<PartySplit>& splits) {
  if (auto* map = std::get_if<Map>(&draft)) {
    map->expression = expression(map->expression);
  } else if (auto* share = std::get_if<PartyShare>(&draft)) {
    share->split = split(share->split, splits);
  } else {
    visit_columns(draft, [&](ColumnId& id) { id = placed(id); });
  }
  return draft;
}

std::uint32_t PlanEmitter::split(std::uint32_t index, const std::vector<PartySplit>& splits) {
  if (split_ids_.size() <= index) split_ids_.resize(index + 1, kUnwritten);
  if (split_ids_[index] == kUnwritten) {
    PartySplit copy = splits[index];
    visit_split_columns(copy, [&](ColumnId& id) { id = placed(id); });
    split_ids_[index] = builder_.add_party_split(std::move(copy));
  }
  return split_ids_[index];
}

}  // namespace remit::lowering

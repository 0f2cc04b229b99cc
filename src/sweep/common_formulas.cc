#include "sweep/common_formulas.h"

#include <cstdint>

#include "type/operations.h"

namespace remit::sweep {
namespace {

using plan::EntityId;
using plan::ExpressionId;

/// A column is written once and read once by each: fewer readers than this are as well off with a
/// formula that is computed along with theirs.
constexpr std::uint32_t kLeastReaders = 3;

class Counting {
 public:
  explicit Counting(const plan::Plan& plan)
      : plan_(plan), readers_(plan.expressions.size()), seen_(plan.expressions.size()) {}

  void read(ExpressionId root) {
    ++readers_[root];
    std::vector<ExpressionId> stack{root};
    while (!stack.empty()) {
      const ExpressionId id = stack.back();
      stack.pop_back();
      if (seen_[id]) continue;
      seen_[id] = true;
      for (std::uint32_t i = 0; i < plan_.expressions[id].operand_count; ++i) {
        ++readers_[operand(id, i)];
        stack.push_back(operand(id, i));
      }
    }
  }

  std::vector<EntityId> common() {
    std::vector<EntityId> result(plan_.expressions.size(), kNoEntity);
    // Operands stand before their users.
    std::vector<EntityId> entity(plan_.expressions.size(), plan::kWhole);
    for (ExpressionId id = 0; id < result.size(); ++id) {
      const plan::Expression& at = plan_.expressions[id];
      if (type::operation(at.op).payload == type::Payload::column)
        entity[id] = plan_.columns[at.payload].entity;
      for (std::uint32_t i = 0; i < at.operand_count; ++i)
        if (entity[operand(id, i)] != plan::kWhole) entity[id] = entity[operand(id, i)];
      // What is the same for all rows costs nothing, and a ratio takes two registers.
      if (readers_[id] >= kLeastReaders && at.operand_count > 0 && entity[id] != plan::kWhole &&
          !at.form.ratio)
        result[id] = entity[id];
    }
    return result;
  }

 private:
  ExpressionId operand(ExpressionId id, std::uint32_t index) const {
    return plan_.operands[plan_.expressions[id].first_operand + index];
  }

  const plan::Plan& plan_;
  std::vector<std::uint32_t> readers_;  ///< formulas and columns, by expression
  std::vector<bool> seen_;
};

}  // namespace

std::vector<EntityId> common_formulas(const plan::Plan& plan, const std::vector<bool>& needed) {
  Counting counting(plan);
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const auto* map = std::get_if<plan::Map>(&plan.columns[id].node);
    if (needed[id] && map != nullptr) counting.read(map->expression);
  }
  return counting.common();
}

}  // namespace remit::sweep

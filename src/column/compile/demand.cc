#include "column/compile/demand.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/budget.h"
#include "base/hash_map.h"
#include "column/compile/schedule.h"

namespace remit::column {
namespace {

using plan::ColumnId;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

/// Null: nobody looks.
using Looked = std::optional<Premises>;

/// Where one looks under `where`, another already does under *looked: somebody does under what both
/// require.
void look(const Premises& where, Looked* looked) {
  if (!*looked) {
    *looked = where;
    return;
  }
  Premises common;
  std::set_intersection(where.begin(), where.end(), (*looked)->begin(), (*looked)->end(),
                        std::back_inserter(common));
  **looked = std::move(common);
}

class DemandFinder {
 public:
  DemandFinder(const plan::Plan& plan, const std::vector<bool>& outputs,
               const std::vector<Dependencies>& needs, Schedule* schedule)
      : plan_(plan), outputs_(outputs), needs_(needs), times_(schedule->columns) {}

  void find() {
    looked_.resize(plan_.columns.size());
    for (std::size_t i = looked_.size(); i-- > 0;) {
      if (!times_[i].needed) continue;
      const Premises where = outputs_[i] ? Premises() : looked_[i].value_or(Premises());
      pass_on(static_cast<ColumnId>(i), where);
      if (times_[i].by_row) times_[i].where = where;
    }
  }

 private:
  void pass_on(ColumnId id, const Premises& where) {
    const plan::Node& node = plan_.columns[id].node;
    if (std::holds_alternative<plan::Map>(node)) {
      for (const ColumnId whole : needs_[id].whole) look({}, &looked_[whole]);
      if (needs_[id].may_skip) {
        look_within(std::get<plan::Map>(node).expression, where);
      } else {
        for (const ColumnId read : needs_[id].by_row) look(where, &looked_[read]);
      }
      return;
    }
    const auto* fold = std::get_if<plan::Fold>(&node);
    for (const ColumnId read : needs_[id].by_row) {
      const bool counted = fold != nullptr && read == fold->value && read != fold->where &&
                           read != fold->via && fold->where != plan::kNoColumn;
      look(counted ? Premises{{fold->where, true}} : Premises(), &looked_[read]);
    }
    for (const ColumnId read : needs_[id].whole) look({}, &looked_[read]);
  }

  /// Operands precede what uses them, so that the highest number comes first.
  void look_within(ExpressionId root, const Premises& where) {
    parts_.clear();
    std::vector<ExpressionId> order;
    add_parts(root, &order);
    std::sort(order.rbegin(), order.rend());
    look(where, &parts_[root]);
    for (const ExpressionId id : order) {
      const Expression& e = plan_.expressions[id];
      const Premises at = *parts_[id];
      if (e.op == Opcode::column) look(at, &looked_[e.payload]);
      Premises met = at;  // what operands after the first ones may rely on
      for (std::uint32_t i = 0; i < e.operand_count; ++i) {
        const ExpressionId operand = plan_.operands[e.first_operand + i];
        look(met, &parts_[operand]);
        if (i + 1 < e.operand_count) met = relying_on(e, i, at, std::move(met));
      }
    }
  }

  void add_parts(ExpressionId id, std::vector<ExpressionId>* order) {
    base::go_deeper();
    if (!parts_.try_emplace(id).second) return;
    order->push_back(id);
    const Expression& e = plan_.expressions[id];
    for (std::uint32_t i = 0; i < e.operand_count; ++i) {
      add_parts(plan_.operands[e.first_operand + i], order);
    }
  }

  /// Under what the operand after the i-th one counts.
  Premises relying_on(const Expression& e, std::uint32_t i, const Premises& at,
                      Premises met) const {
    const type::OperationInfo& info = type::operation(e.op);
    if (info.evaluation == type::Evaluation::branch) {
      met = at;
      add_columns(plan_.operands[e.first_operand], i == 0, &met);
    } else if (info.is_junction()) {
      const bool holds = info.evaluation == type::Evaluation::until_false;
      add_columns(plan_.operands[e.first_operand + i], holds, &met);
    }
    return met;
  }

  /// The columns of which `holds` of the truth value says something.
  void add_columns(ExpressionId id, bool holds, Premises* to) const {
    const Expression& e = plan_.expressions[id];
    const bool all = type::operation(e.op).evaluation ==
                     (holds ? type::Evaluation::until_false : type::Evaluation::until_true);
    if (e.op == Opcode::column) {
      const Premise premise{e.payload, holds};
      const auto at = std::lower_bound(to->begin(), to->end(), premise);
      if (at == to->end() || *at != premise) to->insert(at, premise);
    } else if (all || e.op == Opcode::negation) {
      for (std::uint32_t i = 0; i < e.operand_count; ++i) {
        add_columns(plan_.operands[e.first_operand + i], holds != (e.op == Opcode::negation), to);
      }
    }
  }

  const plan::Plan& plan_;
  const std::vector<bool>& outputs_;
  const std::vector<Dependencies>& needs_;
  std::vector<ColumnTime>& times_;
  std::vector<Looked> looked_;
  base::HashMap<ExpressionId, Looked> parts_;  ///< of one formula
};

}  // namespace

void find_premises(const plan::Plan& plan, const std::vector<bool>& outputs,
                   const std::vector<Dependencies>& needs, Schedule* schedule) {
  DemandFinder(plan, outputs, needs, schedule).find();
}

}  // namespace remit::column

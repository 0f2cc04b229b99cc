#include "check/applicability.h"

#include <utility>
#include <vector>

#include "base/hash_map.h"

namespace remit::check {

namespace {

/// What decides whether the value applies: what it is computed of.
class Reading {
 public:
  explicit Reading(const Model& model) : model_(model) {}

  bool finds(ExprId value) {
    open_ = {value};
    while (!open_.empty()) {
      const ExprId id = open_.back();
      open_.pop_back();
      if (seen_.insert(id).second && may_say_so(model_.exprs[id])) return true;
    }
    return false;
  }

 private:
  bool may_say_so(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::operation:
        if (expr.op != type::Opcode::is_applicable)
          open_.insert(open_.end(), expr.args.begin(), expr.args.end());
        return expr.op == type::Opcode::fail &&
               expr.payload == static_cast<std::uint32_t>(type::CellFault::not_applicable);
      case ExprKind::lookup:
        open_.insert(open_.end(), expr.args.begin(), expr.args.end());
        return false;
      case ExprKind::column: {
        const Column& column = model_.columns[expr.payload];
        if (column.input) return model_.entities[column.entity].fields[column.field].may_not_apply;
        if (column.value != kNone) open_.push_back(column.value);
        return false;
      }
      case ExprKind::match:
      case ExprKind::fold:
      case ExprKind::rank:
      case ExprKind::apportion:
      case ExprKind::party:
        break;
    }
    return false;
  }

  const Model& model_;
  std::vector<ExprId> open_;
  base::HashSet<ExprId> seen_;
};

}  // namespace

bool may_not_apply(const Model& model, ExprId value) { return Reading(model).finds(value); }

ExprId where_applicable(const Model& model, ExprBuilder& build, ExprId value, ExprId where,
                        bool picks) {
  std::vector<ExprId> all;
  for (const ExprId read : {value, where}) {
    if (read == kNone || !may_not_apply(model, read)) continue;
    const base::Span span = build[read].span;
    const ExprId applies = build.is_applicable(read, span);
    all.push_back(picks && read == value ? build.negation(build.fails(applies, span), span)
                                         : applies);
  }
  if (all.empty()) return where;
  if (where != kNone) all.push_back(where);
  return build.conjunction(std::move(all), build[value == kNone ? where : value].span);
}

}  // namespace remit::check

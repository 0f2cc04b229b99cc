#include "column/compile/formula_compiler.h"

#include <utility>

#include "base/budget.h"

namespace remit::column {
namespace {

/// Of the budget, to compile one.
constexpr std::uint64_t kUnitsPerOperation = 50;

}  // namespace

using plan::ColumnId;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

Operand FormulaCompiler::integer(const Integer& value) {
  Operand x;
  x.range = Interval::point(value);
  x.constant = value;
  return x;
}

Operand FormulaCompiler::truth(bool value) {
  Operand x = integer(value ? 1 : 0);
  x.is_mask = true;
  return x;
}

Operand FormulaCompiler::number(const number::Rational& value) {
  const std::optional<int> decimals = value.decimal_scale();
  if (!decimals) {
    Operand x = integer(value.numerator());
    x.denominator = std::make_shared<Operand>(integer(value.denominator()));
    return x;
  }
  Operand x = integer(value.numerator() * Integer::pow10(*decimals) / value.denominator());
  x.decimals = *decimals;
  return x;
}

Operand& FormulaCompiler::column(ColumnId id) {
  reads_helpers_ = reads_helpers_ || plan::is_helper(plan_.columns[id]);
  const auto known = columns_.find(id);
  if (known != columns_.end()) {
    if (known->second->is_unfinished()) emitter_.note_fused(id);
    return *known->second;
  }
  return *(columns_[id] = std::make_shared<Operand>(load(id)));
}

Operand FormulaCompiler::load(ColumnId id) {
  const ColumnStore& store = *environment_.stores[id];
  if (plan_.columns[id].entity == plan::kWhole && entity_ != plan::kWhole) {
    return load_whole(store);
  }
  Operand x;
  x.is_mask = store.type.kind == type::TypeKind::boolean;
  x.decimals = store.decimals;
  x.range = store.values.range;
  x.reg = load_values(store, store.values);
  if (!store.is_clean()) x.faults = fault_of_register(x.reg);
  if (store.denominators) {
    Operand d;
    d.range = store.denominators->range;
    d.reg = load_values(store, *store.denominators);
    x.denominator = std::make_shared<Operand>(std::move(d));
  }
  return x;
}

RegisterId FormulaCompiler::load_values(const ColumnStore& store, const Values& values) {
  const RegisterId reg = emitter_.add_register(values.width, values.range, false);
  emitter_.add_load({reg, values, store.is_clean() ? nullptr : store.faults});
  if (!store.is_clean()) emitter_.carry_faults(reg);
  const Width width = vector_width(store.type, values.width);
  if (width == values.width) return reg;
  const RegisterId wide = emitter_.add_register(width, values.range);
  const FaultRulePtr faults = store.is_clean() ? nullptr : fault_of_register(reg);
  emitter_.add_step(widen_vector(wide, faults, width, reg, values.width));
  if (faults != nullptr) emitter_.carry_faults(wide);
  return wide;
}

RegisterId FormulaCompiler::load_groups(std::shared_ptr<const ColumnStore> groups) {
  const ColumnStore& store = *groups;
  groups_.push_back(std::move(groups));
  return load_values(store, store.values);
}

/// A value of the whole is one number for all rows of another entity: a constant of the pass.
Operand FormulaCompiler::load_whole(const ColumnStore& store) {
  const auto first = [](const Values& values) {
    Integer value;
    with_stored_type(values.width,
                     [&](auto zero) { value = convert<Integer>(values.as<decltype(zero)>()[0]); });
    return value;
  };
  Operand x = integer(first(store.values));
  x.is_mask = store.type.kind == type::TypeKind::boolean;
  x.decimals = store.decimals;
  if (const type::Fault* fault = store.fault(0)) x.faults = fixed_fault(*fault);
  if (store.denominators) {
    x.denominator = std::make_shared<Operand>(integer(first(*store.denominators)));
  }
  return x;
}

RegisterId FormulaCompiler::refused() {
  const auto& store = environment_.refused[entity_];
  if (refused_ == kNoRegister && store != nullptr) refused_ = load_values(*store, store->values);
  return refused_;
}

RegisterId FormulaCompiler::condition(ColumnId where) {
  if (where == plan::kNoColumn) return refused();
  Operand& holds = column(where);
  if (refused() != kNoRegister) {
    holds.faults = first_fault({fault_of_register(refused()), holds.faults});
  }
  return emitter_.settle(&holds);
}

void FormulaCompiler::define(ColumnId id, bool keep, const Premises& where) {
  at_ = id;
  emitter_.work_for(id);
  reads_helpers_ = false;
  const plan::Column& column = plan_.columns[id];
  Operand x;
  if (const auto* node = std::get_if<plan::Map>(&column.node)) {
    where_ = where;
    x = map(id, *node);
  } else if (const auto* reference = std::get_if<plan::Lookup>(&column.node)) {
    x = lookup(*reference);
  }
  check_overflow(id, &x);
  if (reads_helpers_ && !plan::is_helper(column))
    x.faults = fault_inside(std::move(x.faults), plan_.columns, id);
  if (refused() != kNoRegister) {
    x.faults = first_fault({fault_of_register(refused()), x.faults});
  }
  if (keep) {
    emitter_.settle(&x);
    if (x.is_ratio()) emitter_.materialise(x.denominator.get());
  }
  columns_[id] = std::make_shared<Operand>(std::move(x));
  where_.clear();
}

// Of the premises, those that are known by now; they are computed for all rows themselves.
SelectionId FormulaCompiler::selected_rows() {
  if (selecting_) return kAllRows;
  selecting_ = true;
  std::vector<SelectingMask> masks;
  const auto add = [&](Operand& condition, bool holds) {
    if (condition.constant) return;
    masks.push_back({emitter_.settle(&condition), holds});
  };
  for (const Premise& premise : where_) {
    const ColumnId id = premise.column;
    if (id >= at_) continue;
    if (columns_.contains(id) || environment_.stores[id] != nullptr) {
      add(column(id), premise.holds);
    }
  }
  for (const auto& [id, holds] : branches_) add(*known_.at(id), holds);
  const SelectionId rows = masks.empty() ? kAllRows : emitter_.selection(std::move(masks));
  selecting_ = false;
  return rows;
}

Operand FormulaCompiler::map(ColumnId id, const plan::Map& node) {
  known_.clear();
  uses_.clear();
  count_uses(node.expression);
  Operand x = lower(node.expression);
  const plan::Column& column = plan_.columns[id];
  if (!column.type.is_numeric()) return x;
  if (column.form.ratio) return as_ratio(std::move(x));
  // The plan keeps at least the digits of the value: only zeros are cut.
  if (x.is_ratio()) {
    return rounded(std::move(x), Integer::pow10(column.form.decimals), 1,
                   number::RoundingMode::down, column.form.decimals);
  }
  if (x.decimals > column.form.decimals) {
    const Integer drop = Integer::pow10(x.decimals - column.form.decimals);
    return rounded(std::move(x), 1, drop, number::RoundingMode::down, column.form.decimals);
  }
  return scaled(std::move(x), column.form.decimals);
}

void FormulaCompiler::check_overflow(ColumnId id, Operand* x) {
  const plan::Column& column = plan_.columns[id];
  if (!column.type.is_numeric() || column.form.ratio || x->is_ratio()) return;
  const Integer limit = Integer::pow10(plan::kMaxDigits) - 1;
  if (x->range.magnitude() <= limit) return;
  emitter_.materialise(x);
  Operand size = absolute(*x);
  size.faults = nullptr;
  Operand bound = integer(limit);
  bound.decimals = x->decimals;
  Operand too_large = compare_values(std::move(size), std::move(bound), Opcode::greater);
  add_fault(x, std::move(too_large), type::CellFault::overflow);
  // What overflows is cut to the width of a column; the fault says that it means nothing.
  const FaultRulePtr faults = x->faults;
  Operand low = integer(-limit), high = integer(limit);
  low.decimals = high.decimals = x->decimals;
  x->faults = nullptr;
  *x = extreme(extreme(std::move(*x), std::move(high), false), std::move(low), true);
  x->faults = faults;
}

void FormulaCompiler::add_fault(Operand* x, Operand mask, type::CellFault code) {
  if (mask.is_constant(0)) return;
  const RegisterId carrier = emitter_.add_fault_register();
  emitter_.add_step(fault_where(carrier, emitter_.mask(&mask), code, at_));
  add_faults_of(x, carrier);
}

void FormulaCompiler::add_faults_of(Operand* x, RegisterId reg) {
  x->faults = first_fault({x->faults, fault_of_register(reg)});
}

Operand FormulaCompiler::lookup(const plan::Lookup& node) {
  Operand& via = column(node.via);
  reads_helpers_ = reads_helpers_ || plan::is_helper(plan_.columns[node.target]);
  if (!environment_.earlier.empty() && environment_.earlier[node.target] != nullptr)
    return lookup_earlier(via, environment_.earlier[node.target]);
  const auto& store = environment_.stores[node.target];
  if (plan_.columns[node.target].entity == plan::kWhole) {
    Operand x = load(node.target);
    x.faults = first_fault({via.faults, x.faults});
    return x;
  }
  // What is gathered takes over the faults of the register.
  const RegisterId rows = emitter_.settle_at(&via, Width::int64);
  const bool can_fault = via.faults != nullptr || !store->is_clean();
  const auto gather = [&](const Values& values, std::int64_t placeholder) {
    Operand x;
    x.range = can_fault || store->rows == 0 ? hull(values.range, Interval::point(placeholder))
                                            : values.range;
    const Width width = vector_width(store->type, values.width);
    x.reg = emitter_.add_register(width, x.range);
    emitter_.add_step(gather_column(x.reg, width, rows, store, values, placeholder));
    if (can_fault) x.faults = fault_of_register(x.reg);
    return x;
  };
  Operand x = gather(store->values, 0);
  x.is_mask = store->type.kind == type::TypeKind::boolean;
  x.decimals = store->decimals;
  if (store->denominators) {
    x.denominator = std::make_shared<Operand>(gather(*store->denominators, 1));
    x.denominator->faults = nullptr;  // where the denominator lacks, the numerator does
  }
  return x;
}

Operand FormulaCompiler::lookup_earlier(Operand& via, std::shared_ptr<const EarlierColumn> column) {
  // What is gathered takes over the faults of the register.
  const RegisterId rows = emitter_.settle_at(&via, Width::int64);
  Operand x;
  x.is_mask = column->type.kind == type::TypeKind::boolean;
  x.decimals = column->decimals;
  x.range = column->assumed;
  x.reg = emitter_.add_register(column->width, x.range);
  x.faults = fault_of_register(x.reg);
  emitter_.add_step(gather_earlier(x.reg, rows, std::move(column)));
  return x;
}

void FormulaCompiler::count_uses(ExpressionId id) {
  base::go_deeper();
  if (++uses_[id] > 1) return;
  const Expression& e = plan_.expressions[id];
  for (std::uint32_t i = 0; i < e.operand_count; ++i) {
    count_uses(plan_.operands[e.first_operand + i]);
  }
}

Operand& FormulaCompiler::lower(ExpressionId id) {
  base::go_deeper();
  const auto known = known_.find(id);
  if (known != known_.end()) return *known->second;
  const bool shared = uses_[id] > 1;
  std::vector<std::pair<ExpressionId, bool>> outer;
  if (shared) outer.swap(branches_);
  auto x = std::make_shared<Operand>(compute(plan_.expressions[id]));
  if (shared && x->pending) emitter_.materialise(x.get());
  if (shared) outer.swap(branches_);
  return *(known_[id] = std::move(x));
}

void FormulaCompiler::enter_operand(const Expression& e, std::uint32_t index) {
  const ExpressionId* const operands = &plan_.operands[e.first_operand];
  const type::OperationInfo& info = type::operation(e.op);
  if (info.evaluation == type::Evaluation::branch) {
    if (index == 2) branches_.pop_back();
    if (index > 0) branches_.emplace_back(operands[0], index == 1);
  } else if (index > 0 && info.is_junction()) {
    branches_.emplace_back(operands[index - 1], info.evaluation == type::Evaluation::until_false);
  }
}

std::vector<Operand*> FormulaCompiler::operands_of(const Expression& e) {
  std::vector<Operand*> operands;
  const std::size_t outer = branches_.size();
  for (std::uint32_t i = 0; i < e.operand_count; ++i) {
    enter_operand(e, i);
    operands.push_back(&lower(plan_.operands[e.first_operand + i]));
  }
  branches_.resize(outer);
  return operands;
}

Operand FormulaCompiler::always_faulty(type::Type type, type::CellFault fault) {
  Operand x = type.kind == type::TypeKind::boolean ? truth(false) : integer(0);
  x.faults = always_fault(fault, at_);
  return x;
}

Operand FormulaCompiler::lower_number(const Expression& e, std::span<Operand>) {
  return number(plan_.numbers[e.payload]);
}
Operand FormulaCompiler::lower_boolean(const Expression& e, std::span<Operand>) {
  return truth(e.payload != 0);
}
Operand FormulaCompiler::lower_date(const Expression& e, std::span<Operand>) {
  return integer(static_cast<std::int32_t>(e.payload));
}
Operand FormulaCompiler::lower_text(const Expression& e, std::span<Operand>) {
  return integer(environment_.texts.code(plan_.texts[e.payload]));
}
Operand FormulaCompiler::lower_category(const Expression& e, std::span<Operand>) {
  return integer(static_cast<std::int32_t>(e.payload));
}
Operand FormulaCompiler::lower_column(const Expression& e, std::span<Operand>) {
  return column(e.payload);
}
Operand FormulaCompiler::lower_blank(const Expression& e, std::span<Operand>) {
  return always_faulty(e.type, type::CellFault::blank);
}
Operand FormulaCompiler::lower_fail(const Expression& e, std::span<Operand>) {
  return always_faulty(e.type, static_cast<type::CellFault>(e.payload));
}

Operand FormulaCompiler::compute(const Expression& e) {
  using Lower = Operand (FormulaCompiler::*)(const Expression&, std::span<Operand>);
  static constexpr Lower kOperations[] = {
#define REMIT_OPERATION(name, ...) &FormulaCompiler::lower_##name,
#include "type/operations.def"
#undef REMIT_OPERATION
  };
  if (const std::optional<bool> told = told_by_columns(e)) return truth(*told);
  const bool is_strict = type::operation(e.op).evaluation == type::Evaluation::strict;
  std::vector<Operand> v;
  for (Operand* x : operands_of(e)) {
    v.push_back(*x);
    if (is_strict) v.back().faults = needed_fault({x->faults});
  }
  base::spend(kUnitsPerOperation);
  Operand x = (this->*kOperations[static_cast<std::size_t>(e.op)])(e, v);
  return type::is_leaf(e.op) ? x : within_digits(std::move(x));
}

void FormulaCompiler::align_decimals(Operand* x, Operand* y) {
  const int decimals = std::max(x->decimals, y->decimals);
  *x = scaled(std::move(*x), decimals);
  *y = scaled(std::move(*y), decimals);
}

Width FormulaCompiler::common_width(const Operand& x, const Operand& y,
                                    const Interval& result) const {
  return std::max({width_for(x.range), width_for(y.range), width_for(result)});
}

}  // namespace remit::column

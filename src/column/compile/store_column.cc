#include "column/compile/store_column.h"

#include <utility>

namespace remit::column {

Width stored_width(const type::Type& type, const Interval& range) {
  switch (type.kind) {
    case type::TypeKind::boolean:
      return Width::mask;
    case type::TypeKind::date:
    case type::TypeKind::category:
    case type::TypeKind::text:
      return Width::int32;
    case type::TypeKind::unknown:
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
    case type::TypeKind::reference:
      break;
  }
  return width_for(range);
}

namespace {

/// Amounts that fit 32 bits are written as such: half of what would go to memory.
Width output_width(const Environment& environment, const plan::Column& column, std::uint64_t rows,
                   const Interval& range) {
  const bool is_amount =
      column.type.kind == type::TypeKind::number || column.type.kind == type::TypeKind::money;
  const bool narrow = is_amount && !column.form.ratio && rows >= environment.narrow_rows &&
                      narrowest_for(range) <= Width::int32;
  return narrow ? Width::int32 : stored_width(column.type, range);
}

}  // namespace

void store_column(const Environment& environment, plan::ColumnId id, FormulaCompiler& formulas,
                  Pass* pass) {
  const plan::Column& column = environment.plan.columns[id];
  StepEmitter& emitter = formulas.emitter();
  Operand& x = formulas.column(id);
  StoredColumn stored;
  stored.store = std::make_shared<ColumnStore>();
  stored.store->type = column.type;
  stored.store->decimals =
      column.type.is_numeric() && !column.form.ratio ? column.form.decimals : 0;
  stored.store->rows = pass->rows;
  stored.reg = x.reg;
  stored.can_fault = x.faults != nullptr;
  const Interval range = stored.can_fault ? with_zero(x.range) : x.range;
  stored.store->values = allocate_values(
      environment.memory, output_width(environment, column, pass->rows, range), pass->rows, range);
  const std::size_t slot = pass->stored.size();
  const Width width = emitter.width_of(x.reg);
  emitter.add_step(store_vector(slot, StoredPart::values, x.reg, width, stored.store->values.width,
                                stored.can_fault),
                   width);
  if (x.is_ratio()) {
    const Operand& d = *x.denominator;
    stored.denominator = d.reg;
    stored.store->denominators =
        allocate_values(environment.memory, width_for(d.range), pass->rows, d.range);
    emitter.add_step(store_vector(slot, StoredPart::denominators, d.reg, emitter.width_of(d.reg),
                                  stored.store->denominators->width, false));
  }
  pass->stored.push_back(std::move(stored));
}

void finish_pass(FormulaCompiler& formulas, Pass* pass) { formulas.emitter().finish(pass); }

}  // namespace remit::column

// Texts put together: the one operation whose results no table has.

#include <string>
#include <utility>

#include "base/civil_date.h"
#include "column/compile/formula_compiler.h"
#include "column/run/text_steps.h"

namespace remit::column {

using plan::Expression;
using type::TypeKind;

namespace {

/// How a cell of a table would have the operand.
WriteText writes(const Environment& environment, type::Type type) {
  switch (type.kind) {
    case TypeKind::date:
      return [](std::int64_t days, std::string* to) {
        *to += base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(days)));
      };
    case TypeKind::category:
      return [words = &environment.plan.category_sets[type.ref].values](std::int64_t code,
                                                                        std::string* to) {
        *to += (*words)[static_cast<std::size_t>(code)].name;
      };
    case TypeKind::text:
      return [texts = &environment.texts](std::int64_t code, std::string* to) {
        *to += texts->text(static_cast<std::int32_t>(code));
      };
    case TypeKind::number:
    case TypeKind::unknown:
    case TypeKind::boolean:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::reference:
      break;
  }
  return {};
}

}  // namespace

Operand FormulaCompiler::lower_join(const Expression& e, std::span<Operand> v) {
  std::vector<TextPart> parts;
  std::vector<FaultRulePtr> faults;
  for (std::size_t i = 0; i < v.size(); ++i) {
    const type::Type type = plan_.expressions[plan_.operands[e.first_operand + i]].type;
    faults.push_back(v[i].faults);
    TextPart part;
    part.width = type.kind == TypeKind::number && !v[i].range.fits_int64() ? width_for(v[i].range)
                                                                           : Width::int64;
    part.reg = emitter_.at_width(&v[i], part.width);
    part.write = writes(environment_, type);
    parts.push_back(std::move(part));
  }
  Operand result;
  result.range = {0, std::max(environment_.texts.size() - 1, 0)};
  const Selected where = emitter_.selected(result.range);
  result.reg = emitter_.add_register(Width::int64, result.range);
  emitter_.add_step(join_texts(result.reg, first_fault(std::move(faults)), std::move(parts),
                               {&environment_.texts, environment_.missed.get()}, e.payload, at_,
                               where.rows));
  result.faults = emitter_.carry_faults(result.reg);
  return result;
}

}  // namespace remit::column

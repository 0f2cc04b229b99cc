// Decimals: sums, products, clamps and rounding, kept as one formula as long as a kernel takes it.
#include <algorithm>
#include <utility>

#include "column/compile/formula_compiler.h"

namespace remit::column {

using plan::Expression;
using plan::Opcode;
using type::CellFault;

namespace {

bool is_open(const FusedFormula& f) {
  return !f.lo && !f.hi && f.divisor.is_one() && !f.guard && f.pieces.empty() &&
         std::none_of(f.terms.begin(), f.terms.end(),
                      [](const LinearTerm& term) { return term.mask != kNoRegister; });
}

bool has_masked_term(const FusedFormula& f) {
  return std::any_of(f.terms.begin(), f.terms.end(),
                     [](const LinearTerm& term) { return term.mask != kNoRegister; });
}

void add_terms(FusedFormula* to, const FusedFormula& from, int sign) {
  to->constant += sign < 0 ? -from.constant : from.constant;
  for (const LinearTerm& term : from.terms) {
    const Integer factor = sign < 0 ? -term.factor : term.factor;
    const auto same = std::find_if(to->terms.begin(), to->terms.end(),
                                   [&](const LinearTerm& t) { return t.reg == term.reg; });
    if (same == to->terms.end()) {
      to->terms.push_back({term.reg, factor});
    } else {
      same->factor += factor;
    }
  }
}

}  // namespace

FusedFormula& FormulaCompiler::open_formula(Operand* x) {
  if (x->pending && is_open(*x->pending)) return *x->pending;
  FusedFormula formula;
  if (x->constant) {
    formula.constant = *x->constant;
  } else {
    formula.terms.push_back({emitter_.materialise(x)});
  }
  x->pending = std::move(formula);
  x->reg = kNoRegister;
  x->constant.reset();
  x->code_test.reset();
  return *x->pending;
}

void FormulaCompiler::set_faults(Operand* x, FaultRulePtr faults) {
  x->faults = std::move(faults);
  if (x->faults != nullptr) x->faults = emitter_.carry_faults(x->reg);
}

Operand FormulaCompiler::times(Operand x, const Integer& factor) {
  if (factor.is_one()) return x;
  if (factor.is_zero()) {
    Operand zero = integer(0);
    zero.faults = x.faults;
    return zero;
  }
  if (x.pending && (!x.pending->divisor.is_one() || has_masked_term(*x.pending))) {
    emitter_.materialise(&x);
  }
  x.range = x.range * factor;
  if (x.constant) {
    *x.constant *= factor;
    x.reg = kNoRegister;
    return x;
  }
  if (!x.pending) open_formula(&x);
  FusedFormula& f = *x.pending;
  f.constant *= factor;
  for (LinearTerm& term : f.terms) {
    if (f.pieces.empty()) term.factor *= factor;
  }
  for (BracketPiece& piece : f.pieces) piece.a *= factor, piece.b *= factor;
  if (f.lo) *f.lo *= factor;
  if (f.hi) *f.hi *= factor;
  if (factor.is_negative()) std::swap(f.lo, f.hi);
  return x;
}

Operand FormulaCompiler::scaled(Operand x, int decimals) {
  if (x.is_ratio() || x.decimals == decimals) return x;
  const int digits = decimals - x.decimals;
  x.decimals = decimals;
  return times(std::move(x), Integer::pow10(digits));
}

bool FormulaCompiler::joins_masked_sum(const Operand& x) const {
  if (x.constant || x.is_ratio() || !x.range.fits_int64()) return false;
  if (!x.pending) return x.reg != kNoRegister && emitter_.width_of(x.reg) == Width::int64;
  const FusedFormula& f = *x.pending;
  const bool unit = std::all_of(f.terms.begin(), f.terms.end(), [&](const LinearTerm& term) {
    return term.factor.is_one() && emitter_.width_of(term.reg) == Width::int64;
  });
  const bool guard = !f.guard || f.guard->mask != kNoRegister;
  return unit && guard && !f.lo && !f.hi && f.divisor.is_one() && f.pieces.empty() &&
         f.constant.is_zero() && !(f.guard && has_masked_term(f));
}

/// x + y where at least one is guarded by a mask and each is a sum of plain columns.
Operand FormulaCompiler::masked_sum(Operand x, Operand y) {
  FusedFormula f;
  for (Operand* part : {&x, &y}) {
    if (!part->pending) open_formula(part);
    for (LinearTerm term : part->pending->terms) {
      if (part->pending->guard) term.mask = part->pending->guard->mask;
      f.terms.push_back(term);
    }
  }
  Operand result;
  result.decimals = x.decimals;
  result.range = x.range + y.range;
  result.pending = std::move(f);
  result.faults = first_fault({x.faults, y.faults});
  return result;
}

Operand FormulaCompiler::sum(Operand x, Operand y, int sign) {
  if (x.is_ratio() || y.is_ratio()) return ratio_sum(std::move(x), std::move(y), sign);
  align_decimals(&x, &y);
  const auto guarded_or_masked = [](const Operand& v) {
    return v.pending && (v.pending->guard || has_masked_term(*v.pending));
  };
  const std::size_t terms =
      (x.pending ? x.pending->terms.size() : 1) + (y.pending ? y.pending->terms.size() : 1);
  if (sign > 0 && (guarded_or_masked(x) || guarded_or_masked(y)) && joins_masked_sum(x) &&
      joins_masked_sum(y) && terms <= kernels::kMaxMasked) {
    return masked_sum(std::move(x), std::move(y));
  }
  Operand result;
  result.decimals = x.decimals;
  result.range = sign < 0 ? x.range - y.range : x.range + y.range;
  if (x.constant && y.constant) {
    result.constant = sign < 0 ? *x.constant - *y.constant : *x.constant + *y.constant;
    result.faults = first_fault({x.faults, y.faults});
    return result;
  }
  FusedFormula f = open_formula(&x);
  const FusedFormula& g = open_formula(&y);
  if (f.terms.size() + g.terms.size() > kernels::kMaxTerms && f.terms.size() > 1) {
    emitter_.materialise(&x);
    f = open_formula(&x);
  }
  add_terms(&f, g, sign);
  result.pending = std::move(f);
  result.faults = first_fault({x.faults, y.faults});
  return result;
}

Operand FormulaCompiler::product(Operand x, Operand y) {
  if (x.is_ratio() || y.is_ratio()) return ratio_product(std::move(x), std::move(y));
  const FaultRulePtr faults = first_fault({x.faults, y.faults});
  const int decimals = x.decimals + y.decimals;
  if (x.constant) std::swap(x, y);
  Operand result;
  if (y.constant) {
    const Integer factor = *y.constant;
    result = times(std::move(x), factor);
    result.faults = faults;
  } else {
    result.range = x.range * y.range;
    const Width width = common_width(x, y, result.range);
    const RegisterId a = emitter_.at_width(&x, width);
    const RegisterId b = emitter_.at_width(&y, width);
    const Selected where = width > Width::int64 ? emitter_.selected(result.range) : Selected();
    result.reg = emitter_.add_register(width, result.range);
    emitter_.add_step(multiply_vectors(result.reg, faults, width, a, b, where));
    set_faults(&result, faults);
  }
  result.decimals = decimals;
  return result;
}

Operand FormulaCompiler::extreme(Operand x, Operand y, bool most) {
  if (x.is_ratio() || y.is_ratio()) {
    Operand first = compare_values(x, y, most ? Opcode::greater_equal : Opcode::less_equal);
    first.faults = nullptr;
    const FaultRulePtr faults = first_fault({x.faults, y.faults});
    x.faults = y.faults = nullptr;
    Operand result = choose_value(first, as_ratio(std::move(x)), as_ratio(std::move(y)));
    result.faults = faults;
    return result;
  }
  align_decimals(&x, &y);
  const FaultRulePtr faults = first_fault({x.faults, y.faults});
  Operand result;
  result.decimals = x.decimals;
  result.range = most
                     ? Interval{std::max(x.range.lo, y.range.lo), std::max(x.range.hi, y.range.hi)}
                     : Interval{std::min(x.range.lo, y.range.lo), std::min(x.range.hi, y.range.hi)};
  if (x.constant) std::swap(x, y);
  if (x.constant) {
    result.constant =
        most ? std::max(*x.constant, *y.constant) : std::min(*x.constant, *y.constant);
  } else if (y.constant) {
    result.pending = clamped(&x, *y.constant, most);
  } else {
    const Width width = common_width(x, y, result.range);
    const RegisterId a = emitter_.at_width(&x, width);
    const RegisterId b = emitter_.at_width(&y, width);
    result.reg = emitter_.add_register(width, result.range);
    emitter_.add_step(most ? maximum_of_vectors(result.reg, faults, width, a, b)
                           : minimum_of_vectors(result.reg, faults, width, a, b));
    set_faults(&result, faults);
    return result;
  }
  result.faults = faults;
  return result;
}

/// min(x, bound) or max(x, bound) within x's formula. The bound lies on the rounding grid, so it
/// can be applied before the rounding: round(min(v, bound * divisor)) is the same.
FusedFormula FormulaCompiler::clamped(Operand* x, const Integer& bound, bool most) {
  const auto guard_keeps_zero = [&](const FusedFormula& f) {
    return !f.guard || (most ? !(bound > Integer(0)) : !bound.is_negative());
  };
  if (!x->pending || has_masked_term(*x->pending) || !guard_keeps_zero(*x->pending)) {
    emitter_.materialise(x);
    open_formula(x);
  }
  FusedFormula f = *x->pending;
  const Integer edge = bound * f.divisor;
  if (most) {
    f.lo = f.lo ? std::max(*f.lo, edge) : edge;
    if (f.hi && *f.hi < edge) f.hi = edge;
  } else {
    f.hi = f.hi ? std::min(*f.hi, edge) : edge;
    if (f.lo && *f.lo > edge) f.lo = edge;
  }
  return f;
}

Operand FormulaCompiler::absolute(Operand x) {
  if (x.is_ratio()) {
    OperandPtr denominator = x.denominator;
    x.denominator = nullptr;
    Operand size = absolute(std::move(x));
    size.denominator = std::move(denominator);
    return size;
  }
  if (!x.range.lo.is_negative()) return x;
  if (!(x.range.hi > Integer(0))) return times(std::move(x), -1);
  Operand result;
  result.decimals = x.decimals;
  result.range = {0, x.range.magnitude()};
  const Width width = common_width(x, x, result.range);
  const RegisterId a = emitter_.at_width(&x, width);
  result.reg = emitter_.add_register(width, result.range);
  emitter_.add_step(absolute_vector(result.reg, x.faults, width, a));
  set_faults(&result, x.faults);
  return result;
}

Operand FormulaCompiler::rounded(Operand x, const Integer& numerator, const Integer& denominator,
                                 number::RoundingMode mode, int decimals) {
  if (x.is_ratio()) {
    return ratio_rounded(std::move(x), numerator, denominator, mode, decimals);
  }
  const Integer common = number::gcd(numerator, denominator);
  const Integer factor = numerator / common;
  const Integer divisor = denominator / common;
  x = times(std::move(x), factor);
  x.decimals = decimals;
  if (divisor.is_one()) return x;
  if (x.pending && (!x.pending->divisor.is_one() || has_masked_term(*x.pending))) {
    emitter_.materialise(&x);
  }
  const Interval range = {number::divide_round(x.range.lo, divisor, mode),
                          number::divide_round(x.range.hi, divisor, mode)};
  if (x.constant) {
    Operand result = integer(range.lo);
    result.decimals = decimals;
    result.faults = x.faults;
    return result;
  }
  if (!x.pending) open_formula(&x);
  x.pending->dividend = x.range;
  x.pending->divisor = divisor;
  x.pending->mode = mode;
  x.range = range;
  return x;
}

/// x to the multiple of the increment: one division, then the grid.
Operand FormulaCompiler::round_to(Operand x, const number::Rounding& rounding) {
  const number::Decimal grid = rounding.increment.minimal();
  const int value_decimals = x.is_ratio() ? 0 : x.decimals;
  Integer numerator = 1;
  Integer denominator = grid.coefficient;
  if (grid.scale >= value_decimals) {
    numerator = Integer::pow10(grid.scale - value_decimals);
  } else {
    denominator *= Integer::pow10(value_decimals - grid.scale);
  }
  Operand steps = rounded(std::move(x), numerator, denominator, rounding.mode, grid.scale);
  Operand result = times(std::move(steps), grid.coefficient);
  return result.decimals < 0 ? scaled(std::move(result), 0) : result;
}

/// By squares; the exact result has no more decimals than the form of its column says.
Operand FormulaCompiler::lower_power(const Expression& e, std::span<Operand> v) {
  const FaultRulePtr faults = first_fault({v[0].faults, v[1].faults});
  const int decimals = v[0].decimals * static_cast<int>(e.payload);
  Operand square = v[0];
  Operand left = v[1];
  square.faults = left.faults = nullptr;
  Operand result = integer(1);
  for (std::uint32_t most = e.payload; most > 0; most /= 2) {
    emitter_.materialise(&square);
    emitter_.materialise(&left);
    Operand half = rounded(left, 1, 2, number::RoundingMode::floor, 0);
    emitter_.materialise(&half);
    Operand odd = compare_values(left, times(half, 2), Opcode::not_equal);
    result = choose_value(odd, within_digits(product(result, square)), result);
    if (most > 1) square = within_digits(product(square, square));
    left = half;
  }
  if (!result.is_ratio() && result.decimals > decimals)
    result = round_to(std::move(result), {number::RoundingMode::down, {1, decimals}});
  const FaultRulePtr too_long = result.faults;
  result.faults = faults;
  const Integer most(static_cast<std::int64_t>(e.payload));
  Operand count = v[1];
  count.faults = nullptr;
  if (count.range.lo.is_negative())
    add_fault(&result, compare_values(count, integer(0), Opcode::less), CellFault::out_of_bounds);
  if (count.range.hi > most)
    add_fault(&result, compare_values(count, integer(most), Opcode::greater),
              CellFault::out_of_bounds);
  result.faults = first_fault({result.faults, too_long});
  return result;
}

Operand FormulaCompiler::lower_negate(const Expression&, std::span<Operand> v) {
  return times(v[0], -1);
}
Operand FormulaCompiler::lower_absolute(const Expression&, std::span<Operand> v) {
  return absolute(v[0]);
}
Operand FormulaCompiler::lower_subtract(const Expression&, std::span<Operand> v) {
  return sum(v[0], v[1], -1);
}
Operand FormulaCompiler::lower_divide(const Expression&, std::span<Operand> v) {
  return quotient(v[0], v[1]);
}

Operand FormulaCompiler::lower_add(const Expression&, std::span<Operand> v) {
  Operand result = v[0];
  for (const Operand& x : v.subspan(1)) result = within_digits(sum(std::move(result), x, 1));
  return result;
}
Operand FormulaCompiler::lower_multiply(const Expression&, std::span<Operand> v) {
  Operand result = v[0];
  for (const Operand& x : v.subspan(1)) result = within_digits(product(std::move(result), x));
  return result;
}
Operand FormulaCompiler::lower_minimum(const Expression&, std::span<Operand> v) {
  Operand result = v[0];
  for (const Operand& x : v.subspan(1)) result = extreme(std::move(result), x, false);
  return result;
}
Operand FormulaCompiler::lower_maximum(const Expression&, std::span<Operand> v) {
  Operand result = v[0];
  for (const Operand& x : v.subspan(1)) result = extreme(std::move(result), x, true);
  return result;
}

Operand FormulaCompiler::lower_round(const Expression& e, std::span<Operand> v) {
  return round_to(v[0], plan_.roundings[e.payload]);
}
Operand FormulaCompiler::lower_floor(const Expression&, std::span<Operand> v) {
  return round_to(v[0], {number::RoundingMode::floor, {1, 0}});
}
Operand FormulaCompiler::lower_ceiling(const Expression&, std::span<Operand> v) {
  return round_to(v[0], {number::RoundingMode::ceiling, {1, 0}});
}

}  // namespace remit::column

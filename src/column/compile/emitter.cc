#include "column/compile/emitter.h"

#include <algorithm>
#include <utility>

#include "column/kernels/divide.h"

namespace remit::column {
namespace {

const Integer kExact = kernels::kExactLimit;
const Integer kFast = kernels::kFastLimit;
const Integer kLargestFastDivisor = (std::int64_t{1} << 49) - 1;
const Integer kInt64Limit = INT64_MAX;
const Integer kInt128Limit = kInt128Max;

bool is_plain(const FusedFormula& f) {
  return !f.lo && !f.hi && f.divisor.is_one() && !f.guard && f.pieces.empty();
}

bool has_masked_term(const FusedFormula& f) {
  return std::any_of(f.terms.begin(), f.terms.end(),
                     [](const LinearTerm& term) { return term.mask != kNoRegister; });
}

bool fits_masked_sum(const FusedFormula& f) {
  const bool outer = !f.guard || f.guard->mask != kNoRegister;
  return outer && !f.lo && !f.hi && f.divisor.is_one() && f.pieces.empty() &&
         f.constant.is_zero() && f.terms.size() <= kernels::kMaxMasked &&
         std::all_of(f.terms.begin(), f.terms.end(),
                     [](const LinearTerm& term) { return term.factor.is_one(); });
}

bool unit_factors(const FusedFormula& f) {
  return std::all_of(f.terms.begin(), f.terms.end(),
                     [](const LinearTerm& term) { return term.factor.abs().is_one(); });
}

}  // namespace

RegisterId StepEmitter::add_register(Width width, const Interval& range, bool own) {
  registers_.push_back({width, own, false});
  ranges_.push_back(range);
  return static_cast<RegisterId>(registers_.size() - 1);
}

std::size_t StepEmitter::input_bytes() const {
  std::size_t bytes = 0;
  for (const ColumnLoad& load : loads_) bytes += size_of(load.values.width);
  return bytes;
}

void StepEmitter::add_step(StepPtr step, Width work) {
  constexpr std::size_t kUsualSteps = 32;
  if (steps_.empty()) {
    steps_.reserve(kUsualSteps);
    origins_.reserve(kUsualSteps);
  }
  StepOrigin origin{column_, work};
  for (; seen_registers_ < registers_.size(); ++seen_registers_) {
    const RegisterPlan& reg = registers_[seen_registers_];
    if (reg.own) origin.width = std::max(origin.width, reg.width);
  }
  steps_.push_back(std::move(step));
  origins_.push_back(origin);
}

void StepEmitter::note_fused(plan::ColumnId column) {
  if (column == column_) return;
  for (auto at = fused_.rbegin(); at != fused_.rend() && at->first == column_; ++at) {
    if (at->second == column) return;
  }
  fused_.emplace_back(column_, column);
}

void StepEmitter::finish(Pass* pass) {
  pass->input_bytes = input_bytes();
  if (!loads_.empty()) {
    steps_.insert(steps_.begin(), load_columns(std::move(loads_)));
    origins_.insert(origins_.begin(), StepOrigin());
  }
  pass->registers = registers_;
  pass->steps = std::move(steps_);
  pass->origins = std::move(origins_);
  pass->fused = std::move(fused_);
  pass->selections = selections_.size();
}

SelectionId StepEmitter::selection(std::vector<SelectingMask> masks) {
  const auto known = std::find(selections_.begin(), selections_.end(), masks);
  const auto id = static_cast<SelectionId>(known - selections_.begin());
  if (known != selections_.end()) return id;
  selections_.push_back(masks);
  add_step(select_rows(id, std::move(masks)));
  return id;
}

Selected StepEmitter::selected(const Interval& range) {
  // `range` may be a register's, which the steps that select may move.
  Integer elsewhere = std::min(std::max(Integer(0), range.lo), range.hi);
  const SelectionId rows = select_();
  if (rows == kAllRows) return {};
  return {rows, std::move(elsewhere)};
}

RegisterId StepEmitter::add_fault_register() {
  return add_register(Width::mask, Interval::point(0), false);
}

// A value that is always zero counts as one: what fits then are the factors too.
Integer StepEmitter::mass(const FusedFormula& f) const {
  const auto magnitude = [&](RegisterId reg) {
    return std::max(ranges_[reg].magnitude(), Integer(1));
  };
  Integer total = f.constant.abs();
  for (const BracketPiece& piece : f.pieces) {
    total += piece.a.abs() * magnitude(f.terms[0].reg) + piece.b.abs();
  }
  // A kernel compares x itself with the edges, whatever its factors are.
  if (!f.pieces.empty()) return std::max(total, magnitude(f.terms[0].reg));
  for (const LinearTerm& term : f.terms) {
    total += std::max(term.factor.abs(), Integer(1)) * magnitude(term.reg);
  }
  return total;
}

bool StepEmitter::all_int64(const FusedFormula& f) const {
  return std::all_of(
             f.terms.begin(), f.terms.end(),
             [&](const LinearTerm& term) { return registers_[term.reg].width == Width::int64; }) &&
         std::all_of(f.pieces.begin(), f.pieces.end(),
                     [](const BracketPiece& piece) { return piece.start.fits_int64(); });
}

void StepEmitter::widen_codes(FusedFormula* formula) {
  for (LinearTerm& term : formula->terms) {
    const Width width = registers_[term.reg].width;
    if (width != Width::int32 && width != Width::mask) continue;
    const RegisterId wide = add_register(Width::int64, ranges_[term.reg]);
    add_step(copy_vector(wide, nullptr, Width::int64, term.reg, width, {}));
    term.reg = wide;
  }
}

void StepEmitter::split_long_sum(FusedFormula* formula) {
  while (formula->terms.size() > kernels::kMaxTerms && !has_masked_term(*formula)) {
    FusedFormula head;
    Interval range = Interval::point(0);
    for (std::size_t j = 0; j < kernels::kMaxTerms; ++j) {
      head.terms.push_back(formula->terms[j]);
      range = range + ranges_[formula->terms[j].reg] * formula->terms[j].factor;
    }
    const RegisterId reg = emit_formula(head, range, nullptr);
    formula->terms.erase(formula->terms.begin(),
                         formula->terms.begin() + static_cast<std::ptrdiff_t>(kernels::kMaxTerms));
    formula->terms.insert(formula->terms.begin(), LinearTerm{reg});
  }
}

RegisterId StepEmitter::emit_kernel(const FusedFormula& f, const Interval& result,
                                    const FaultRulePtr& faults) {
  if (width_for(result) != Width::int64 || f.terms.empty() || !all_int64(f)) return kNoRegister;
  const Integer bound = mass(f);
  if (bound > kInt64Limit) return kNoRegister;
  const auto new_register = [&] {
    const RegisterId out = add_register(Width::int64, result);
    registers_[out].can_fault = faults != nullptr;
    return out;
  };
  if (has_masked_term(f)) {
    if (!fits_masked_sum(f)) return kNoRegister;
    const RegisterId out = new_register();
    add_step(fused_masked_sum(out, faults, f));
    return out;
  }
  const bool rounds = !f.divisor.is_one();
  // A bound beyond the sum's own range still binds when it lies on the other side of zero.
  Integer most = f.hi ? std::min(*f.hi, bound) : bound;
  Integer least = f.lo ? std::max(*f.lo, -bound) : -bound;
  if (f.lo) most = std::max(most, *f.lo);
  if (f.hi) least = std::min(least, *f.hi);
  const Integer clamped = std::max(most.abs(), least.abs());
  const bool exact52 = bound < kExact && clamped < (rounds ? kFast : kExact);
  if (rounds && (f.divisor > kLargestFastDivisor || !exact52)) return kNoRegister;
  const RegisterId out = new_register();
  if (!f.pieces.empty()) {
    add_step(fused_brackets(out, faults, f, ranges_[f.terms[0].reg], exact52));
  } else {
    // Products of 64-bit integers have no vector instruction before AVX-512; sums are best as they
    // are.
    add_step(fused_linear(out, faults, f, rounds || (exact52 && !unit_factors(f))));
  }
  return out;
}

RegisterId StepEmitter::emit_formula(FusedFormula formula, const Interval& result,
                                     FaultRulePtr faults) {
  widen_codes(&formula);
  split_long_sum(&formula);
  if (const RegisterId out = emit_kernel(formula, result, faults); out != kNoRegister) return out;
  const Integer bound = std::max(mass(formula), formula.divisor);
  const Integer clamps = std::max(formula.lo.value_or(0).abs(), formula.hi.value_or(0).abs());
  const Integer largest = std::max(bound, clamps);
  const Width work = largest <= kInt64Limit    ? Width::int64
                     : largest <= kInt128Limit ? Width::int128
                                               : Width::integer;
  const bool dear = work != Width::int64 || !formula.divisor.is_one();
  const Selected where = dear ? selected(result) : Selected();
  const RegisterId out = add_register(width_for(result), result);
  registers_[out].can_fault = faults != nullptr;
  add_step(wide_formula(out, std::move(faults), formula, work, registers_, where), work);
  return out;
}

RegisterId StepEmitter::materialise(Operand* x) {
  if (x->reg != kNoRegister) return x->reg;
  if (x->code_test) {
    x->reg = add_register(Width::mask, {0, 1});
    add_step(code_test(x->reg, x->faults, x->code_test->codes, x->code_test->code));
    x->code_test.reset();
  } else if (x->constant && x->is_mask) {
    x->reg = add_register(Width::mask, x->range);
    if (x->faults == nullptr) {
      add_step(constant_vector(x->reg, Width::mask, *x->constant));
    } else {
      FusedFormula formula;
      formula.constant = *x->constant;
      add_step(wide_formula(x->reg, x->faults, formula, Width::int64, registers_));
    }
  } else if (x->constant && x->faults == nullptr) {
    x->reg = add_register(width_for(x->range), x->range);
    add_step(constant_vector(x->reg, registers_[x->reg].width, *x->constant));
  } else {
    FusedFormula formula;
    if (x->constant) formula.constant = *x->constant;
    x->reg = emit_formula(x->pending ? *x->pending : formula, x->range, x->faults);
  }
  x->pending.reset();
  if (x->faults != nullptr) x->faults = carry_faults(x->reg);
  return x->reg;
}

FaultRulePtr StepEmitter::carry_faults(RegisterId reg) {
  registers_[reg].can_fault = true;
  return fault_of_register(reg);
}

RegisterId StepEmitter::settle(Operand* x) {
  materialise(x);
  const bool own = x->faults == nullptr ||
                   (x->faults->kind == FaultRule::Kind::source && x->faults->reg == x->reg);
  if (own) return x->reg;
  const Width width = registers_[x->reg].width;
  const RegisterId to = add_register(width, ranges_[x->reg]);
  add_step(copy_vector(to, x->faults, width, x->reg, width, {}));
  x->reg = to;
  x->faults = carry_faults(to);
  return to;
}

RegisterId StepEmitter::at_width(Operand* x, Width width) {
  const RegisterId reg = materialise(x);
  if (registers_[reg].width == width) return reg;
  const Width from = registers_[reg].width;
  const bool dear = std::max(width, from) > Width::int64 && !x->constant;
  const Selected where = dear ? selected(ranges_[reg]) : Selected();
  const RegisterId to = add_register(width, ranges_[reg]);
  if (x->constant) {
    add_step(constant_vector(to, width, *x->constant));
  } else {
    add_step(copy_vector(to, nullptr, width, reg, from, where));
  }
  return to;
}

RegisterId StepEmitter::settle_at(Operand* x, Width width) {
  settle(x);
  if (registers_[x->reg].width == width) return x->reg;
  const Width from = registers_[x->reg].width;
  const RegisterId to = add_register(width, ranges_[x->reg]);
  add_step(copy_vector(to, x->faults, width, x->reg, from, {}));
  if (x->faults != nullptr) carry_faults(to);
  return to;
}

GuardInput StepEmitter::guard(Operand* x) {
  if (x->code_test) return *x->code_test;
  return {materialise(x)};
}

Operand StepEmitter::test(const FusedFormula& formula, const Interval& range, Sign sign,
                          const FaultRulePtr& faults) {
  Operand result;
  result.is_mask = true;
  result.range = {0, 1};
  FusedFormula f = formula;
  widen_codes(&f);
  split_long_sum(&f);
  result.reg = add_register(Width::mask, result.range);
  if (is_plain(f) && !f.terms.empty() && !has_masked_term(f) && all_int64(f) &&
      mass(f) <= kInt64Limit) {
    const bool exact52 = mass(f) < kExact && !unit_factors(f);
    add_step(fused_test(result.reg, faults, f, sign, exact52));
  } else {
    const RegisterId value = emit_formula(f, range, nullptr);
    const Width width = registers_[value].width;
    add_step(sign_test(result.reg, faults, width, value, sign), width);
  }
  if (faults != nullptr) result.faults = carry_faults(result.reg);
  return result;
}

}  // namespace remit::column

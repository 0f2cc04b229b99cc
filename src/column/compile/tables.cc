// Scales, matrices and dated parameters: tables known when the policy is compiled.
#include <algorithm>
#include <utility>

#include "column/compile/formula_compiler.h"

namespace remit::column {
namespace {

using number::Rational;
using plan::Opcode;
using type::CellFault;

/// The whole number that `value` is at that many digits; it must be one.
Integer coefficient(const Rational& value, int decimals) {
  return value.numerator() * Integer::pow10(decimals) / value.denominator();
}

int digits_of(const std::optional<Rational>& value) {
  return value ? value->decimal_scale().value_or(-1) : 0;
}

/// First coefficient of so many decimals that belongs to the band.
Integer first_inside(const plan::Band& band, int decimals) {
  const Rational edge = *band.lower * Rational(Integer::pow10(decimals));
  return band.lower_closed ? edge.ceil() : edge.floor() + 1;
}

struct DecimalDigits {
  int edge = 0;  ///< most digits of any edge, -1: some edge is no decimal
  int rate = 0;  ///< the same for rates
};

DecimalDigits digits_of(const plan::Scale& scale) {
  DecimalDigits result;
  const auto widen = [](int* at, int digits_of_value) {
    *at = *at < 0 || digits_of_value < 0 ? -1 : std::max(*at, digits_of_value);
  };
  for (const plan::Band& band : scale.bands) {
    widen(&result.edge, digits_of(band.lower));
    widen(&result.rate, digits_of(band.value));
  }
  return result;
}

/// Every value the pieces can give over the range of x.
Interval range_of(const std::vector<BracketPiece>& pieces, const Interval& x) {
  std::optional<Interval> result;
  const auto cover = [&](const Integer& value) {
    result = result ? hull(*result, Interval::point(value)) : Interval::point(value);
  };
  if (pieces.empty() || x.lo < pieces[0].start) cover(0);
  Integer a = 0, b = 0;
  for (std::size_t j = 0; j < pieces.size(); ++j) {
    a += pieces[j].a;
    b += pieces[j].b;
    const bool last = j + 1 == pieces.size();
    const Integer end = last ? x.hi : pieces[j + 1].start - 1;
    cover(a * std::min(std::max(pieces[j].start, x.lo), x.hi) + b);
    cover(a * std::max(std::min(end, x.hi), x.lo) + b);
  }
  return *result;
}

}  // namespace

Operand FormulaCompiler::lower_scale(const plan::Expression& e, std::span<Operand> v) {
  Operand& x = v[0];
  const plan::Scale& table = plan_.scales[e.payload];
  Operand outside = outside_bands(table, x);
  const DecimalDigits digits = digits_of(table);
  const bool edges_matter = table.kind == plan::ScaleKind::marginal;
  const bool decimal = !x.is_ratio() && digits.rate >= 0 && (digits.edge >= 0 || !edges_matter);
  Operand result =
      decimal ? scale_by_pieces(table, std::move(x)) : scale_by_comparison(table, std::move(x));
  add_fault(&result, std::move(outside), CellFault::no_band);
  return result;
}

Operand FormulaCompiler::outside_bands(const plan::Scale& table, const Operand& x) {
  std::vector<Operand> tests;
  const plan::Band& first = table.bands.front();
  const plan::Band& last = table.bands.back();
  const auto test = [&](const Rational& edge, Opcode op) {
    Operand value = x;
    if (!value.constant) emitter_.materialise(&value);
    value.faults = nullptr;
    tests.push_back(compare_values(std::move(value), number(edge), op));
  };
  if (first.lower) test(*first.lower, first.lower_closed ? Opcode::less : Opcode::less_equal);
  if (last.upper) test(*last.upper, last.upper_closed ? Opcode::greater : Opcode::greater_equal);
  return connective(tests, true);
}

Operand FormulaCompiler::scale_by_pieces(const plan::Scale& table, Operand x) {
  const DecimalDigits digits = digits_of(table);
  const bool marginal = table.kind == plan::ScaleKind::marginal;
  const bool step = table.kind == plan::ScaleKind::step;
  const int base = marginal ? std::max(x.decimals, digits.edge) : x.decimals;
  const Integer stretch = Integer::pow10(base - x.decimals);
  std::vector<BracketPiece> pieces;
  Integer before = 0;
  for (const plan::Band& band : table.bands) {
    const Integer value = coefficient(band.value, digits.rate);
    const Integer rise = value - before;
    before = value;
    BracketPiece piece;
    piece.start = band.lower ? first_inside(band, x.decimals) : x.range.lo;
    if (step) {
      piece.b = rise;
    } else {
      piece.a = rise * stretch;
      if (marginal && band.lower) piece.b = -(rise * coefficient(*band.lower, base));
    }
    if (piece.start > x.range.hi) break;
    piece.start = std::max(piece.start, x.range.lo);
    pieces.push_back(std::move(piece));
  }
  Operand result;
  result.decimals = step ? digits.rate : base + digits.rate;
  result.range = range_of(pieces, x.range);
  result.faults = x.faults;
  if (pieces.empty()) {
    result.constant = 0;
    return result;
  }
  FusedFormula f;
  f.terms.push_back({emitter_.at_width(&x, width_for(x.range))});
  f.pieces = std::move(pieces);
  result.pending = std::move(f);
  return result;
}

/// Edges or rates that are no decimals, or a ratio looked up: band after band, the last whose lower
/// edge the value reaches prevails.
Operand FormulaCompiler::scale_by_comparison(const plan::Scale& table, Operand x) {
  const FaultRulePtr faults = x.faults;
  x.faults = nullptr;
  if (!x.constant) emitter_.materialise(&x);
  if (x.is_ratio() && !x.denominator->constant) emitter_.materialise(x.denominator.get());
  Operand result;
  Rational below = 0;  // what the bands before give in full
  for (std::size_t j = 0; j < table.bands.size(); ++j) {
    const plan::Band& band = table.bands[j];
    const Rational lower = band.lower.value_or(Rational(0));
    Operand value;
    if (table.kind == plan::ScaleKind::step) {
      value = number(band.value);
    } else {
      value = product(x, number(band.value));
      if (table.kind == plan::ScaleKind::marginal) {
        value = sum(std::move(value), number(below - band.value * lower), 1);
        if (band.upper) below += band.value * (*band.upper - lower);
      }
    }
    if (j == 0) {
      result = std::move(value);
      continue;
    }
    Operand reached = compare_values(x, number(lower),
                                     band.lower_closed ? Opcode::greater_equal : Opcode::greater);
    result = choose_value(reached, std::move(value), std::move(result));
  }
  result.faults = faults;
  return result;
}

Operand FormulaCompiler::table_values(Operand index, std::span<const plan::ExpressionId> values) {
  std::vector<Operand> entries;
  std::vector<CellFault> codes;
  bool ratio = false, any_fault = false;
  int decimals = 0;
  for (const plan::ExpressionId id : values) {
    Operand x = compute(plan_.expressions[id]);
    codes.push_back(x.faults == nullptr ? CellFault::none : x.faults->fault.code);
    any_fault = any_fault || x.faults != nullptr;
    ratio = ratio || x.is_ratio();
    decimals = std::max(decimals, x.decimals);
    entries.push_back(std::move(x));
  }
  const FaultRulePtr faults = index.faults;
  const RegisterId at = emitter_.at_width(&index, Width::int64);
  const bool is_mask = entries[0].is_mask;
  const auto lookup = [&](const auto& part) {
    std::vector<Integer> table;
    Operand x;
    for (const Operand& entry : entries) {
      table.push_back(part(entry));
      const Interval point = Interval::point(table.back());
      x.range = table.size() == 1 ? point : hull(x.range, point);
    }
    const Width width = is_mask ? Width::mask : width_for(x.range);
    x.reg = emitter_.add_register(width, x.range);
    emitter_.add_step(table_lookup(x.reg, nullptr, width, at, std::move(table)));
    return x;
  };
  Operand result;
  if (ratio) {
    for (Operand& entry : entries) entry = as_ratio(std::move(entry));
    result = lookup([](const Operand& entry) { return *entry.constant; });
    result.denominator = std::make_shared<Operand>(
        lookup([](const Operand& entry) { return *entry.denominator->constant; }));
  } else {
    if (!is_mask) {
      for (Operand& entry : entries) entry = scaled(std::move(entry), decimals);
    }
    result = lookup([](const Operand& entry) { return *entry.constant; });
    result.decimals = decimals;
    result.is_mask = is_mask;
  }
  result.faults = faults;
  if (any_fault) {
    const RegisterId carrier = emitter_.add_fault_register();
    emitter_.add_step(table_faults(carrier, at, std::move(codes), at_));
    add_faults_of(&result, carrier);
  }
  return result;
}

Operand FormulaCompiler::lower_matrix(const plan::Expression& e, std::span<Operand> v) {
  const plan::Matrix& table = plan_.matrices[e.payload];
  Operand index = integer(0);
  for (std::size_t i = 0; i < v.size(); ++i) {
    index = sum(times(std::move(index), Integer(table.extents[i])), v[i], 1);
  }
  return table_values(std::move(index), table.values);
}

Operand FormulaCompiler::lower_dated(const plan::Expression& e, std::span<Operand> v) {
  Operand& x = v[0];
  const plan::Dated& table = plan_.dated[e.payload];
  const auto find = [&table](std::int64_t day, std::int64_t) -> IntResult {
    const auto after = std::upper_bound(table.days.begin(), table.days.end(), day);
    if (after == table.days.begin() || (table.ends && day > table.last_day)) {
      return {0, CellFault::out_of_period};
    }
    return {after - table.days.begin() - 1};
  };
  const Interval range = {0, static_cast<std::int64_t>(table.values.size()) - 1};
  return table_values(map_rows(&x, &x, find, range), table.values);
}

}  // namespace remit::column

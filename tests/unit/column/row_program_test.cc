// What each step does to one row as a short call, against its action.
#include "column/run/row_program.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "column/kernels/isa.h"
#include "column/kernels/kernel_table.h"
#include "column/run/pass.h"
#include "column/run/value_steps.h"

namespace remit::column {
namespace {

constexpr Width kWidths[] = {Width::mask, Width::int32, Width::int64, Width::int128,
                             Width::integer};
constexpr int kTurns = 50;
constexpr std::size_t kBatch = 301;
constexpr number::RoundingMode kModes[] = {
    number::RoundingMode::half_up, number::RoundingMode::half_even, number::RoundingMode::half_down,
    number::RoundingMode::up,      number::RoundingMode::down,      number::RoundingMode::ceiling,
    number::RoundingMode::floor};
constexpr std::int32_t kCodes = 5;
/// Registers of each width: three that are read, one that is filled.
constexpr RegisterId kOfWidth = 4;
constexpr RegisterId kOut = 3;

class RowProgramTest : public testing::Test {
 protected:
  RowProgramTest() {
    for (const Width width : kWidths)
      for (RegisterId i = 0; i < kOfWidth; ++i)
        plan_.push_back({.width = width, .own = true, .can_fault = true});
  }

  static RegisterId reg(Width width, RegisterId which) {
    RegisterId first = 0;
    for (const Width each : kWidths) {
      if (each == width) break;
      first += kOfWidth;
    }
    return first + which;
  }
  static RegisterId out(Width width) { return reg(width, kOut); }

  /// The faults of the result are those of the first operand.
  static FaultRulePtr rule(Width width) { return fault_of_register(reg(width, 0)); }

  void draw(Frame& frame) {
    for (const Width width : kWidths) {
      for (RegisterId i = 0; i < kOfWidth; ++i) {
        frame.registers[reg(width, i)].faults.clear();
        with_type(width, [&](auto zero) {
          using T = decltype(zero);
          // Divisors are positive; a width of its own would say nothing that these do not.
          const auto drawn = static_cast<std::int64_t>(random_() % 2001) - (i == 1 ? -1 : 1000);
          *frame.out<T>(reg(width, i)) =
              width == Width::mask    ? convert<T>(static_cast<std::int64_t>(random_() % 2))
              : width == Width::int32 ? convert<T>(static_cast<std::int64_t>(random_() % kCodes))
                                      : convert<T>(drawn);
        });
      }
    }
  }

  std::string shown(const Frame& frame, Width width) const {
    std::string text;
    with_type(width, [&](auto zero) {
      text = convert<Integer>(*frame.in<decltype(zero)>(out(width))).to_string();
    });
    for (const RowFault& fault : frame.registers[out(width)].faults)
      text += " fault " + std::to_string(fault.row) + ' ' +
              std::to_string(static_cast<int>(fault.fault.code)) + ' ' +
              std::to_string(fault.fault.column);
    return text;
  }

  /// `step` fills the register out(width); its faults follow one of a register of `from`.
  void same(const StepPtr& step, Width width, Width from) {
    Frame frame(plan_, 1, kernels::single_row_table());
    frame.move_to(0, 1);
    if (ActionPtr action = step->bind(frame)) frame.actions.push_back(std::move(action));
    const RowProgram program(frame);
    for (int turn = 0; turn < kTurns; ++turn) {
      draw(frame);
      if (turn % 3 == 0)
        frame.registers[reg(from, 0)].faults.push_back({0, {type::CellFault::overflow, 7, 0}});
      const Integer before = turn % 2;  // neither way may rely on what was there
      const auto put = [&] {
        with_type(width, [&](auto zero) {
          *frame.out<decltype(zero)>(out(width)) = convert<decltype(zero)>(before);
        });
        frame.registers[out(width)].faults.clear();
      };
      put();
      for (const ActionPtr& action : frame.actions) action->run(frame);
      const std::string expected = shown(frame, width);
      put();
      program.run();
      ASSERT_EQ(shown(frame, width), expected);
    }
  }

  /// A batch of a formula, by its kernel and by the wide arithmetic of any formula.
  void same_as_wide(const FusedFormula& formula, Isa isa) {
    Frame frame(plan_, kBatch, kernels::kernel_table(isa));
    frame.move_to(0, kBatch);
    for (std::size_t i = 0; i < kBatch; ++i) {
      for (RegisterId which = 0; which < kOut; ++which) {
        frame.out<std::int64_t>(reg(Width::int64, which))[i] =
            static_cast<std::int64_t>(random_() % 2001) - 1000;
        frame.out<std::uint8_t>(reg(Width::mask, which))[i] = random_() % 2;
        frame.out<std::int32_t>(reg(Width::int32, which))[i] =
            static_cast<std::int32_t>(random_() % kCodes);
      }
    }
    const RegisterId fused = out(Width::int64), wide = reg(Width::int64, 2);
    const StepPtr by_kernel = formula.pieces.empty()
                                  ? fused_linear(fused, nullptr, formula, true)
                                  : fused_brackets(fused, nullptr, formula, {-1000, 1000}, true);
    by_kernel->bind(frame)->run(frame);
    wide_formula(wide, nullptr, formula, Width::int128, plan_)->bind(frame)->run(frame);
    for (std::size_t i = 0; i < kBatch; ++i) {
      ASSERT_EQ(frame.in<std::int64_t>(fused)[i], frame.in<std::int64_t>(wide)[i])
          << "row " << i << " mode " << static_cast<int>(formula.mode);
    }
  }

  std::vector<RegisterPlan> plan_;
  std::mt19937_64 random_{7};
};

TEST_F(RowProgramTest, StepsOfOneWidth) {
  for (const Width width : kWidths) {
    const RegisterId a = reg(width, 0), b = reg(width, 1), c = reg(width, 2), to = out(width);
    same(copy_vector(to, rule(width), width, a, width, {}), width, width);
    same(minimum_of_vectors(to, rule(width), width, a, b), width, width);
    same(maximum_of_vectors(to, rule(width), width, a, b), width, width);
    same(multiply_vectors(to, rule(width), width, a, b, {}), width, width);
    same(select_vector(to, rule(width), width, reg(Width::mask, 0), b, c), width, width);
    same(select_vector(to, nullptr, width, reg(Width::mask, 0), b, c), width, width);
    if (width == Width::mask || width == Width::int32) continue;
    same(absolute_vector(to, rule(width), width, a), width, width);
    for (const auto mode : {number::RoundingMode::half_up, number::RoundingMode::floor})
      same(divide_vectors(to, rule(width), width, a, b, mode, {}), width, width);
  }
}

TEST_F(RowProgramTest, StepsFromOneWidthToAnother) {
  for (std::size_t from = 2; from < std::size(kWidths); ++from)
    for (std::size_t to = from; to < std::size(kWidths); ++to)
      same(copy_vector(out(kWidths[to]), rule(kWidths[from]), kWidths[to], reg(kWidths[from], 0),
                       kWidths[from], {}),
           kWidths[to], kWidths[from]);
}

TEST_F(RowProgramTest, Masks) {
  const RegisterId to = out(Width::mask);
  const std::vector<RegisterId> masks = {reg(Width::mask, 0), reg(Width::mask, 1),
                                         reg(Width::mask, 2)};
  same(mask_not(to, rule(Width::mask), masks[0]), Width::mask, Width::mask);
  for (std::size_t count = 1; count <= masks.size(); ++count) {
    const std::vector<RegisterId> some(masks.begin(), masks.begin() + static_cast<long>(count));
    same(mask_all(to, some), Width::mask, Width::int64);
    same(mask_any(to, some), Width::mask, Width::int64);
    same(mask_settle(to, some, true), Width::mask, Width::mask);
    same(mask_settle(to, some, false), Width::mask, Width::mask);
    same(mask_at_least(to, some, 2), Width::mask, Width::mask);
  }
  for (const Sign sign : {Sign::negative, Sign::not_positive, Sign::zero, Sign::not_zero})
    for (const Width width : {Width::int64, Width::int128, Width::integer})
      same(sign_test(to, rule(width), width, reg(width, 0), sign), Width::mask, width);
  const RegisterId codes = reg(Width::int32, 0);
  for (std::int32_t code = 0; code < kCodes; ++code)
    same(code_test(to, rule(Width::int32), codes, code), Width::mask, Width::int32);
  same(code_set_test(to, rule(Width::int32), codes, {1, 0, 0, 1, 1}), Width::mask, Width::int32);
}

TEST_F(RowProgramTest, FusedFormulas) {
  const RegisterId a = reg(Width::int64, 0), b = reg(Width::int64, 1);
  for (const bool exact52 : {false, true}) {
    FusedFormula formula;
    formula.terms = {{a, 3}, {b, -2}};
    formula.constant = 5;
    for (const Sign sign : {Sign::negative, Sign::zero})
      same(fused_test(out(Width::mask), rule(Width::int64), formula, sign, exact52), Width::mask,
           Width::int64);
    formula.lo = -100, formula.hi = 2000;
    formula.guard = GuardInput{.mask = reg(Width::mask, 1)};
    same(fused_linear(out(Width::int64), rule(Width::int64), formula, exact52), Width::int64,
         Width::int64);
    if (!exact52) continue;
    formula.divisor = 100;
    for (const number::RoundingMode mode : kModes) {
      formula.mode = mode;
      same(fused_linear(out(Width::int64), rule(Width::int64), formula, exact52), Width::int64,
           Width::int64);
    }
  }
}

// Whether a kernel rounds itself or a pass behind it does.
TEST_F(RowProgramTest, FusedFormulasRoundAsWideOnes) {
  const RegisterId a = reg(Width::int64, 0), b = reg(Width::int64, 1);
  FusedFormula linear, scale;
  linear.terms = {{a, 3}, {b, -2}};
  linear.constant = 5;
  linear.lo = -1000, linear.hi = 2000;
  scale.terms = {{a, 1}};
  scale.pieces = {{-5000, 2, 7}, {0, 3, 0}, {200, -1, 200}, {500, 0, 60}, {600, 5, 0}, {900, 1, 1}};
  for (const Isa isa : {Isa::portable, best_isa()}) {
    for (const number::RoundingMode mode : kModes) {
      for (FusedFormula* formula : {&linear, &scale}) {
        formula->divisor = 20;
        formula->mode = mode;
        formula->guard.reset();
        same_as_wide(*formula, isa);
        formula->guard = GuardInput{.mask = reg(Width::mask, 1)};
        same_as_wide(*formula, isa);
        formula->guard = GuardInput{.codes = reg(Width::int32, 1), .code = 2};
        same_as_wide(*formula, isa);
      }
    }
  }
}

}  // namespace
}  // namespace remit::column

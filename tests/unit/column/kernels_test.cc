// Every entry of every kernel table against plain 128-bit loops.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <random>
#include <vector>

#include "base/int128.h"
#include "column/kernels/divide.h"
#include "column/kernels/kernel_table.h"
#include "column/kernels/prepare.h"

namespace remit::column::kernels {
namespace {

using Column = std::vector<std::int64_t>;
using Bytes = std::vector<std::uint8_t>;
using Codes = std::vector<std::int32_t>;

/// Beyond 2 040 rows a count of masks adds up more words than a byte can count.
constexpr std::size_t kSizes[] = {0, 1, 2, 3, 17, 128, 300, 2040, 2067};
/// What kernels for one row are tried with: as many different rows.
constexpr std::size_t kOnes = 300;
constexpr std::int64_t kAnyDivisor = 1000;

/// Without an instruction set: the kernels for one row.
class Kernels : public testing::TestWithParam<std::optional<Isa>> {
 protected:
  void SetUp() override {
    table_ = single_row_table();
    if (!GetParam()) return;
    const Isa isa = *GetParam();
    if (!is_available(isa)) GTEST_SKIP() << "this processor lacks " << isa_name(isa);
    table_ = kernel_table(isa);
    ASSERT_EQ(table_->isa, isa);
  }

  static std::vector<std::size_t> sizes() {
    if (!GetParam()) return std::vector<std::size_t>(kOnes, 1);
    return {std::begin(kSizes), std::end(kSizes)};
  }

  Column numbers(std::size_t n, std::int64_t limit) {
    Column column(n);
    for (auto& x : column) {
      x = std::uniform_int_distribution<std::int64_t>(-limit, limit)(random_);
      if (random_() % 4 == 0) x -= x % kAnyDivisor;        // multiples
      if (random_() % 8 == 0) x -= x % (kAnyDivisor / 2);  // and ties
    }
    return column;
  }

  Bytes bytes(std::size_t n, unsigned values) {
    Bytes column(n);
    for (auto& x : column) x = static_cast<std::uint8_t>(random_() % values);
    return column;
  }

  Codes some_codes(std::size_t n, unsigned values) {
    Codes column(n);
    for (auto& x : column) x = static_cast<std::int32_t>(random_() % values);
    return column;
  }

  /// The kernel that rounds so, or the one that does not round and the pass behind it.
  template <typename Kernel, typename Args>
  void run_exact52(const Kernel (&kernels)[kFusedRoundings], KernelRounding rounding, const Args& f,
                   std::size_t n) {
    const auto at = static_cast<std::size_t>(rounding);
    if (at < kFusedRoundings) return kernels[at](f, n);
    kernels[static_cast<std::size_t>(KernelRounding::none)](f, n);
    table_->round_int64[at](f.out, f.divide, f.out, n);
  }

  static std::int64_t reference_round(Int128 n, const Divide& divide) {
    return divide.divisor == 1
               ? static_cast<std::int64_t>(n)
               : divide_exactly(static_cast<std::int64_t>(n), divide.divisor, divide.mode);
  }
  /// A row's brackets one after the other, clamped and rounded.
  static std::int64_t reference_brackets(Int128 sum, std::int64_t x, std::size_t count,
                                         const Brackets& f) {
    for (std::size_t j = 0; j < count; ++j) {
      if (x >= f.start[j]) sum += Int128{f.a[j]} * x + f.b[j];
    }
    return reference_round(std::clamp(sum, Int128{f.lo}, Int128{f.hi}), f.divide);
  }

  template <typename Args>
  static bool passes(Guard guard, const Args& f, std::size_t i) {
    if (guard == Guard::none) return true;
    return guard == Guard::mask ? f.mask[i] != 0 : f.codes[i] == f.code;
  }

  const KernelTable* table_ = nullptr;
  std::mt19937_64 random_{42};
};

TEST_P(Kernels, LinearInBothDomains) {
  for (const std::size_t n : sizes()) {
    for (std::size_t terms = 1; terms <= kMaxTerms; ++terms) {
      for (std::size_t clamp = 0; clamp < 2; ++clamp) {
        for (std::size_t guard = 0; guard < 3; ++guard) {
          for (std::size_t rounding = 0; rounding <= kRoundings; ++rounding) {
            const bool wide = rounding == kRoundings;  // the 64-bit kernels round nothing
            Column x[kMaxTerms];
            Linear f;
            for (std::size_t j = 0; j < terms; ++j) {
              x[j] = numbers(n, wide ? std::int64_t{1} << 60 : std::int64_t{1} << 45);
              f.x[j] = x[j].data();
              f.a[j] = static_cast<std::int64_t>(j) * 2 - 1;
            }
            f.c = 500;
            if (clamp != 0) f.lo = -(std::int64_t{1} << 44), f.hi = std::int64_t{1} << 43;
            constexpr Mode kWithRow[] = {Mode::half_up, Mode::half_up, Mode::ceiling,
                                         Mode::half_even, Mode::half_up};
            f.divide = make_divide(rounding == 0 || wide ? 1 : kAnyDivisor, kWithRow[rounding]);
            const KernelRounding row = prepare(&f, DividendSign::any);
            if (!wide) {
              ASSERT_EQ(row, static_cast<KernelRounding>(rounding));
            }
            const Bytes mask = bytes(n, 2);
            const Codes codes = some_codes(n, 5);
            f.mask = mask.data();
            f.codes = codes.data();
            f.code = 3;
            Column out(n);
            f.out = out.data();
            if (wide) {
              table_->linear->int64[terms - 1][clamp][guard](f, n);
            } else {
              run_exact52(table_->linear->exact52[terms - 1][clamp][guard], row, f, n);
            }
            for (std::size_t i = 0; i < n; ++i) {
              Int128 sum = f.c;
              for (std::size_t j = 0; j < terms; ++j) sum += Int128{f.a[j]} * x[j][i];
              if (clamp != 0) sum = std::clamp(sum, Int128{f.lo}, Int128{f.hi});
              const bool on = passes(static_cast<Guard>(guard), f, i);
              ASSERT_EQ(out[i], on ? reference_round(sum, f.divide) : 0);
            }
          }
        }
      }
    }
  }
}

TEST_P(Kernels, BracketsOfAllThreeKindsChainedAndNot) {
  for (const std::size_t n : sizes()) {
    for (std::size_t form = 0; form < kBracketForms; ++form) {
      const bool chained = form == kChainedBrackets;
      const std::size_t count = chained ? kMaxBrackets : form;
      for (std::size_t guard = 0; guard < 3; ++guard) {
        for (std::size_t rounding = 0; rounding <= kRoundings; ++rounding) {
          const bool wide = rounding == kRoundings;
          const Column x = numbers(n, std::int64_t{1} << 40);
          const Column before = numbers(n, std::int64_t{1} << 40);
          Brackets f;
          f.x = x.data();
          if (!chained) f.base_a = 3, f.base_b = -77;
          for (std::size_t j = 0; j < count; ++j) {
            const auto at = static_cast<std::int64_t>(j);
            f.start[j] = (at - 1) << 38;
            f.a[j] = at % 3 - 1;
            f.b[j] = f.start[j] * (at % 2) + 700;
          }
          f.add = chained ? before.data() : nullptr;
          f.lo = -(std::int64_t{1} << 41);
          f.hi = std::int64_t{1} << 41;
          constexpr Mode kWithRow[] = {Mode::floor, Mode::down, Mode::floor, Mode::half_even,
                                       Mode::floor};
          f.divide = make_divide(rounding == 0 || wide ? 1 : kAnyDivisor, kWithRow[rounding]);
          const KernelRounding row = prepare(&f, DividendSign::any);
          if (!wide) {
            ASSERT_EQ(row, static_cast<KernelRounding>(rounding));
          }
          const Bytes mask = bytes(n, 2);
          const Codes codes = some_codes(n, 5);
          f.mask = mask.data();
          f.codes = codes.data();
          f.code = 3;
          Column out(n);
          f.out = out.data();
          if (wide) {
            table_->brackets->int64[form][guard](f, n);
          } else {
            run_exact52(table_->brackets->exact52[form][guard], row, f, n);
          }
          for (std::size_t i = 0; i < n; ++i) {
            const Int128 base = chained ? before[i] : Int128{f.base_a} * x[i] + f.base_b;
            const bool on = passes(static_cast<Guard>(guard), f, i);
            ASSERT_EQ(out[i], on ? reference_brackets(base, x[i], count, f) : 0);
          }
        }
      }
    }
  }
}

TEST_P(Kernels, DifferencesOfTwoColumns) {
  for (const std::size_t n : sizes()) {
    const Column x = numbers(n, std::int64_t{1} << 42), y = numbers(n, std::int64_t{1} << 42);
    const Bytes mask = bytes(n, 2);
    const Codes codes = some_codes(n, 5);
    for (const Mode mode : {Mode::half_up, Mode::half_even, Mode::floor, Mode::down}) {
      for (std::size_t clamp = 0; clamp < 2; ++clamp) {
        for (std::size_t guard = 0; guard < 3; ++guard) {
          Linear f;
          f.x[0] = x.data(), f.x[1] = y.data();
          f.a[0] = -20, f.a[1] = 20;
          f.c = 70;
          if (clamp != 0) f.lo = -(std::int64_t{1} << 44), f.hi = std::int64_t{1} << 43;
          f.divide = make_divide(100, mode);
          const KernelRounding row = prepare(&f, DividendSign::any);
          f.mask = mask.data();
          f.codes = codes.data();
          f.code = 3;
          Column out(n);
          f.out = out.data();
          run_exact52(table_->linear->exact52[kDifference][clamp][guard], row, f, n);
          for (std::size_t i = 0; i < n; ++i) {
            Int128 sum = Int128{20} * y[i] - Int128{20} * x[i] + 70;
            if (clamp != 0) sum = std::clamp(sum, Int128{f.lo}, Int128{f.hi});
            const bool on = passes(static_cast<Guard>(guard), f, i);
            ASSERT_EQ(out[i], on ? reference_round(sum, f.divide) : 0);
          }
        }
      }
    }
  }
}

TEST_P(Kernels, HingesAreBracketsThatBeginAtZero) {
  for (const std::size_t n : sizes()) {
    for (std::size_t count = 1; count <= kMaxBrackets; ++count) {
      for (std::size_t guard = 0; guard < 3; ++guard) {
        for (const Mode mode : {Mode::half_up, Mode::half_even, Mode::ceiling, Mode::up}) {
          Column x = numbers(n, std::int64_t{1} << 40);
          Brackets f;
          f.base_a = 3, f.base_b = -77;
          for (std::size_t j = 0; j < count; ++j) {
            const auto at = static_cast<std::int64_t>(j);
            const std::int64_t zero = (at - 1) << 38;
            f.a[j] = at % 2 == 0 ? -2 : 5;
            f.b[j] = -f.a[j] * zero;
            f.start[j] = zero + at % 2;  // "from" the edge and "over" it
            if (j < n) x[j] = zero;
            if (j + 4 < n) x[j + 4] = zero + 1;
          }
          f.x = x.data();
          f.lo = -(std::int64_t{1} << 42);
          f.hi = std::int64_t{1} << 42;
          f.divide = make_divide(kAnyDivisor, mode);
          const KernelRounding row = prepare(&f, DividendSign::any);
          ASSERT_TRUE(set_hinges(&f, count));
          const Bytes mask = bytes(n, 2);
          const Codes codes = some_codes(n, 5);
          f.mask = mask.data();
          f.codes = codes.data();
          f.code = 3;
          Column out(n);
          f.out = out.data();
          run_exact52(table_->brackets->exact52[kHinges + count][guard], row, f, n);
          for (std::size_t i = 0; i < n; ++i) {
            const Int128 base = Int128{f.base_a} * x[i] + f.base_b;
            const bool on = passes(static_cast<Guard>(guard), f, i);
            ASSERT_EQ(out[i], on ? reference_brackets(base, x[i], count, f) : 0);
          }
        }
      }
    }
  }
}

TEST(Hinges, AreOnlyEdgesAtZero) {
  Brackets f;
  f.a[0] = 3, f.b[0] = -30, f.start[0] = 11;
  f.a[1] = -2, f.b[1] = 40, f.start[1] = 20;
  EXPECT_TRUE(set_hinges(&f, 2));
  EXPECT_EQ(f.start_f[0], 10.0);
  EXPECT_EQ(f.start_f[1], 20.0);
  f.start[1] = 19;  // the piece is 2 there
  EXPECT_FALSE(set_hinges(&f, 2));
  f.start[1] = 22;  // and -4 here
  EXPECT_FALSE(set_hinges(&f, 2));
  EXPECT_TRUE(set_hinges(&f, 1));
  f.b[0] = -31;  // zero lies between two units
  EXPECT_FALSE(set_hinges(&f, 1));
  f.a[0] = 0;  // a step
  EXPECT_FALSE(set_hinges(&f, 1));
  EXPECT_FALSE(set_hinges(&f, 0));
}

TEST_P(Kernels, TestsCompareWithZero) {
  for (const std::size_t n : sizes()) {
    for (std::size_t terms = 1; terms <= kMaxTerms; ++terms) {
      for (std::size_t op = 0; op < kCompares; ++op) {
        for (const bool wide : {false, true}) {
          Column x[kMaxTerms];
          LinearTest f;
          for (std::size_t j = 0; j < terms; ++j) {
            x[j] = numbers(n, j == 0 && wide ? std::int64_t{1} << 60 : 3);  // zero often
            f.x[j] = x[j].data();
            f.a[j] = j == 1 ? -1 : 1;
          }
          prepare(&f);
          Bytes out(n);
          f.out = out.data();
          (wide ? table_->test_int64 : table_->test_exact52)[terms - 1][op](f, n);
          for (std::size_t i = 0; i < n; ++i) {
            std::int64_t sum = 0;
            for (std::size_t j = 0; j < terms; ++j) sum += f.a[j] * x[j][i];
            const bool expected[kCompares] = {sum < 0, sum <= 0, sum == 0, sum != 0};
            ASSERT_EQ(out[i], expected[op] ? 1 : 0);
          }
        }
      }
    }
  }
}

TEST_P(Kernels, MaskedSums) {
  for (const std::size_t n : sizes()) {
    for (std::size_t count = 1; count <= kMaxMasked; ++count) {
      for (std::size_t plain = 0; plain <= count; ++plain) {
        for (std::size_t outer = 0; outer < 2; ++outer) {
          Column x[kMaxMasked];
          Bytes mask[kMaxMasked];
          MaskedSum f;
          for (std::size_t j = 0; j < count; ++j) {
            x[j] = numbers(n, std::int64_t{1} << 50);
            mask[j] = j < plain ? Bytes(n, 1) : bytes(n, 2);
            f.x[j] = x[j].data();
            f.mask[j] = j < plain ? nullptr : mask[j].data();
          }
          const Bytes outer_mask = bytes(n, 2);
          f.outer = outer_mask.data();
          Column out(n);
          f.out = out.data();
          table_->masked_sum[plain][count - plain][outer](f, n);
          for (std::size_t i = 0; i < n; ++i) {
            std::int64_t sum = 0;
            for (std::size_t j = 0; j < count; ++j) sum += mask[j][i] != 0 ? x[j][i] : 0;
            ASSERT_EQ(out[i], outer != 0 && outer_mask[i] == 0 ? 0 : sum);
          }
        }
      }
    }
  }
}

/// Every mode with the shift folded into the constants, at the ends of the range and around every
/// kind of tie, on the side of zero where the shift is right.
TEST_P(Kernels, FoldedShiftsAroundTiesAndAtTheEnds) {
  constexpr std::int64_t kMost = kFastLimit - 1;
  for (const std::int64_t d : {std::int64_t{2}, std::int64_t{3}, std::int64_t{100},
                               std::int64_t{9999}, (std::int64_t{1} << 49) - 1}) {
    for (std::size_t m = 0; m < kModes; ++m) {
      for (const bool negative : {false, true}) {
        Column x;
        for (const std::int64_t centre : {std::int64_t{0}, d / 2, d, d + d / 2, 7 * d + d / 2,
                                          kMost / d / 2 * d, kMost / d * d - d / 2, kMost}) {
          for (std::int64_t step = -2; step <= 2; ++step) {
            const std::int64_t at = std::clamp(centre + step, std::int64_t{0}, kMost);
            x.push_back(negative ? -at : at);
          }
        }
        Linear f;
        f.a[0] = 1;
        f.divide = make_divide(d, static_cast<Mode>(m));
        const KernelRounding row =
            prepare(&f, negative ? DividendSign::not_positive : DividendSign::not_negative);
        ASSERT_EQ(row, static_cast<Mode>(m) == Mode::half_even ? KernelRounding::half_even
                                                               : KernelRounding::folded);
        for (const bool clamped : {false, true}) {
          if (clamped) {
            f.lo = -kMost / 2, f.hi = kMost / 2;
            prepare(&f, negative ? DividendSign::not_positive : DividendSign::not_negative);
          }
          Column out(x.size());
          f.out = out.data();
          const auto& kernels = table_->linear->exact52[0][clamped][0];
          f.x[0] = x.data();
          if (GetParam()) run_exact52(kernels, row, f, x.size());
          for (std::size_t i = 0; i < x.size(); ++i) {
            if (!GetParam()) {
              f.x[0] = &x[i], f.out = &out[i];
              run_exact52(kernels, row, f, 1);
            }
            const std::int64_t n = clamped ? std::clamp(x[i], f.lo, f.hi) : x[i];
            ASSERT_EQ(out[i], divide_exactly(n, d, static_cast<Mode>(m)))
                << n << " / " << d << " mode " << m;
          }
        }
      }
    }
  }
}

/// The ends of the type, and numbers between.
template <typename T>
std::vector<T> at_the_edges(std::size_t n) {
  std::vector<T> values(n);
  for (std::size_t i = 0; i < n; ++i) {
    const T some[] = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), T{-1}, T{0},
                      static_cast<T>(37 * i)};
    values[i] = some[i % std::size(some)];
  }
  return values;
}

template <typename From, typename To>
void expect_widened(WidenKernel kernel, std::size_t n) {
  const std::vector<From> x = at_the_edges<From>(n);
  std::vector<To> out(n);
  kernel({x.data(), out.data()}, n);
  for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(out[i], To{x[i]}) << i << " of " << n;
}

TEST_P(Kernels, EveryWidthWidened) {
  for (const std::size_t n : sizes()) {
    expect_widened<std::int8_t, std::int32_t>(table_->widen[0][0], n);
    expect_widened<std::int8_t, std::int64_t>(table_->widen[0][1], n);
    expect_widened<std::int16_t, std::int32_t>(table_->widen[1][0], n);
    expect_widened<std::int16_t, std::int64_t>(table_->widen[1][1], n);
    expect_widened<std::int32_t, std::int64_t>(table_->widen[2][1], n);
  }
}

TEST_P(Kernels, NarrowedOnTheWayOut) {
  for (const std::size_t n : sizes()) {
    const std::vector<std::int32_t> held = at_the_edges<std::int32_t>(n);
    const Column x(held.begin(), held.end());
    for (const bool past_cache : {false, true}) {
      for (const std::size_t offset : {0u, 1u, 5u}) {  // columns begin anywhere in a line
        std::vector<std::int32_t> out(n + offset + 1, 4711);
        table_->narrow_out(x.data(), out.data() + offset, n, past_cache);
        table_->store_fence();
        for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(out[offset + i], held[i]) << i;
        EXPECT_EQ(out[offset + n], 4711);
      }
    }
  }
}

TEST_P(Kernels, ElementByElement) {
  for (const std::size_t n : sizes()) {
    const Column x = numbers(n, std::int64_t{1} << 30), y = numbers(n, std::int64_t{1} << 30);
    const Bytes a = bytes(n, 2), b = bytes(n, 2), small = bytes(n, 256), small_masks = bytes(n, 2),
                full(n, 1);
    const Codes codes = some_codes(n, 256);
    Column product(n), least(n), most(n), size(n), chosen(n), widened(n);
    Bytes both(n), either(n), none(n), same(n), in(n);
    Bytes set(256);
    for (std::size_t i = 0; i < 256; i += 3) set[i] = 1;
    table_->multiply(x.data(), y.data(), product.data(), n);
    table_->minimum(x.data(), y.data(), least.data(), n);
    table_->maximum(x.data(), y.data(), most.data(), n);
    table_->absolute(x.data(), size.data(), n);
    table_->select_int64(a.data(), x.data(), y.data(), chosen.data(), n);
    table_->widen_uint8(small.data(), widened.data(), n);
    Bytes picked(n);
    table_->select_mask(a.data(), b.data(), small_masks.data(), picked.data(), n);
    table_->mask_and(a.data(), b.data(), both.data(), n);
    table_->mask_or(a.data(), b.data(), either.data(), n);
    table_->mask_not(a.data(), none.data(), n);
    table_->code_equal(codes.data(), 9, same.data(), n);
    table_->code_in_set(codes.data(), set.data(), in.data(), n);
    std::int64_t lo = INT64_MAX, hi = INT64_MIN;
    table_->range_int64(x.data(), n, &lo, &hi);
    std::size_t count = 0;
    std::uint64_t nonzero = 0;
    std::int64_t sum = 0, masked = 0;
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(picked[i], a[i] != 0 ? b[i] : small_masks[i]);
      masked += a[i] != 0 ? x[i] : 0;
      ASSERT_EQ(product[i], x[i] * y[i]);
      ASSERT_EQ(least[i], std::min(x[i], y[i]));
      ASSERT_EQ(most[i], std::max(x[i], y[i]));
      ASSERT_EQ(size[i], std::abs(x[i]));
      ASSERT_EQ(chosen[i], a[i] != 0 ? x[i] : y[i]);
      ASSERT_EQ(widened[i], small[i]);
      ASSERT_EQ(both[i], a[i] & b[i]);
      ASSERT_EQ(either[i], a[i] | b[i]);
      ASSERT_EQ(none[i], 1 - a[i]);
      ASSERT_EQ(same[i], codes[i] == 9 ? 1 : 0);
      ASSERT_EQ(in[i], codes[i] % 3 == 0 ? 1 : 0);
      count += a[i];
      sum += x[i];
      nonzero += x[i] != 0 ? 1 : 0;
    }
    EXPECT_EQ(table_->mask_count(a.data(), n), count);
    EXPECT_EQ(table_->mask_count(full.data(), n), n);
    EXPECT_EQ(table_->sum_int64(x.data(), n), sum);
    EXPECT_EQ(table_->masked_total(x.data(), a.data(), n), masked);
    std::int64_t tallied = 7;
    std::uint64_t counted = 3;
    table_->tally_int64(x.data(), n, &tallied, &counted);
    EXPECT_EQ(tallied, sum + 7);
    EXPECT_EQ(counted, nonzero + 3);
    if (n > 0) {
      EXPECT_EQ(lo, *std::min_element(x.begin(), x.end()));
      EXPECT_EQ(hi, *std::max_element(x.begin(), x.end()));
    }
  }
}

TEST_P(Kernels, StreamsAnyAlignmentAndSize) {
  Bytes from(700);
  for (std::size_t i = 0; i < from.size(); ++i) from[i] = static_cast<std::uint8_t>(i * 7);
  for (std::size_t offset = 0; offset < 66; offset += 3) {
    for (const std::size_t size : {0u, 1u, 63u, 64u, 65u, 200u, 600u}) {
      Bytes to(800, 0xEE);
      table_->stream_out(from.data() + 1, to.data() + offset, size);
      table_->store_fence();
      for (std::size_t i = 0; i < to.size(); ++i) {
        const bool inside = i >= offset && i < offset + size;
        ASSERT_EQ(to[i], inside ? from[1 + i - offset] : 0xEE);
      }
    }
  }
}

std::string short_name(const testing::TestParamInfo<std::optional<Isa>>& isa) {
  static constexpr const char* kNames[] = {"portable", "v2", "v3", "v4"};
  return isa.param ? kNames[static_cast<int>(*isa.param)] : "single";
}

INSTANTIATE_TEST_SUITE_P(All, Kernels,
                         testing::Values(std::optional<Isa>(), Isa::portable, Isa::v2, Isa::v3,
                                         Isa::v4),
                         short_name);

TEST(IsaNames, ReadBackWhatTheyWrite) {
  for (const Isa isa : {Isa::portable, Isa::v2, Isa::v3, Isa::v4}) {
    EXPECT_EQ(parse_isa(isa_name(isa)), isa);
  }
  EXPECT_EQ(parse_isa("v3"), Isa::v3);
  EXPECT_EQ(parse_isa("x86-64-v9"), std::nullopt);
  EXPECT_EQ(parse_isa(""), std::nullopt);
  EXPECT_TRUE(is_available(Isa::portable));
}

#if defined(__x86_64__) && !defined(__clang__)
// What this processor has is not passed over: libgcc asks it as well.
TEST(IsaOfTheProcessor, IsWhatTheRunTimeLibraryFinds) {
  const auto has = [](int said) { return said != 0; };
  EXPECT_EQ(is_available(Isa::v2), has(__builtin_cpu_supports("sse4.2")));
  EXPECT_EQ(is_available(Isa::v3),
            has(__builtin_cpu_supports("avx2")) && has(__builtin_cpu_supports("bmi2")));
  EXPECT_EQ(is_available(Isa::v4),
            has(__builtin_cpu_supports("avx512vl")) && has(__builtin_cpu_supports("avx512bw")));
}
#endif

}  // namespace
}  // namespace remit::column::kernels

// The fast exact division against the definition of each rounding mode in 128-bit arithmetic.
#include "column/kernels/divide.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "base/int128.h"
#include "column/kernels/kernel_table.h"

namespace remit::column::kernels {
namespace {

constexpr Mode kAllModes[] = {Mode::half_up, Mode::half_even, Mode::half_down, Mode::up,
                              Mode::down,    Mode::ceiling,   Mode::floor};

Int128 floor_divide(Int128 n, Int128 d) { return n / d - (n % d < 0 ? 1 : 0); }

// From the floor and what is left of it: another road than the one under test takes.
std::int64_t by_definition(std::int64_t n, std::int64_t d, Mode mode) {
  const Int128 below = floor_divide(n, d);
  const Int128 rest = Int128{n} - below * d;
  Int128 result = below;
  const Int128 above = rest == 0 ? below : below + 1;
  switch (mode) {
    case Mode::floor:
      result = below;
      break;
    case Mode::ceiling:
      result = above;
      break;
    case Mode::down:
      result = n < 0 ? above : below;
      break;
    case Mode::up:
      result = n < 0 ? below : above;
      break;
    case Mode::half_up:
    case Mode::half_even:
    case Mode::half_down:
      if (2 * rest != d) {
        result = 2 * rest < d ? below : above;
      } else if (mode == Mode::half_even) {
        result = below % 2 == 0 ? below : above;
      } else {
        result = (mode == Mode::half_up) == (n < 0) ? below : above;
      }
  }
  return static_cast<std::int64_t>(result);
}

std::vector<std::int64_t> divisors() {
  std::vector<std::int64_t> all = {2, 3, 5, 6, 7, 9, 12, 25, 64, 125, 360, 999, 68275, 1 << 20};
  for (std::int64_t d = 10; d < std::int64_t{1} << 49; d *= 10) all.push_back(d);
  for (const int bits : {30, 40, 47, 48, 49}) {
    const std::int64_t power = std::int64_t{1} << bits;
    all.insert(all.end(), {power - 2, power - 1});
    if (bits < 49) all.insert(all.end(), {power, power + 1});
  }
  return all;
}

// Dividends around zero, around the multiples and ties nearest to chosen quotients, and around the
// ends of the range.
std::vector<std::int64_t> dividends(std::int64_t d, std::mt19937_64& random) {
  std::vector<std::int64_t> all;
  const auto add_around = [&](Int128 centre) {
    for (int delta = -3; delta <= 3; ++delta) {
      const Int128 n = centre + delta;
      if (n > -kFastLimit && n < kFastLimit) all.push_back(static_cast<std::int64_t>(n));
    }
  };
  const std::int64_t most = kFastLimit / d;
  std::vector<std::int64_t> quotients = {0, 1, 2, 3, most - 2, most - 1, most};
  for (int i = 0; i < 200; ++i) {
    quotients.push_back(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1)));
  }
  for (const std::int64_t q : quotients) {
    for (const int sign : {-1, 1}) {
      add_around(Int128{sign} * q * d);
      add_around(Int128{sign} * (Int128{q} * d + d / 2));
    }
  }
  add_around(kFastLimit - 2);
  add_around(-kFastLimit + 2);
  return all;
}

class EveryIsa : public testing::TestWithParam<Isa> {
 protected:
  void SetUp() override {
    if (!is_available(GetParam())) GTEST_SKIP() << "this processor lacks " << isa_name(GetParam());
  }
};

TEST_P(EveryIsa, FastDivisionIsExactAroundTiesAndRangeEnds) {
  const KernelTable* kernels = kernel_table(GetParam());
  std::mt19937_64 random(2026);
  std::size_t tested = 0;
  for (const std::int64_t d : divisors()) {
    const std::vector<std::int64_t> n = dividends(d, random);
    std::vector<std::int64_t> out(n.size());
    for (const Mode mode : kAllModes) {
      const Divide divide = make_divide(d, mode);
      ASSERT_TRUE(divide.fast) << d;
      kernels->round_int64[static_cast<std::size_t>(rounding_of(divide))](n.data(), divide,
                                                                          out.data(), n.size());
      for (std::size_t i = 0; i < n.size(); ++i) {
        ASSERT_EQ(out[i], by_definition(n[i], d, mode))
            << n[i] << " / " << d << " mode " << static_cast<int>(mode);
      }
      tested += n.size();
    }
  }
  EXPECT_GT(tested, 500'000u);
}

TEST_P(EveryIsa, EverySmallDividendBySmallDivisors) {
  const KernelTable* kernels = kernel_table(GetParam());
  std::vector<std::int64_t> n;
  for (std::int64_t i = -3000; i <= 3000; ++i) n.push_back(i);
  std::vector<std::int64_t> out(n.size());
  for (std::int64_t d = 1; d <= 130; ++d) {
    for (const Mode mode : kAllModes) {
      const Divide divide = make_divide(d, mode);
      kernels->round_int64[static_cast<std::size_t>(rounding_of(divide))](n.data(), divide,
                                                                          out.data(), n.size());
      for (std::size_t i = 0; i < n.size(); ++i) {
        ASSERT_EQ(out[i], by_definition(n[i], d, mode)) << n[i] << " / " << d;
      }
    }
  }
}

std::string isa_name(const testing::TestParamInfo<Isa>& isa) {
  static constexpr const char* kNames[] = {"portable", "v2", "v3", "v4"};
  return kNames[static_cast<int>(isa.param)];
}

INSTANTIATE_TEST_SUITE_P(Divide, EveryIsa,
                         testing::Values(Isa::portable, Isa::v2, Isa::v3, Isa::v4), isa_name);

TEST(DivideExactly, TheWholeRangeOfInt64) {
  std::mt19937_64 random(7);
  const std::vector<std::int64_t> ends = {INT64_MIN, INT64_MIN + 1, -1,       0,
                                          1,         INT64_MAX - 1, INT64_MAX};
  for (int i = 0; i < 20'000; ++i) {
    const auto n = i < 7 ? ends[static_cast<std::size_t>(i)]
                         : static_cast<std::int64_t>(random()) >> (random() % 60);
    const auto d = static_cast<std::int64_t>((random() >> 1) >> (random() % 62)) + 1;
    for (const Mode mode : kAllModes) {
      std::int64_t out = 0;
      divide_exactly(&n, make_divide(d, mode), &out, 1);
      ASSERT_EQ(out, by_definition(n, d, mode)) << n << " / " << d;
      ASSERT_EQ(divide_exactly(n, d, mode), out);
    }
  }
}

TEST(MakeDivide, RefusesTheFastWayBeyondItsProof) {
  EXPECT_TRUE(make_divide((std::int64_t{1} << 49) - 1, Mode::half_up).fast);
  EXPECT_FALSE(make_divide(std::int64_t{1} << 49, Mode::half_up).fast);
}

}  // namespace
}  // namespace remit::column::kernels

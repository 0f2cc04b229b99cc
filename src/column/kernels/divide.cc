#include "column/kernels/divide.h"

namespace remit::column::kernels {
namespace {

constexpr std::int64_t kLargestFastDivisor = (std::int64_t{1} << 49) - 1;

template <Mode kMode>
std::int64_t divide_one(std::int64_t n, std::int64_t d) {
  const std::int64_t q = n / d;
  const std::int64_t r = n % d;
  const std::int64_t away = n < 0 ? -1 : 1;
  const std::uint64_t twice = 2 * static_cast<std::uint64_t>(r < 0 ? -r : r);
  const auto divisor = static_cast<std::uint64_t>(d);
  bool move = false;
  if constexpr (kMode == Mode::half_up) move = twice >= divisor;
  if constexpr (kMode == Mode::half_down) move = twice > divisor;
  if constexpr (kMode == Mode::half_even) {
    move = twice > divisor || (twice == divisor && q % 2 != 0);
  }
  if constexpr (kMode == Mode::up) move = r != 0;
  if constexpr (kMode == Mode::ceiling) move = r > 0;
  if constexpr (kMode == Mode::floor) move = r < 0;
  return move ? q + away : q;
}

using DivideOne = std::int64_t (*)(std::int64_t, std::int64_t);
constexpr DivideOne kDivideOne[kModes] = {divide_one<Mode::half_up>,   divide_one<Mode::half_even>,
                                          divide_one<Mode::half_down>, divide_one<Mode::up>,
                                          divide_one<Mode::down>,      divide_one<Mode::ceiling>,
                                          divide_one<Mode::floor>};

template <Mode kMode>
void divide_all(const std::int64_t* x, std::int64_t d, std::int64_t* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = divide_one<kMode>(x[i], d);
}

using DivideAll = void (*)(const std::int64_t*, std::int64_t, std::int64_t*, std::size_t);
constexpr DivideAll kDivideAll[kModes] = {divide_all<Mode::half_up>,   divide_all<Mode::half_even>,
                                          divide_all<Mode::half_down>, divide_all<Mode::up>,
                                          divide_all<Mode::down>,      divide_all<Mode::ceiling>,
                                          divide_all<Mode::floor>};

}  // namespace

Divide make_divide(std::int64_t divisor, Mode mode) {
  Divide made;
  made.divisor = divisor;
  made.mode = mode;
  made.fast = divisor <= kLargestFastDivisor;
  if (!made.fast || divisor == 1) return made;
  const auto d = static_cast<double>(divisor);
  const double half_step = divisor % 2 == 0 ? 0.5 : 0.0;  // an odd divisor knows no ties
  const double whole_step = (d - 1.0) / 2.0;
  made.divisor_f = d;
  made.inverse = 1.0 / d;
  switch (mode) {
    case Mode::half_up:
    case Mode::half_even:
      made.signed_shift = half_step;
      break;
    case Mode::half_down:
      made.signed_shift = -half_step;
      break;
    case Mode::up:
      made.signed_shift = whole_step;
      break;
    case Mode::down:
      made.signed_shift = -whole_step;
      break;
    case Mode::ceiling:
      made.shift = whole_step;
      break;
    case Mode::floor:
      made.shift = -whole_step;
      break;
  }
  return made;
}

KernelRounding rounding_of(const Divide& divide) {
  if (divide.divisor == 1) return KernelRounding::none;
  return divide.mode == Mode::half_even ? KernelRounding::half_even : KernelRounding::shifted;
}

std::int64_t divide_exactly(std::int64_t n, std::int64_t d, Mode mode) {
  return kDivideOne[static_cast<std::size_t>(mode)](n, d);
}

void divide_exactly(const std::int64_t* x, const Divide& divide, std::int64_t* out, std::size_t n) {
  kDivideAll[static_cast<std::size_t>(divide.mode)](x, divide.divisor, out, n);
}

}  // namespace remit::column::kernels

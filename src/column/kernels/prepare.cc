#include "column/kernels/prepare.h"

#include <algorithm>
#include <optional>

#include "column/kernels/divide.h"

namespace remit::column::kernels {
namespace {

/// A bound as a double; bounds beyond the exact range never bind there.
double bound(std::int64_t x) {
  return static_cast<double>(std::clamp(x, -kExactLimit, kExactLimit));
}

/// The shift of every row, if it is the same for all.
std::optional<double> one_shift(const Divide& divide, DividendSign sign) {
  if (rounding_of(divide) != KernelRounding::shifted) return std::nullopt;
  if (divide.signed_shift == 0.0) return divide.shift;
  if (sign == DividendSign::any) return std::nullopt;
  return divide.shift +
         (sign == DividendSign::not_negative ? divide.signed_shift : -divide.signed_shift);
}

template <std::size_t kCount>
void convert(const std::int64_t (&from)[kCount], double (&to)[kCount]) {
  for (std::size_t j = 0; j < kCount; ++j) to[j] = static_cast<double>(from[j]);
}

/// Clamps and rounding; `constant` is what the shift is added to.
template <typename Args>
KernelRounding prepare_common(Args* f, double* constant, DividendSign sign) {
  f->lo_f = bound(f->lo);
  f->hi_f = bound(f->hi);
  const std::optional<double> shift = one_shift(f->divide, sign);
  if (!shift) return rounding_of(f->divide);
  *constant += *shift;
  f->lo_f += *shift;
  f->hi_f += *shift;
  return KernelRounding::folded;
}

}  // namespace

KernelRounding prepare(Linear* f, DividendSign sign) {
  convert(f->a, f->a_f);
  f->c_f = static_cast<double>(f->c);
  return prepare_common(f, &f->c_f, sign);
}

KernelRounding prepare(Brackets* f, DividendSign sign) {
  f->base_a_f = static_cast<double>(f->base_a);
  f->base_b_f = static_cast<double>(f->base_b);
  convert(f->a, f->a_f);
  convert(f->b, f->b_f);
  for (std::size_t j = 0; j < kMaxBrackets; ++j) f->start_f[j] = bound(f->start[j]);
  return prepare_common(f, &f->base_b_f, sign);
}

bool set_hinges(Brackets* f, std::size_t count) {
  for (std::size_t j = 0; j < count; ++j) {
    // No quotient below overflows: within the exact domain |b| < 2^51.
    if (f->a[j] == 0 || f->b[j] == INT64_MIN || f->b[j] % f->a[j] != 0) return false;
    const std::int64_t zero = -f->b[j] / f->a[j];
    if (f->start[j] != zero && f->start[j] != zero + 1) return false;
  }
  for (std::size_t j = 0; j < count; ++j) {
    const std::int64_t zero = -f->b[j] / f->a[j];  // without remainder, as was seen above
    f->start_f[j] = static_cast<double>(zero);
  }
  return count > 0;
}

void prepare(LinearTest* f) {
  convert(f->a, f->a_f);
  f->c_f = static_cast<double>(f->c);
}

}  // namespace remit::column::kernels

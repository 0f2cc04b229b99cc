// The argument blocks of the kernels: plain data, no inline functions, so that a source compiled
// for one instruction set leaves nothing behind that another could be linked against by accident.
#pragma once

#include <cstddef>
#include <cstdint>

namespace remit::column::kernels {

/// The seven ways to round a quotient to an integer, in the order of the dispatch tables.
enum class Mode : std::uint8_t { half_up, half_even, half_down, up, down, ceiling, floor };
inline constexpr std::size_t kModes = 7;

/// Largest magnitude (exclusive) of a dividend the fast division accepts.
inline constexpr std::int64_t kFastLimit = std::int64_t{1} << 50;
/// Largest magnitude (exclusive) that every term and partial sum of an `exact52` kernel may have.
inline constexpr std::int64_t kExactLimit = std::int64_t{1} << 51;

/// An exact division by a constant `divisor`, prepared by `make_divide` (divide.h).
///
/// The fast way holds for |n| < 2^50 and 2 <= divisor < 2^49. It computes
///     rint(fl(fl(n + shift + copysign(signed_shift, n)) * inverse)),   inverse = fl(1 / divisor)
/// where rint is the addition of 1.5 * 2^52, which leaves the nearest integer (ties to even) in the
/// low bits of the sum. Write D for the divisor and q = (n + shift +- signed_shift) / D for the
/// exact value.
///
/// Where an instruction set multiplies and adds in one, the product is not rounded at all; what is
/// said here holds the more.
///
/// 1. n, the shifts and their sum are multiples of 1/2 below 2^51, so the sum is exact in a double.
/// 2. inverse and the product each carry a relative error of at most 2^-53, together at most
///    2^-52 + 2^-106; |q| < (2^50 + D/2) / D, hence the absolute error is below
///    (1 + 2^-54) (0.25 / D + 2^-53) < 0.32 / D, because D < 2^49 makes 2^-53 < 0.0625 / D.
/// 3. The shifts are chosen so that q is at least 0.5 / D away from every tie k + 1/2, and so that
///    the nearest integer to q is the wanted rounding of n / D:
///      half_up    D even: a tie of n / D moves away from zero by 0.5 / D (signed_shift 1/2), what
///                 is not a tie is 1 / D or more away from one and stays 0.5 / D away;
///                 D odd: there are no ties and the distance is already 0.5 / D; no shift.
///      half_down  the same with signed_shift -1/2.
///      floor      shift -(D-1)/2: the residues 0..D-1 land in [-1/2 + 0.5/D, 1/2 - 0.5/D].
///      ceiling    shift +(D-1)/2; down and up: signed_shift -+(D-1)/2, the same by symmetry; n = 0
///                 lands within (D-1)/2D < 1/2 of zero whatever the sign taken.
///      half_even  half_up, then corrected: r = n - quotient * D is exact (|quotient * D| < 2^51),
///      a
///                 tie is |r| = D/2, and an odd quotient of a tie steps back towards zero.
/// By 2 and 3 the computed value lies on the same side of every tie as q, so rint is exact.
struct Divide {
  double inverse = 1.0;
  double shift = 0.0;
  double signed_shift = 0.0;
  double divisor_f = 1.0;    ///< the divisor again, for half_even
  std::int64_t divisor = 1;  ///< > 0; 1 leaves the dividend alone
  Mode mode = Mode::half_up;
  bool fast = false;  ///< whether the divisor is in the fast range
};

/// How a quotient is rounded; indexes the dispatch tables. `folded`: the sign of the dividend is
/// known, so that the shift is one number, which stands within the kernel's constants already
/// (prepare.h).
enum class KernelRounding : std::uint8_t { none, shifted, folded, half_even };
inline constexpr std::size_t kRoundings = 4;
/// The fused kernels round by all but `half_even`, which is so long that a second pass over what a
/// kernel left
/// (`round_int64`) takes no longer than half as many kernels again would: 0.99 to 1.13 of their
/// time.
inline constexpr std::size_t kFusedRoundings = 3;

/// Where a row's value is replaced by 0; indexes the dispatch tables.
enum class Guard : std::uint8_t { none, mask, code };

/// The number a kernel computes in. `int64` is right whenever the result fits 64 bits (the partial
/// sums may wrap); `exact52` holds integers below 2^51 in doubles, exactly, because x86-64 before
/// AVX-512 has no 64-bit vector multiplication.
enum class Domain : std::uint8_t { int64, exact52 };

inline constexpr std::size_t kMaxTerms = 3;
/// The forms of `linear` in doubles: one to kMaxTerms terms (the form is one less), and two terms
/// of opposite factors.
inline constexpr std::size_t kDifference = kMaxTerms;
inline constexpr std::size_t kLinearForms = kMaxTerms + 1;

/// out = guard ? round(clamp(sum(a[j] * x[j]) + c, lo, hi) / divide) : 0
///
/// The numbers ending in _f are those of `exact52`, made by `prepare` (prepare.h).
struct Linear {
  const std::int64_t* x[kMaxTerms] = {};
  std::int64_t a[kMaxTerms] = {};
  std::int64_t c = 0;
  std::int64_t lo = INT64_MIN;
  std::int64_t hi = INT64_MAX;
  double a_f[kMaxTerms] = {};
  double c_f = 0.0;
  double lo_f = 0.0;
  double hi_f = 0.0;
  Divide divide;
  const std::uint8_t* mask = nullptr;   ///< Guard::mask: rows of 1 count, rows of 0 give 0
  const std::int32_t* codes = nullptr;  ///< Guard::code: rows of `code` count
  std::int32_t code = 0;
  std::int64_t* out = nullptr;  ///< may be one of the x
};

inline constexpr std::size_t kMaxBrackets = 4;
/// The forms of a scale's kernel: so many edges, 0 to kMaxBrackets, or kMaxBrackets and `add`.
inline constexpr std::size_t kChainedBrackets = kMaxBrackets + 1;
inline constexpr std::size_t kBracketForms = kMaxBrackets + 2;
/// In doubles also 1 to kMaxBrackets edges that are all hinges (prepare.h): kHinges + edges.
inline constexpr std::size_t kHinges = kChainedBrackets;
inline constexpr std::size_t kExactBracketForms = kBracketForms + kMaxBrackets;

/// A scale over x, all three kinds in one form:
///
///     out = guard ? round(clamp(base + sum(x >= start[j] ? a[j] * x + b[j] : 0), lo, hi)) : 0
///
/// where base is base_a * x + base_b (the brackets in which every x is), or `add` in the chained
/// form.
///
/// marginal, rate r[j] from start[j] on:   a[j] = r[j] - r[j-1], b[j] = -a[j] * start[j]
/// slab, r[j] of the whole from start[j]:  a[j] = r[j] - r[j-1], b[j] = 0
/// step, the amount s[j] from start[j]:    a[j] = 0,             b[j] = s[j] - s[j-1]
///
/// "over t" starts at t + 1 unit of x. A scale of more than kMaxBrackets brackets runs as several
/// calls chained through `add`.
struct Brackets {
  const std::int64_t* x = nullptr;
  std::int64_t base_a = 0;
  std::int64_t base_b = 0;
  std::int64_t start[kMaxBrackets] = {};
  std::int64_t a[kMaxBrackets] = {};
  std::int64_t b[kMaxBrackets] = {};
  const std::int64_t* add = nullptr;  ///< sums of the brackets before, for the chained form
  std::int64_t lo = INT64_MIN;
  std::int64_t hi = INT64_MAX;
  double base_a_f = 0.0;
  double base_b_f = 0.0;  ///< counts in the chained form too
  double start_f[kMaxBrackets] = {};
  double a_f[kMaxBrackets] = {};
  double b_f[kMaxBrackets] = {};
  double lo_f = 0.0;
  double hi_f = 0.0;
  Divide divide;
  const std::uint8_t* mask = nullptr;
  const std::int32_t* codes = nullptr;
  std::int32_t code = 0;
  std::int64_t* out = nullptr;
};

/// The comparison of a linear combination with zero; > and >= negate the coefficients.
enum class Compare : std::uint8_t { less, less_equal, equal, not_equal };
inline constexpr std::size_t kCompares = 4;

/// out = (sum(a[j] * x[j]) + c  op  0) as 0 or 1
struct LinearTest {
  const std::int64_t* x[kMaxTerms] = {};
  std::int64_t a[kMaxTerms] = {};
  std::int64_t c = 0;
  double a_f[kMaxTerms] = {};
  double c_f = 0.0;
  std::uint8_t* out = nullptr;
};

/// out[i] = x[i], of types that the dispatch table says.
struct Widen {
  const void* x = nullptr;
  void* out = nullptr;
};

inline constexpr std::size_t kMaxMasked = 4;

/// out = outer ? sum(mask[j] ? x[j] : 0) : 0; the first of the terms have no mask.
struct MaskedSum {
  const std::int64_t* x[kMaxMasked] = {};
  const std::uint8_t* mask[kMaxMasked] = {};
  const std::uint8_t* outer = nullptr;
  std::int64_t* out = nullptr;
};

}  // namespace remit::column::kernels

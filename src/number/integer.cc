#include "number/integer.h"

#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <numeric>

#include "base/budget.h"
#include "number/digit_limit.h"

namespace remit::number {

using boost::multiprecision::cpp_int;

struct Integer::Big {
  cpp_int value;
};

// The way between the inline value and the Boost number.
struct IntegerRoads {
  static std::size_t limbs(const Integer& value) {
    return value.heap_ != nullptr ? value.heap_->value.backend().size() : 1;
  }

  // What is said to the budget of the call, in bytes, of a number on the heap.
  static std::int64_t bytes(const cpp_int& value) {
    return static_cast<std::int64_t>(sizeof(Integer::Big) + 16 +
                                     value.backend().size() *
                                         sizeof(boost::multiprecision::limb_type));
  }
  static Integer::Big* take(cpp_int value) {
    base::take_memory(bytes(value));
    return new Integer::Big{std::move(value)};
  }

  // As many steps as the product of the lengths: multiplication, division, common divisors.
  static void spend_on_product(const Integer& a, const Integer& b) {
    base::spend(kUnitsPerNumber + limbs(a) * limbs(b) / kProductsPerUnit);
  }
  static void spend_on_sum(const Integer& a, const Integer& b) {
    base::spend(kUnitsPerNumber + (limbs(a) + limbs(b)) / kProductsPerUnit);
  }
  static constexpr std::uint64_t kUnitsPerNumber = 10;  // memory is asked for and given back
  static constexpr std::size_t kProductsPerUnit = 8;

  static cpp_int widen(const Integer& value) {
    return value.heap_ != nullptr ? value.heap_->value : cpp_int(value.inline_);
  }

  // Keeps the rule that a value which fits 128 bits is held inline.
  static Integer narrow(cpp_int value) {
    static const cpp_int kMax(kInt128Max);
    static const cpp_int kMin(kInt128Min);
    Integer result;
    if (value <= kMax && value >= kMin) {
      result.inline_ = static_cast<Int128>(value);
    } else {
      result.heap_ = take(std::move(value));
    }
    return result;
  }
};

namespace {

UInt128 gcd_machine(UInt128 a, UInt128 b) {
  if (a == 1 || b == 1) return 1;
  while (b != 0) {
    if (((a | b) >> 64) == 0) {
      return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    }
    const UInt128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// The quotient of the smallest number and -1 is the one that does not fit.
bool divides_inline(Int128 n, Int128 d) { return !(n == kInt128Min && d == -1); }

}  // namespace

Integer Integer::from_unsigned(UInt128 value) {
  if (value <= static_cast<UInt128>(kInt128Max)) return static_cast<Int128>(value);
  return IntegerRoads::narrow(cpp_int(value));
}

void Integer::copy_heap(const Integer& other) { heap_ = IntegerRoads::take(other.heap_->value); }

void Integer::free_heap() {
  base::take_memory(-IntegerRoads::bytes(heap_->value));
  delete heap_;
}

int Integer::heap_sign() const { return heap_->value.sign(); }

bool Integer::is_odd() const {
  if (heap_ != nullptr) return boost::multiprecision::bit_test(heap_->value, 0);
  return (inline_ & 1) != 0;
}

std::size_t Integer::hash() const {
  if (heap_ != nullptr) return boost::multiprecision::hash_value(heap_->value);
  const UInt128 bits = static_cast<UInt128>(inline_);
  const auto low = static_cast<std::uint64_t>(bits);
  const auto high = static_cast<std::uint64_t>(bits >> 64);
  return low ^ (high * 0x9E3779B97F4A7C15U);
}

std::string Integer::to_string() const {
  if (heap_ != nullptr) IntegerRoads::spend_on_product(*this, *this);
  return heap_ != nullptr ? heap_->value.str() : number::to_string(inline_);
}

Integer Integer::operator-() const {
  if (heap_ == nullptr && inline_ != kInt128Min) return -inline_;
  return IntegerRoads::narrow(-IntegerRoads::widen(*this));
}

Integer Integer::add_heap(const Integer& a, const Integer& b) {
  IntegerRoads::spend_on_sum(a, b);
  return IntegerRoads::narrow(IntegerRoads::widen(a) + IntegerRoads::widen(b));
}

Integer Integer::subtract_heap(const Integer& a, const Integer& b) {
  IntegerRoads::spend_on_sum(a, b);
  return IntegerRoads::narrow(IntegerRoads::widen(a) - IntegerRoads::widen(b));
}

Integer Integer::multiply_heap(const Integer& a, const Integer& b) {
  IntegerRoads::spend_on_product(a, b);
  return IntegerRoads::narrow(IntegerRoads::widen(a) * IntegerRoads::widen(b));
}

int Integer::compare_heap(const Integer& a, const Integer& b) {
  // A heap value lies outside 128 bits, so against an inline one its sign decides.
  if (a.heap_ == nullptr) return -b.heap_->value.sign();
  if (b.heap_ == nullptr) return a.heap_->value.sign();
  return a.heap_->value.compare(b.heap_->value);
}

Integer operator/(const Integer& a, const Integer& b) {
  assert(!b.is_zero());
  if (b.is_one()) return a;
  if (a.fits_int128() && b.fits_int128() && divides_inline(a.inline_, b.inline_)) {
    if (a.fits_int64() && b.fits_int64() && b.inline_ != -1) {
      return static_cast<std::int64_t>(a.inline_) / static_cast<std::int64_t>(b.inline_);
    }
    return a.inline_ / b.inline_;
  }
  IntegerRoads::spend_on_product(a, b);
  return IntegerRoads::narrow(IntegerRoads::widen(a) / IntegerRoads::widen(b));
}

Integer operator%(const Integer& a, const Integer& b) { return divmod(a, b).remainder; }

IntegerQuotient divmod(const Integer& n, const Integer& d) {
  assert(!d.is_zero());
  if (n.fits_int128() && d.fits_int128() && divides_inline(n.inline_, d.inline_)) {
    const Int128 quotient = (n / d).inline_;
    return {quotient, n.inline_ - quotient * d.inline_};
  }
  IntegerRoads::spend_on_product(n, d);
  cpp_int quotient;
  cpp_int remainder;
  boost::multiprecision::divide_qr(IntegerRoads::widen(n), IntegerRoads::widen(d), quotient,
                                   remainder);
  return {IntegerRoads::narrow(std::move(quotient)), IntegerRoads::narrow(std::move(remainder))};
}

Integer gcd(const Integer& a, const Integer& b) {
  if (a.fits_int128() && b.fits_int128()) {
    return Integer::from_unsigned(gcd_machine(unsigned_abs(a.inline_), unsigned_abs(b.inline_)));
  }
  IntegerRoads::spend_on_product(a, b);
  return IntegerRoads::narrow(
      boost::multiprecision::gcd(IntegerRoads::widen(a), IntegerRoads::widen(b)));
}

bool is_too_long(const Integer& value) {
  if (value.fits_int128()) return false;
  static const Integer limit = Integer::pow10(kMaxRatioDigits), negative = -limit;
  return value >= limit || value <= negative;
}

Integer Integer::pow10(int exponent) {
  assert(exponent >= 0);
  if (exponent > 38) {
    return IntegerRoads::narrow(
        boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)));
  }
  static constexpr std::array<Int128, 39> kPowers = [] {
    std::array<Int128, 39> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  return kPowers[static_cast<std::size_t>(exponent)];
}

}  // namespace remit::number

// A signed integer without limit.
//
// Three roads to one meaning: 64-bit machine arithmetic where both operands fit, 128-bit checked
// arithmetic, and beyond that Boost.Multiprecision on the heap. A value that fits 128 bits is
// always held inline, so copying, moving and comparing it never allocates.
#pragma once

#include <cassert>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/int128.h"
#include "number/checked.h"

namespace remit::number {

struct IntegerQuotient;

// What converts to Integer by itself: every built-in integer of up to 64 bits, and Int128.
template <typename T>
concept MachineInteger = std::same_as<T, Int128> ||
    (std::integral<T> && sizeof(T) <= sizeof(std::int64_t));

// A value type. Distinct objects may be used from distinct threads; reading one object from several
// is safe. No operation throws except by running out of memory.
class Integer {
 public:
  constexpr Integer() = default;
  template <MachineInteger T>
  constexpr Integer(T value) : inline_(value) {}  // NOLINT: a machine integer is one
  static Integer from_unsigned(UInt128 value);

  Integer(const Integer& other) : inline_(other.inline_) {
    if (other.heap_ != nullptr) copy_heap(other);
  }
  Integer(Integer&& other) noexcept : inline_(other.inline_), heap_(other.heap_) {
    other.heap_ = nullptr;
  }
  Integer& operator=(const Integer& other) {
    if (this != &other) *this = Integer(other);
    return *this;
  }
  Integer& operator=(Integer&& other) noexcept {
    std::swap(inline_, other.inline_);
    std::swap(heap_, other.heap_);
    return *this;
  }
  ~Integer() {
    if (heap_ != nullptr) free_heap();
  }

  // An optional sign and at least one ASCII digit, nothing else; nullopt otherwise.
  // Quadratic in the length: the caller bounds the length of untrusted text.
  static std::optional<Integer> parse(std::string_view text);
  // 10^exponent, exponent >= 0.
  static Integer pow10(int exponent);

  // -1, 0 or 1.
  int sign() const {
    if (heap_ != nullptr) return heap_sign();
    return inline_ < 0 ? -1 : (inline_ > 0 ? 1 : 0);
  }
  bool is_zero() const { return heap_ == nullptr && inline_ == 0; }
  bool is_one() const { return heap_ == nullptr && inline_ == 1; }
  bool is_negative() const { return sign() < 0; }
  bool is_odd() const;
  bool fits_int128() const { return heap_ == nullptr; }
  bool fits_int64() const { return heap_ == nullptr && remit::fits_int64(inline_); }
  // The caller has asked fits_int64() / fits_int128().
  std::int64_t to_int64() const {
    assert(fits_int64());
    return static_cast<std::int64_t>(inline_);
  }
  Int128 to_int128() const {
    assert(fits_int128());
    return inline_;
  }
  // Digits with a leading '-' for a negative number.
  std::string to_string() const;

  Integer abs() const { return is_negative() ? -*this : *this; }
  Integer operator-() const;
  Integer& operator+=(const Integer& other) { return *this = *this + other; }
  Integer& operator-=(const Integer& other) { return *this = *this - other; }
  Integer& operator*=(const Integer& other) { return *this = *this * other; }

  friend Integer operator+(const Integer& a, const Integer& b) {
    Int128 sum = 0;
    if (a.fits_int128() && b.fits_int128() && checked_add(a.inline_, b.inline_, &sum)) return sum;
    return add_heap(a, b);
  }
  friend Integer operator-(const Integer& a, const Integer& b) {
    Int128 difference = 0;
    if (a.fits_int128() && b.fits_int128() && checked_subtract(a.inline_, b.inline_, &difference)) {
      return difference;
    }
    return subtract_heap(a, b);
  }
  friend Integer operator*(const Integer& a, const Integer& b) {
    Int128 product = 0;
    if (a.fits_int128() && b.fits_int128() && checked_multiply(a.inline_, b.inline_, &product)) {
      return product;
    }
    return multiply_heap(a, b);
  }
  // Quotient truncated towards zero; divisor not zero.
  friend Integer operator/(const Integer& a, const Integer& b);
  // Remainder with the sign of the dividend; divisor not zero.
  friend Integer operator%(const Integer& a, const Integer& b);
  // Both at once: n == quotient * d + remainder, |remainder| < |d|.
  friend IntegerQuotient divmod(const Integer& n, const Integer& d);
  // The greatest common divisor, never negative; gcd(0, 0) == 0.
  friend Integer gcd(const Integer& a, const Integer& b);

  friend bool operator==(const Integer& a, const Integer& b) {
    if (a.heap_ == nullptr && b.heap_ == nullptr) return a.inline_ == b.inline_;
    return compare_heap(a, b) == 0;
  }
  friend std::strong_ordering operator<=>(const Integer& a, const Integer& b) {
    if (a.heap_ == nullptr && b.heap_ == nullptr) {
      if (a.inline_ == b.inline_) return std::strong_ordering::equal;
      return a.inline_ < b.inline_ ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return compare_heap(a, b) <=> 0;
  }

  template <typename H>
  friend H AbslHashValue(H state, const Integer& value) {
    return H::combine(std::move(state), value.hash());
  }
  std::size_t hash() const;

 private:
  struct Big;  // the Boost number; defined in integer.cc only
  friend struct IntegerRoads;

  void copy_heap(const Integer& other);
  void free_heap();
  int heap_sign() const;
  static Integer add_heap(const Integer& a, const Integer& b);
  static Integer subtract_heap(const Integer& a, const Integer& b);
  static Integer multiply_heap(const Integer& a, const Integer& b);
  static int compare_heap(const Integer& a, const Integer& b);

  Int128 inline_ = 0;    // the value, when heap_ is null
  Big* heap_ = nullptr;  // owned; only for values outside 128 bits
};

// Declared again at namespace scope so that they can be called with qualified names.
IntegerQuotient divmod(const Integer& n, const Integer& d);
Integer gcd(const Integer& a, const Integer& b);

struct IntegerQuotient {
  Integer quotient;
  Integer remainder;
};

// The 128-bit number in decimal digits, '-' in front of a negative one.
std::string to_string(Int128 value);

}  // namespace remit::number

// The measured work R1-R6: its rows, made from a fixed seed, and its results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace remit::benchmarks {

inline constexpr std::size_t kUnits = 3000;

/// A column of `size` values on huge pages where the system has them, touched once.
template <typename T>
class Array {
 public:
  Array() = default;
  explicit Array(std::size_t size);
  T* data() { return data_.get(); }
  const T* data() const { return data_.get(); }
  T& operator[](std::size_t i) { return data_.get()[i]; }
  const T& operator[](std::size_t i) const { return data_.get()[i]; }
  std::size_t size() const { return size_; }

 private:
  std::shared_ptr<T> data_;
  std::size_t size_ = 0;
};

/// Money in fen (cents for the foreign investment).
struct Rows {
  std::size_t size = 0;
  Array<std::int64_t> tax_revenue, incentive_paid, fixed_assets, target_fixed_assets, fdi_usd;
  Array<std::int32_t> unit_id;
  Array<std::uint8_t> kind;  ///< 0 township, 1 department, 2 introducer
  Array<std::uint8_t> registered;
};

/// What R1-R5 give a row.
struct Outputs {
  Array<std::int64_t> bonus, finder, tier, total;
  Array<std::uint8_t> met;
};

/// What R6 gives a unit.
struct Unit {
  std::int64_t sum = 0;
  std::int64_t met = 0;
  std::int64_t rank = 0;
  std::int64_t prize = 0;
};

Rows make_rows(std::size_t size, std::uint64_t seed);
Outputs make_outputs(std::size_t size);

/// Competition rank by the sum, descending, and its prize in fen.
void rank_units(std::vector<Unit>& units);

/// A digest of everything computed, equal for equal values.
std::uint64_t digest(const Outputs& out, std::size_t size);
std::uint64_t digest(const std::vector<Unit>& units);

}  // namespace remit::benchmarks

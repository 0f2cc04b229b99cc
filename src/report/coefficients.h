#pragma once

#include <cstdint>
#include <variant>

#include "base/int128.h"
#include "number/integer.h"
#include "table/column_data.h"

namespace remit::report {

/// The coefficients of a stored decimal column, whatever their width. The column must outlive it.
class Coefficients {
 public:
  explicit Coefficients(const table::ColumnData& column)
      : narrow_(std::get_if<table::Buffer<std::int32_t>>(&column.storage)),
        usual_(std::get_if<table::Buffer<std::int64_t>>(&column.storage)),
        wide_(std::get_if<table::Buffer<Int128>>(&column.storage)) {}
  Int128 operator[](std::uint64_t row) const {
    if (usual_ != nullptr) return Int128{(*usual_)[row]};
    return narrow_ != nullptr ? Int128{(*narrow_)[row]} : (*wide_)[row];
  }

 private:
  const table::Buffer<std::int32_t>* narrow_;
  const table::Buffer<std::int64_t>* usual_;
  const table::Buffer<Int128>* wide_;
};

/// A sum of coefficients in 128 bits that spills into an unlimited one.
class CoefficientSum {
 public:
  void add(Int128 value) {
    if (__builtin_add_overflow(part_, value, &part_)) {
      // The wrapped sum is off by 2^128; take it back and spill before adding.
      part_ = static_cast<Int128>(static_cast<UInt128>(part_) - static_cast<UInt128>(value));
      rest_ += number::Integer(part_);
      part_ = value;
    }
  }
  void add(const CoefficientSum& other) { rest_ += other.total(); }
  void add(const number::Integer& value) { rest_ += value; }
  number::Integer total() const { return rest_ + number::Integer(part_); }

 private:
  Int128 part_ = 0;
  number::Integer rest_;
};

}  // namespace remit::report

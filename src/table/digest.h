#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "table/column_data.h"
#include "table/dataset.h"

namespace remit::table {

/// A 128-bit hash of columns in canonical form: equal columns (`same`) give equal digests on every
/// machine and in every release, whatever the width of their storage, the number of threads or the
/// size of batches that made them. XXH3-128, whose output its authors keep stable; it detects
/// accidents, not forgery. Several GB/s.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  /// Type, decimals, number of rows, values and faults; cells that are faults count as their fault.
  void add(const ColumnData& column);
  /// Every column that is there, each after its index.
  void add(const Results& results);
  /// Length and bytes.
  void add(std::string_view text);
  void add(std::uint64_t number);

  /// 32 hexadecimal digits of everything added so far, in order.
  std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace remit::table

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "remit/results.h"

namespace remit::report {

/// Lines of a list, as far as there are so many.
struct LineRange {
  std::uint64_t from = 0;
  std::uint64_t count = ~std::uint64_t{0};

  std::uint64_t begin(std::uint64_t size) const { return std::min(from, size); }
  std::uint64_t end(std::uint64_t size) const {
    return begin(size) + std::min(count, size - begin(size));
  }
};

/// A list of a run of which some lines at a time are made into a table. What of it is known of all
/// rows is little (RowSet).
class List {
 public:
  List() = default;
  virtual ~List() = default;
  List(const List&) = delete;
  List& operator=(const List&) = delete;

  virtual std::uint64_t size() const = 0;
  /// Takes what these lines take.
  virtual Table piece(LineRange lines) const = 0;
  /// The same with these columns only, in this order.
  virtual Table select(LineRange lines, std::span<const std::size_t> columns) const {
    return piece(lines).select(columns);
  }
  /// Whether any number of threads may make pieces, in whatever order.
  virtual bool any_order() const { return false; }
  Table whole() const { return piece({}); }
};

}  // namespace remit::report

// A column of the streamed entity that is held for all rows, put together from its batches.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "column/bind/column_store.h"

namespace remit::column {

/// What a fault of a batch is called in the whole run: rows are counted from the first batch.
using FaultMap = std::function<type::Fault(const type::Fault&)>;

/// Grows in place as far as the system can move pages instead of copying them.
class KeptValues {
 public:
  KeptValues() = default;
  ~KeptValues() { std::free(memory_); }
  KeptValues(const KeptValues&) = delete;
  KeptValues& operator=(const KeptValues&) = delete;

  void append(const Values& values, std::uint64_t rows);
  std::uint64_t bytes() const { return capacity_ + unlimited_.size() * sizeof(Integer); }
  /// The values, which leave this object.
  Values take();

 private:
  void widen(Width width);
  void copy(const Values& values, std::uint64_t rows);
  void reserve(std::uint64_t rows);

  Width width_ = Width::mask;
  Interval range_;
  std::uint64_t rows_ = 0;
  void* memory_ = nullptr;  ///< of every width but Width::integer
  std::uint64_t capacity_ = 0;
  std::vector<Integer> unlimited_;
};

class KeptColumn {
 public:
  void append(const ColumnStore& batch, std::uint64_t first_row, const FaultMap& globally);
  std::uint64_t bytes() const;
  /// The whole column, which leaves this object.
  std::shared_ptr<const ColumnStore> take();

 private:
  void append_denominators(const ColumnStore& batch);

  std::shared_ptr<ColumnStore> store_;
  KeptValues values_;
  std::optional<KeptValues> denominators_;
  table::Faults faults_;
};

/// Rows `first` .. `first + rows` of a whole column as a batch; shares the values. `locally` is
/// applied to the faults.
std::shared_ptr<const ColumnStore> slice(const std::shared_ptr<const ColumnStore>& whole,
                                         std::uint64_t first, std::uint64_t rows,
                                         const FaultMap& locally);

}  // namespace remit::column

#pragma once

#include <cstdint>
#include <vector>

#include "base/executor.h"
#include "base/raw_vector.h"
#include "table/column_data.h"
#include "table/row_table.h"

namespace remit::table {

/// From the keys of a table to its rows. Immutable once built; any number of threads may ask.
/// Integers that count up row by row, as numbered rows do, take no memory; those that are close
/// together (at most two numbers for a row) 16 bytes a row, others and texts 12 to 24. Where
/// nobody looks up, ascending integers take none either.
class KeyIndex {
 public:
  struct Duplicate {
    std::uint64_t row = 0;
    std::uint64_t first = 0;  ///< the first row with the same key
  };

  /// Rows whose key is a fault take no part. `duplicates` receives every later row with a key that
  /// an earlier one has, ascending. Without `lookups` that is all it is for. All on the threads
  /// of `executor`, null: on this one, but keys of which some occur twice, which take this one.
  KeyIndex(const ColumnData& keys, bool lookups, std::vector<Duplicate>& duplicates,
           base::Executor* executor = nullptr);

  /// For every row of `column`, which has the storage of the keys, the first row with that key, or
  /// kNoRow; whether all were found. For faults it says anything.
  bool find(const ColumnData& column, std::int64_t* rows) const {
    return find(column, 0, column.size(), rows);
  }
  /// The same for `count` rows from `begin` on.
  bool find(const ColumnData& column, std::size_t begin, std::size_t count,
            std::int64_t* rows) const;

 private:
  void add_integers(const Buffer<std::int64_t>& keys, const Faults& faults, bool lookups,
                    std::vector<Duplicate>& duplicates, base::Executor* executor);
  bool add_close(const Buffer<std::int64_t>& keys, const Faults& faults,
                 std::vector<Duplicate>& duplicates, base::Executor* executor);
  void clear_close(std::size_t size, base::Executor* executor);
  template <typename Keys>
  void add_scattered(const Keys& keys, const Faults& faults, std::vector<Duplicate>& duplicates,
                     base::Executor* executor);
  template <typename Keys>
  bool scatter_on_threads(const Keys& keys, const Faults& faults, base::Executor* executor);
  template <typename Question>
  bool find_integers(const Buffer<Question>& asked, std::int64_t* rows) const;
  template <typename Keys, typename Questions>
  bool find_scattered(const Keys& keys, const Questions& asked, std::int64_t* rows) const;

  ColumnData::Storage keys_;  // as they are, but small integers in 64 bits

  // One of these: keys first_ .. first_ + count_ - 1 in rows 0 .. count_ - 1; rows by key - first_;
  // rows by the hash of the key.
  std::int64_t first_ = 0;
  std::uint64_t count_ = 0;
  base::RawVector<std::int64_t> close_;
  RowTable scattered_;
};

}  // namespace remit::table

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_map.h"
#include "base/language.h"
#include "remit/results.h"
#include "table/column_data.h"
#include "table/format_value.h"
#include "type/cell.h"

namespace remit {
namespace report {

/// Words the faults of a table's cells, and keeps alive what it needs for that.
class FaultWords {
 public:
  virtual ~FaultWords() = default;
  /// Why the cell of a column of the plan is in error.
  virtual std::string explain(std::uint32_t plan_column, std::uint64_t row,
                              const type::Fault& fault, base::Language language) const = 0;
};

}  // namespace report

struct Table::Impl {
  std::string name;
  std::uint64_t rows = 0;
  std::shared_ptr<const std::vector<TableColumn>> columns = no_columns();  ///< never null
  std::vector<table::ColumnData> data;                                     ///< one per column
  std::vector<TableSection> sections;                                      ///< of a list
  table::Naming naming;     ///< for categories and references
  std::size_t threads = 1;  ///< that it is written as Arrow on
  /// Of a table whose columns are columns of the plan; null for others.
  std::shared_ptr<const report::FaultWords> fault_words;
  std::vector<std::uint32_t> plan_columns;  ///< one per column, if there are `fault_words`
  /// Of a list, without `fault_words`: the column of the plan that is the day of the run.
  std::optional<std::uint32_t> day_of_run;
  std::vector<table::ColumnData> keys;  ///< the parts of the key, in which find_row looks

  /// The first row with that key. The index is made by the first to ask.
  std::optional<std::uint64_t> find(std::string_view text) const;
  std::optional<std::uint64_t> find(std::span<const std::string_view> parts) const;

  static const std::shared_ptr<const std::vector<TableColumn>>& no_columns();

 private:
  /// Rows by key; of a text that stands for several keys of several fields (`a/b` and `c`, or `a`
  /// and `b/c`), kAmbiguous.
  using Index = base::HashMap<std::string, std::uint64_t>;
  static constexpr std::uint64_t kAmbiguous = ~std::uint64_t{0};

  std::optional<std::uint64_t> find(std::string_view key, char separator) const;
  Index make_index(char separator) const;

  // No std::call_once: an exception that leaves it runs through the C library, which ends the
  // process if it then finds no memory for its own unwinding.
  mutable std::mutex mutex_;  // guards each index until it is there
  mutable std::optional<Index> by_text_, by_parts_;
};

}  // namespace remit

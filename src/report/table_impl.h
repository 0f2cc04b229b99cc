#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
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
  std::vector<TableColumn> columns;
  std::vector<table::ColumnData> data;  ///< one per column
  std::vector<TableSection> sections;   ///< of a list
  table::Naming naming;                 ///< for categories and references
  /// Of a table whose columns are columns of the plan; null for others.
  std::shared_ptr<const report::FaultWords> fault_words;
  std::vector<std::uint32_t> plan_columns;  ///< one per column, if there are `fault_words`
  std::optional<std::size_t> key;           ///< the column that find_row looks in

  /// The first row with that text in the key column. The index is made by the first to ask.
  std::optional<std::uint64_t> find(std::string_view text) const;

 private:
  using Index = base::HashMap<std::string, std::uint64_t>;

  const Index& index() const;

  // No std::call_once: an exception that leaves it runs through the C library, which ends the
  // process if it then finds no memory for its own unwinding.
  mutable std::mutex mutex_;  // guards index_ until it is there
  mutable std::optional<Index> index_;
};

}  // namespace remit

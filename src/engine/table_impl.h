#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash_map.h"
#include "remit/results.h"
#include "table/column_data.h"
#include "table/format_value.h"

namespace remit {

struct Table::Impl {
  std::string name;
  std::uint64_t rows = 0;
  std::vector<TableColumn> columns;
  std::vector<table::ColumnData> data;  ///< one per column
  std::vector<TableSection> sections;   ///< of a list
  table::Naming naming;                 ///< for categories and references
  /// Words a fault; empty for tables that have none.
  std::shared_ptr<const Results::Impl> results;
  /// The plan's columns, for faults; empty when the columns are no columns of the plan.
  std::vector<std::uint32_t> plan_columns;
  std::optional<std::size_t> key;  ///< the column that find_row looks in

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

namespace engine {

/// A column of texts.
table::ColumnData text_column(const std::vector<std::string>& texts);

/// A table of nothing but texts, column by column.
struct TextTableColumn {
  const char* name;
  const char* label_en;
  const char* label_zh;
  std::vector<std::string> cells;
};
Table make_text_table(std::string name, std::vector<TextTableColumn> columns);

}  // namespace engine
}  // namespace remit

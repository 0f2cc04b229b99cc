// The rows of one entity of a case as they come in batches, and cells to compare.
#pragma once

#include <algorithm>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "column/stream/stream.h"
#include "random_plan.h"
#include "table/column_data.h"

namespace remit::row_column {

struct Slice {
  std::uint64_t first, rows;
  template <typename T>
  table::ColumnData::Storage operator()(const table::Buffer<T>& v) const {
    return table::Buffer<T>(std::vector<T>(v.begin() + first, v.begin() + first + rows));
  }
  table::ColumnData::Storage operator()(const table::TextData& v) const {
    const auto offsets = v.offsets.begin() + first;
    return table::TextData{
        table::Buffer<std::int64_t>(std::vector<std::int64_t>(offsets, offsets + rows + 1)),
        v.bytes};
  }
};

/// Rows `from` .. `to` of one entity of a case, `size` at a time; a fault that began there is
/// renamed too.
class Batches final : public column::RowSource {
 public:
  Batches(const Case& of, plan::EntityId entity, std::uint64_t size)
      : Batches(of, entity, size, 0, of.dataset.tables[entity].rows) {}
  Batches(const Case& of, plan::EntityId entity, std::uint64_t size, std::uint64_t from,
          std::uint64_t to)
      : case_(of), entity_(entity), size_(size), from_(from), to_(to), at_(from) {}

  absl::Status rewind() override {
    at_ = from_;
    ++traversals;
    return absl::OkStatus();
  }
  absl::StatusOr<const table::Table*> next() override {
    const table::Table& all = case_.dataset.tables[entity_];
    if (at_ >= to_) return nullptr;
    batch_ = {std::min(size_, to_ - at_), {}, true};
    for (const table::ColumnData& column : all.columns) batch_.columns.push_back(part_of(column));
    batch_.refused = part_of(all.refused);
    at_ += batch_.rows;
    return &batch_;
  }

  int traversals = 0;

 private:
  table::ColumnData part_of(const table::ColumnData& column) const {
    return {column.type, column.decimals, std::visit(Slice{at_, batch_.rows}, column.storage),
            part_of(column.faults)};
  }

  table::Faults part_of(const table::Faults& faults) const {
    table::Faults part;
    for (auto [row, fault] : faults) {
      if (row < at_ || row >= at_ + batch_.rows) continue;
      if (case_.plan.columns[fault.column].entity == entity_) fault.row -= at_;
      part.emplace_back(row - at_, fault);
    }
    return part;
  }

  const Case& case_;
  plan::EntityId entity_;
  std::uint64_t size_;
  std::uint64_t from_, to_;
  std::uint64_t at_;
  table::Table batch_;
};

/// The cell as text, its fault's row counted from the first row of the run.
inline std::string cell(const plan::Plan& plan, const table::ColumnData& column, std::uint64_t row,
                        plan::EntityId streamed, std::uint64_t first) {
  if (const type::Fault* fault = column.fault(row)) {
    const bool moves = plan.columns[fault->column].entity == streamed;
    return "fault " + std::to_string(static_cast<int>(fault->code)) + " of column " +
           std::to_string(fault->column) + " row " +
           std::to_string(fault->row + (moves ? first : 0));
  }
  const auto text = [row](const auto& v) -> std::string {
    using T = std::decay_t<decltype(v)>;
    if constexpr (std::is_same_v<T, table::TextData>) {
      return std::string(v[row]);
    } else if constexpr (std::is_same_v<T, table::Buffer<number::Rational>>) {
      return v[row].to_string();
    } else if constexpr (std::is_same_v<T, table::Buffer<Int128>>) {
      return number::to_string(v[row]);
    } else {
      return std::to_string(v[row]);
    }
  };
  return std::visit(text, column.storage);
}

}  // namespace remit::row_column

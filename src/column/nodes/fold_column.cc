#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"

namespace remit::column {
namespace {

/// Whether rows that are no error settle it, whatever those are that are.
bool is_decided(type::FoldOp op, const FoldResult& result, std::size_t group) {
  if (op != type::FoldOp::any && op != type::FoldOp::all) return false;
  return result.values[group].is_zero() == (op == type::FoldOp::all);
}

void put_group(type::FoldOp op, const FoldResult& result, std::size_t group, std::uint64_t row,
               ColumnWriter* column) {
  const type::Fault* fault = is_decided(op, result, group) ? nullptr : result.faults.of(group);
  if (fault != nullptr) {
    column->put_fault(row, *fault);
  } else if (!result.has[group]) {
    column->put_fault(row, type::CellFault::blank);
  } else if (!result.denominators.empty() && result.denominators[group].is_zero()) {
    column->put_fault(row, type::CellFault::overflow);
  } else if (!result.denominators.empty()) {
    column->put_ratio(row, result.values[group], result.denominators[group]);
  } else {
    column->put(row, result.values[group]);
  }
}

/// The same for every group, where none is in error.
void put_clean(const FoldResult& result, std::uint64_t rows, ColumnWriter* column) {
  for (std::uint64_t row = 0; row < rows; ++row) {
    const Integer& value = result.values[row];
    if (!result.has[row]) {
      column->put_fault(row, type::CellFault::blank);
    } else if (value.fits_int64()) {
      column->put_int64(row, value.to_int64());
    } else {
      column->put(row, value);
    }
  }
}

}  // namespace

std::vector<KeyColumn> key_columns(const Environment& environment,
                                   const std::vector<plan::ColumnId>& columns,
                                   plan::EntityId rows_of) {
  std::vector<KeyColumn> keys;
  for (const plan::ColumnId id : columns) {
    const bool of_whole =
        environment.plan.columns[id].entity == plan::kWhole && rows_of != plan::kWhole;
    keys.push_back({environment.stores[id].get(), of_whole});
  }
  return keys;
}

ColumnPtr fold_column(const Environment& environment, plan::ColumnId id, const plan::Fold& node,
                      const FoldResult& result, const Groups* groups) {
  const std::uint64_t rows = environment.row_counts[environment.plan.columns[id].entity];
  ColumnWriter column(environment, id, rows);
  if (!environment.given[node.rows]) {
    for (std::uint64_t row = 0; row < rows; ++row) column.put_fault(row, type::CellFault::hole);
    return column.finish();
  }
  if (groups == nullptr && result.denominators.empty() && !result.faults.any()) {
    put_clean(result, rows, &column);
    return column.finish();
  }
  if (groups == nullptr) {
    for (std::uint64_t row = 0; row < rows; ++row) {
      put_group(node.op, result, static_cast<std::size_t>(row), row, &column);
    }
    return column.finish();
  }
  const type::Fault* unplaced = result.faults.unplaced();
  auto own = groups->faults.begin();
  for (std::uint64_t row = 0; row < rows; ++row) {
    const bool has_fault = own != groups->faults.end() && own->first == row;
    const type::Fault* fault = has_fault ? &own->second : nullptr;
    if (has_fault) ++own;
    if (fault != nullptr && !type::belongs_nowhere(fault->code) && unplaced != nullptr) {
      fault = unplaced;
    }
    if (fault != nullptr) {
      column.put_fault(row, *fault);
    } else {
      put_group(node.op, result, static_cast<std::size_t>(groups->group[row]), row, &column);
    }
  }
  return column.finish();
}

}  // namespace remit::column

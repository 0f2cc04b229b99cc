// One row of an entity, computed again and again: the same passes and kernels as for a million
// rows, compiled once for all values that the row's cells may take within wide bounds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "column/compile/environment.h"
#include "column/evaluate.h"
#include "column/run/pass.h"
#include "column/run/row_program.h"
#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::column {

/// Whether every column that depends on the rows of the entity needs nothing but its own row and
/// what does not depend on them. Only such plans have prepared rows.
bool can_prepare_row(const plan::Plan& plan, plan::EntityId entity);

/// Belongs to one thread at a time. Plan and dataset must outlive it.
class PreparedRow {
 public:
  /// The entity's table has exactly one row. Null where it has no key of its own, a cell that is
  /// needed lacks a value, or a number of it does not fit 64 bits. `before` is what was prepared
  /// for other values, may be null; the bounds then cover its own too. Errors are those of
  /// Evaluator::evaluate.
  static absl::StatusOr<std::unique_ptr<PreparedRow>> make(const plan::Plan& plan,
                                                           const table::Dataset& dataset,
                                                           plan::EntityId entity,
                                                           const PreparedRow* before,
                                                           const Options& options);

  /// Whether the results depend on the input.
  bool needs(plan::ColumnId input) const { return cell_of_[input] != kNoCell || needed_[input]; }
  /// Puts a value: a coefficient of the field's decimals, a day, a code, a truth. False, and
  /// nothing changed, where it is beyond the bounds, or of a kind that is not set here (texts,
  /// references).
  bool set(plan::ColumnId input, std::int64_t value) {
    const std::uint32_t at = cell_of_[input];
    if (at == kNoCell) return false;
    Cell& cell = cells_[at];
    if (value < cell.least || value > cell.most) return false;
    if (cell.width == Width::int64) {
      std::memcpy(cell.memory, &value, sizeof(value));
    } else {
      put_narrow(cell, value);
    }
    return true;
  }
  /// Computes. Nothing is allocated unless a cell lacks a value, or is a ratio or a text.
  void run() {
    if (changing_.empty()) {
      program_->run();
    } else {
      run_and_replace();
    }
  }

  /// Every output column, as by Evaluator::evaluate; the values that run() writes are seen here at
  /// once.
  const table::Results& results() const { return results_; }
  /// The same as they are now, of independent life.
  table::Results copied_results() const;
  /// The columns of results() that run() replaced beyond their values.
  const std::vector<plan::ColumnId>& replaced() const { return replaced_; }

 private:
  static constexpr std::uint32_t kNoCell = 0xFFFFFFFF;

  /// An input of the row.
  struct Cell {
    std::int64_t least = 0;
    std::int64_t most = 0;
    Width width = Width::int64;
    alignas(std::int64_t) std::byte memory[sizeof(std::int64_t)] = {};
  };

  PreparedRow(const plan::Plan& plan, plan::EntityId entity) : plan_(plan), entity_(entity) {}
  static void put_narrow(Cell& cell, std::int64_t value);
  bool take_cells(const PreparedRow* before);
  bool take_cell(plan::ColumnId id, const PreparedRow* before);
  void compile(const RunOptions& options);
  void refresh(std::size_t slot);
  void run_and_replace();

  const plan::Plan& plan_;
  plan::EntityId entity_;
  Schedule schedule_;
  std::shared_ptr<const BoundDataset> bound_;
  std::shared_ptr<ColumnMemory> memory_;
  std::unique_ptr<Environment> environment_;
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> cell_of_;  ///< by plan column
  std::vector<bool> needed_;            ///< inputs of the row, by plan column
  Pass pass_;
  std::unique_ptr<Frame> frame_;
  std::optional<RowProgram> program_;   ///< of frame_
  std::vector<plan::ColumnId> stored_;  ///< by slot of the pass
  std::vector<bool> converted_;         ///< by slot: a copy is made for the results
  std::vector<std::size_t> changing_;   ///< slots that may change beyond their value
  table::Results results_;
  std::vector<plan::ColumnId> replaced_;
};

}  // namespace remit::column

// The vectors of one batch of rows, owned by one worker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/budget.h"
#include "column/kernels/kernel_table.h"
#include "column/run/width.h"
#include "table/column_data.h"
#include "type/cell.h"

namespace remit::column {

using RegisterId = std::uint32_t;
inline constexpr RegisterId kNoRegister = 0xFFFFFFFF;
using SelectionId = std::uint32_t;
inline constexpr SelectionId kAllRows = 0xFFFFFFFF;

/// A row of the batch that has no value. The row's entry in the vector means nothing, but lies
/// within the vector's interval.
struct RowFault {
  std::uint32_t row = 0;
  type::Fault fault;
};
/// Ascending by row, at most one for each.
using BatchFaults = std::vector<RowFault, base::CountedAllocator<RowFault>>;

/// The fault of a row, or null. O(log n).
const type::Fault* fault_at(const BatchFaults& faults, std::uint32_t row);

/// What a register is, known when the pass is compiled.
struct RegisterPlan {
  Width width = Width::int64;
  bool own = true;         ///< has memory of its own; otherwise points into a column
  bool can_fault = false;  ///< some row of some batch may lack a value
};

/// One vector: `rows` values of the batch at `data`.
struct Register {
  const void* data = nullptr;
  void* own = nullptr;
  BatchFaults faults;
};

/// Rows of the batch, ascending: the first `count` of `rows`.
struct Selection {
  std::vector<std::uint32_t, base::CountedAllocator<std::uint32_t>> rows;
  std::size_t count = 0;
};

/// Which rows a step computes, and what it leaves in the others: a value within the interval of its
/// register.
struct Selected {
  SelectionId rows = kAllRows;
  Integer elsewhere;
};

/// What a worker gathers for a stored column or a fold while it runs its share of the rows.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
};

class Frame;
class RowProgram;

/// A step made ready for one frame: what it reads and writes is resolved.
class Action {
 public:
  virtual ~Action() = default;
  virtual void run(Frame& frame) = 0;
  /// Appends what it does to the one row of the frame; false, and nothing appended, where it has no
  /// short form (row_program.h).
  virtual bool shorten(Frame&, RowProgram&) { return false; }
};
using ActionPtr = std::unique_ptr<Action>;

class StepClock;

/// A register whose vector lies in a column, at the rows of the batch.
struct Cursor {
  RegisterId id = kNoRegister;
  char* base = nullptr;  ///< of the column's first row
  std::size_t size = 0;  ///< of a value, in bytes
  bool written = false;
};

/// Not shared between threads.
class Frame {
 public:
  Frame(std::span<const RegisterPlan> plan, std::size_t capacity,
        const kernels::KernelTable* kernels);

  /// From now on the register is the batch's part of a column, which the pass reads or fills. Once
  /// for a register.
  void follow(const Cursor& cursor);
  bool is_written_in_place(RegisterId id) const;
  /// Makes the batch `count` rows from `first` on.
  void move_to(std::uint64_t first, std::size_t count);
  /// Keeps *at at the register's vector, whatever the batch.
  template <typename T>
  void resolve(RegisterId id, T** at) {
    resolve_pointer(id, at);
  }

  template <typename T>
  const T* in(RegisterId id) const {
    return static_cast<const T*>(registers[id].data);
  }
  template <typename T>
  T* out(RegisterId id) {
    return static_cast<T*>(registers[id].own);
  }

  const kernels::KernelTable* kernels;
  std::uint64_t first_row = 0;  ///< of the entity
  /// Where the pass takes the rows of the entity in another order: which one each of them is.
  const std::uint64_t* row_names = nullptr;
  /// The row of the entity that a row of the batch is, as faults name it.
  std::uint64_t row_name(std::uint32_t row) const {
    return row_names == nullptr ? first_row + row : row_names[first_row + row];
  }
  std::size_t rows = 0;      ///< of this batch
  std::size_t capacity = 0;  ///< most rows of a batch
  bool stream = false;       ///< outputs are too large for the cache
  bool prefetch = false;     ///< inputs are
  bool escaped = false;      ///< a value was not what the pass takes for granted
  std::vector<Register> registers;
  std::vector<Selection> selections;
  std::vector<std::uint8_t> ones;            ///< `capacity` masks that hold
  std::vector<table::Faults> stored_faults;  ///< by stored column, this task's
  /// By stored column, two for each: where its values begin, and its denominators if it has any.
  std::vector<char*> outputs;
  std::vector<std::unique_ptr<Accumulator>> accumulators;  ///< by fold
  std::vector<Cursor> cursors;
  std::vector<ActionPtr> actions;               ///< the steps of the pass, in order
  std::vector<std::uint32_t> steps_of_actions;  ///< their places among the steps
  std::shared_ptr<StepClock> clock;             ///< null: nobody asks how long they take

 private:
  /// A pointer that moves on with a column.
  struct Follower {
    void* at;  ///< a pointer object of some type
    const char* base;
    std::size_t size;
  };
  void resolve_pointer(RegisterId id, void* at);
  /// Null where the register's vector lies in no column. Frames of thousands of columns ask.
  const Cursor* cursor_of(RegisterId id) const;

  struct FreeMemory {
    void operator()(void* memory) const;
  };
  base::HeldMemory held_;  ///< of memory_ and integers_
  std::unique_ptr<void, FreeMemory> memory_;
  std::vector<std::vector<Integer>> integers_;
  std::vector<Follower> followers_;
  std::vector<std::uint32_t> cursor_of_;  ///< by register: its place in `cursors`
};

}  // namespace remit::column

// The rows of a table by ranges, on as many threads as there are.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/budget.h"
#include "base/executor.h"

namespace remit::table {

/// Rows of a task: whole blocks of whoever goes block by block, whole words of bits, and so many
/// that handing them to another thread costs nothing beside.
inline constexpr std::size_t kRowsPerTask = std::size_t{1} << 16;

inline std::size_t task_count(std::size_t rows) { return (rows + kRowsPerTask - 1) / kRowsPerTask; }

/// Calls `body(begin, end)` for the rows of one task. They are work of the call's budget.
template <typename Body>
void for_task(std::size_t task, std::size_t rows, const Body& body) {
  constexpr std::uint64_t kCellsPerUnit = 8;
  const std::size_t begin = task * kRowsPerTask;
  const std::size_t end = std::min(begin + kRowsPerTask, rows);
  base::spend((end - begin) / kCellsPerUnit);
  body(begin, end);
}

/// Runs the tasks on the executor, or null: one by one on this thread.
inline void run_tasks(base::Executor* executor, std::size_t count,
                      const std::function<void(std::size_t task)>& body) {
  if (executor == nullptr) {
    for (std::size_t task = 0; task < count; ++task) body(task);
  } else {
    executor->run(count, [&](std::size_t task, std::size_t) { body(task); });
  }
}

/// `body(begin, end)` for all rows, each once, in any order and on any thread of the executor.
template <typename Body>
void by_ranges(base::Executor* executor, std::size_t rows, const Body& body) {
  run_tasks(executor, task_count(rows), [&](std::size_t task) { for_task(task, rows, body); });
}

/// Whether `good(begin, end)` says so of all of them; some are not asked where one says no.
template <typename Good>
bool all_ranges(base::Executor* executor, std::size_t rows, const Good& good) {
  std::atomic<bool> all = true;
  by_ranges(executor, rows, [&](std::size_t begin, std::size_t end) {
    if (all && !good(begin, end)) all = false;
  });
  return all;
}

}  // namespace remit::table

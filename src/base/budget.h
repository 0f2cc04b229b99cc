#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>

#include "remit/limits.h"
#include "remit/options.h"

// What a call of the host may use up while it works: time, memory and the stack of its thread, and
// until it is cancelled.
//
// Whoever does work that grows with what it is given says so (`spend`), as it asks for memory: to
// no object in particular, and an exception says that there is no more. Like std::bad_alloc it may
// come out of any computation and is caught where the host called (api/within_budget.h).
//
// Which budget a thread works within is a thread-local of that thread, set for the length of a call
// (`WithinBudget`). It is none of the arguments because most of the work of a hostile text is done
// where none reach: in comparisons of a sort, in hash tables, in the operators of numbers. No state
// outlives the call.

namespace remit::base {

enum class Shortage : std::uint8_t { cancelled, time, memory, stack };

/// There is no more of what the call may use.
class BudgetSpent : public std::exception {
 public:
  explicit BudgetSpent(Shortage of) : of_(of) {}
  Shortage of() const { return of_; }
  const char* what() const noexcept override { return "the budget of the call is spent"; }

 private:
  Shortage of_;
};

/// Of one call. Any number of threads may work within it.
class Budget {
 public:
  using Clock = std::chrono::steady_clock;

  /// `limits`: milliseconds, from now on, and memory_bytes. `cancel` must outlive it. Some
  /// nanoseconds.
  Budget(const Limits& limits, const Cancel& cancel);
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

 private:
  friend class WithinBudget;
  friend class MemoryCharge;
  friend void spend_more(std::uint64_t units);
  friend void take_memory(std::int64_t bytes);
  using Counter = std::atomic<std::int64_t>;

  /// Throws BudgetSpent where there is no more.
  void look() const;
  /// Of what may be given back after the call.
  const std::shared_ptr<Counter>& charged();
  bool has_memory() const;

  const Cancel& cancel_;
  Clock::time_point end_;
  std::int64_t most_bytes_;
  Counter bytes_ = 0;  ///< in use, of this call's threads
  std::once_flag once_;
  std::shared_ptr<Counter> charged_;  ///< made when first asked for
};

/// The budget of this thread, null: none, and what may be done before it is asked again.
struct Allowance {
  Budget* budget = nullptr;
  std::uint64_t units = ~std::uint64_t{0};
  std::int64_t bytes = 0;          ///< in use and not yet said to the budget
  std::uintptr_t stack_floor = 0;  ///< where the stack has to end; 0: not known
};
extern constinit thread_local Allowance allowance;

/// While it lives this thread works within `budget`, or, null, within none.
class WithinBudget {
 public:
  explicit WithinBudget(Budget* budget);
  ~WithinBudget();
  WithinBudget(const WithinBudget&) = delete;
  WithinBudget& operator=(const WithinBudget&) = delete;

 private:
  Allowance before_;
};

/// What a task of this call that another thread takes over works within.
inline Budget* current_budget() { return allowance.budget; }

void spend_more(std::uint64_t units);

/// Says that work is about to be done; one unit is some ten nanoseconds. A few nanoseconds itself:
/// the clock is looked at every quarter of a millisecond of it. Throws BudgetSpent.
inline void spend(std::uint64_t units) {
  if (allowance.units >= units)
    allowance.units -= units;
  else
    spend_more(units);
}

/// Whoever calls itself, as deep as a text is nested, says so each time: a step of work. Throws
/// BudgetSpent, also where the thread has little stack left.
inline void go_deeper() {
  if (reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) < allowance.stack_floor)
    throw BudgetSpent(Shortage::stack);
  spend(2);
}

/// Says that so many bytes are taken (throws BudgetSpent) or, below zero, given back (does not
/// throw). Not for many bytes at once: some hundred kilobytes go unnoticed.
void take_memory(std::int64_t bytes);

/// Bytes taken that may be given back on another thread, and after the call.
class MemoryCharge {
 public:
  MemoryCharge() = default;
  /// Throws BudgetSpent.
  explicit MemoryCharge(std::size_t bytes);
  void give_back() const noexcept;

 private:
  std::int64_t size_ = 0;
  std::shared_ptr<std::atomic<std::int64_t>> bytes_;  ///< null: of no call
};

/// The same for as long as it lives.
class HeldMemory {
 public:
  HeldMemory() = default;
  explicit HeldMemory(std::size_t bytes) : charge_(bytes) {}
  ~HeldMemory() { charge_.give_back(); }
  HeldMemory(const HeldMemory&) = delete;
  HeldMemory& operator=(const HeldMemory&) = delete;

 private:
  MemoryCharge charge_;
};

/// Says what a container takes for its elements, as take_memory does.
template <typename T>
struct CountedAllocator {
  using value_type = T;

  CountedAllocator() = default;
  template <typename U>
  CountedAllocator(const CountedAllocator<U>& /*other*/) noexcept {
  }  // NOLINT(google-explicit-constructor)

  T* allocate(std::size_t count) {
    take_memory(static_cast<std::int64_t>(count * sizeof(T)));
    return std::allocator<T>().allocate(count);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    take_memory(-static_cast<std::int64_t>(count * sizeof(T)));
    std::allocator<T>().deallocate(memory, count);
  }
  friend bool operator==(const CountedAllocator&, const CountedAllocator&) { return true; }
};

}  // namespace remit::base

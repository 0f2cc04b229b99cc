#include "base/budget.h"

#include <algorithm>
#include <limits>

#include "base/thread_stack.h"

namespace remit::base {
namespace {

/// A quarter of a millisecond.
constexpr std::uint64_t kUnitsPerLook = 25'000;
/// What a thread may take before it says so.
constexpr std::int64_t kBytesPerLook = 256 << 10;

/// What is left for whoever does not call itself, and for the way back.
constexpr std::uintptr_t kStackReserve = 20 << 10;

/// Where calls within calls have to end on this thread; nothing where it runs on another stack than
/// its own (a fibre of the host's).
std::uintptr_t stack_floor() {
  const ThreadStack stack = thread_stack();
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  return here >= stack.low && here < stack.high ? stack.low + kStackReserve : 0;
}

Budget::Clock::time_point end_of(const Limits& limits) {
  constexpr std::uint64_t kLongest = 1'000ull * 3600 * 24 * 365 * 100;
  if (limits.milliseconds == 0) return Budget::Clock::time_point::max();
  return Budget::Clock::now() + std::chrono::milliseconds(std::min(limits.milliseconds, kLongest));
}

std::int64_t most_bytes(const Limits& limits) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::min(limits.memory_bytes, static_cast<std::uint64_t>(most)));
}

}  // namespace

constinit thread_local Allowance allowance;

Budget::Budget(const Limits& limits, const Cancel& cancel)
    : cancel_(cancel), end_(end_of(limits)), most_bytes_(most_bytes(limits)) {}

void Budget::look() const {
  if (cancel_.requested()) throw BudgetSpent(Shortage::cancelled);
  if (end_ != Clock::time_point::max() && Clock::now() > end_) throw BudgetSpent(Shortage::time);
}

const std::shared_ptr<Budget::Counter>& Budget::charged() {
  std::call_once(once_, [&] { charged_ = std::make_shared<Counter>(0); });
  return charged_;
}

bool Budget::has_memory() const {
  return bytes_ + (charged_ == nullptr ? 0 : charged_->load()) <= most_bytes_;
}

WithinBudget::WithinBudget(Budget* budget) : before_(allowance) {
  allowance = {};
  if (budget != nullptr) allowance = {budget, kUnitsPerLook, 0, stack_floor()};
}

WithinBudget::~WithinBudget() {
  if (allowance.budget != nullptr) allowance.budget->bytes_ += allowance.bytes;
  allowance = before_;
}

void spend_more(std::uint64_t units) {
  Allowance& mine = allowance;
  mine.units = mine.budget == nullptr ? ~std::uint64_t{0} : kUnitsPerLook;
  if (mine.budget == nullptr) return;
  mine.units -= std::min(units, mine.units);
  mine.budget->look();
}

void take_memory(std::int64_t bytes) {
  Allowance& mine = allowance;
  if (mine.budget == nullptr) return;
  mine.bytes += bytes;
  if (mine.bytes < kBytesPerLook && mine.bytes > -kBytesPerLook) return;
  mine.budget->bytes_ += mine.bytes;
  mine.bytes = 0;
  if (bytes > 0 && !mine.budget->has_memory()) throw BudgetSpent(Shortage::memory);
}

MemoryCharge::MemoryCharge(std::size_t bytes) : size_(static_cast<std::int64_t>(bytes)) {
  Budget* const budget = allowance.budget;
  if (budget == nullptr) return;
  bytes_ = budget->charged();
  *bytes_ += size_;
  if (budget->has_memory()) return;
  give_back();
  throw BudgetSpent(Shortage::memory);
}

void MemoryCharge::give_back() const noexcept {
  if (bytes_ != nullptr) *bytes_ -= size_;
}

}  // namespace remit::base

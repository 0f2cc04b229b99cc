#include "row/formulas.h"

#include <utility>
#include <variant>

namespace remit::row {

Formulas::Formulas(std::shared_ptr<const plan::Plan> plan)
    : plan_(std::move(plan)), made_(plan_->columns.size()) {}

Formulas::~Formulas() {
  for (const std::atomic<const Formula*>& made : made_) delete made.load(std::memory_order_relaxed);
}

const Formula& Formulas::of(plan::ColumnId column) const {
  std::atomic<const Formula*>& kept = made_[column];
  if (const Formula* const known = kept.load(std::memory_order_acquire)) return *known;
  auto made = std::make_unique<const Formula>(
      *plan_, std::get<plan::Map>(plan_->columns[column].node).expression);
  const Formula* first = nullptr;
  // Of two threads that make it at once the one that comes later takes the other's.
  if (kept.compare_exchange_strong(first, made.get(), std::memory_order_acq_rel))
    return *made.release();
  return *first;
}

}  // namespace remit::row

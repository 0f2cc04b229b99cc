#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "plan/plan.h"
#include "row/map.h"

namespace remit::row {

/// The formulas of a plan, each made ready when it is first asked for and kept for whoever computes
/// with the plan, or with one that differs from it in its outputs alone, after that. Any number of
/// threads may ask at once.
class Formulas {
 public:
  explicit Formulas(std::shared_ptr<const plan::Plan> plan);
  ~Formulas();
  Formulas(const Formulas&) = delete;
  Formulas& operator=(const Formulas&) = delete;

  /// Of a map. Lives as long as this does.
  const Formula& of(plan::ColumnId column) const;

 private:
  std::shared_ptr<const plan::Plan> plan_;
  mutable std::vector<std::atomic<const Formula*>> made_;  ///< by column; null: not yet
};

}  // namespace remit::row

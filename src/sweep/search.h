#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "remit/status.h"
#include "sweep/figure_value.h"

namespace remit::sweep {

/// Finds the largest or smallest value of a grid for which a condition holds.
///
/// A grid of at most `whole` values is tried as a whole. A larger one is tried at its ends, at even
/// distances and where somebody has a hint; then between the last value that holds and the first
/// beyond it that does not, until they are neighbours. A condition that changes more often may then
/// hold again between two values that were tried: `changes` says whether it was seen to.
class Search {
 public:
  /// Figures of the values, by place on the grid, ascending; the first figure is the condition.
  using Compute = std::function<Result<std::vector<std::vector<FigureValue>>>(
      const std::vector<std::uint64_t>& places)>;

  /// `at_once`: how many values are tried together.
  Search(std::uint64_t size, bool smallest, std::uint64_t whole, std::uint64_t at_once)
      : size_(size), smallest_(smallest), whole_(whole), at_once_(at_once) {}

  std::optional<Error> run(const Compute& compute, std::vector<std::uint64_t> hints);

  const std::map<std::uint64_t, std::vector<FigureValue>>& tried() const { return tried_; }
  /// The place of the value that was sought.
  std::optional<std::uint64_t> found() const;
  /// The next tried beyond it, in the direction asked.
  std::optional<std::uint64_t> beyond(std::uint64_t place) const;
  std::uint64_t changes() const;

 private:
  bool holds(const std::vector<FigureValue>& figures) const { return figures.front().holds(); }
  std::optional<Error> attempt(const Compute& compute, std::vector<std::uint64_t> places);
  /// So many between two, at even distances.
  std::vector<std::uint64_t> between(std::uint64_t low, std::uint64_t high) const;

  std::uint64_t size_;
  bool smallest_;
  std::uint64_t whole_;
  std::uint64_t at_once_;
  std::map<std::uint64_t, std::vector<FigureValue>> tried_;
};

}  // namespace remit::sweep

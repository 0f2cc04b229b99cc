// What a division notes for who explains a share of it later.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "column/nodes/shares.h"
#include "table/divided_group.h"

namespace remit::column {

/// Gathers table::DividedGroup of the groups of one division, one after the other, while their
/// parts are put. Some instructions a row.
class DivisionNotes {
 public:
  /// `groups` get what is noted; null: nothing is.
  DivisionNotes(std::vector<table::DividedGroup>* groups, std::uint64_t rows_of_table);

  /// Begins with a group whose rows are in the order of the rule; false: nothing is noted of it.
  bool begin(const std::vector<std::uint64_t>& rows);
  /// The part of the next of its rows.
  void add(std::int64_t coefficient) {
    if (next_++ % table::DividedGroup::kBlock == 0) group_.before.push_back(sum_);
    sum_ += coefficient;
  }
  void end(std::optional<table::DividedGroup::ByWeight> by_weight);

 private:
  std::vector<table::DividedGroup>* groups_;
  table::DividedGroup group_;
  std::uint64_t next_ = 0;
  Int128 sum_ = 0;
};

/// How `steps` were divided among weights without bounds; `weight` is not given where all are one.
table::DividedGroup::ByWeight free_weights(const ShareReader& weight,
                                           std::span<const std::uint64_t> rows, std::int64_t steps);
/// How weights shared what the result says, between bounds; nothing where no share tells the rate,
/// and of weights beyond 64 bits.
std::optional<table::DividedGroup::ByWeight> bounded_weights(const ShareReader& weight,
                                                             std::span<const std::uint64_t> rows,
                                                             std::span<const number::Share> shares,
                                                             const number::Rational& step);

}  // namespace remit::column

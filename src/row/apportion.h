#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "number/apportion.h"
#include "row/cells.h"
#include "row/group.h"

namespace remit::row {

/// One group of an apportionment, divided: a fault of what it reads, or refused, or one share per
/// row. Where rows are served in turn, those in front of a fault have shares and the others have
/// it.
struct Division {
  std::vector<std::uint64_t> rows;  ///< that take part, in the order in which they come first
  number::Rational total;
  std::vector<number::Recipient> recipients;  ///< as `rows`
  number::Apportionment result;               ///< shares as `rows`, of those in front of a fault
  std::optional<type::Fault> fault;
  std::optional<type::CellFault> refused;

  bool has_share(std::size_t row) const { return row < result.shares.size(); }
};

/// Divides the total among the rows of one group.
Division divide_group(const CellPlace& place, const plan::Apportion& node,
                      std::span<const std::uint64_t> group);

/// What number::apportion refuses; and a total that all weights being zero leaves with nobody.
std::optional<type::CellFault> refusal(const number::Rational& total, number::ShareMethod method,
                                       std::span<const number::Recipient> recipients,
                                       const number::Apportionment& result);

/// What settles a row's part before its group is looked at: 0 for a row that takes no part, blank
/// for one without a group, the membership fault of the entity. Nothing: the division decides.
std::optional<Value> part_outside_group(const CellPlace& place, const plan::Apportion& node,
                                        const std::optional<type::Fault>& unplaced);

}  // namespace remit::row

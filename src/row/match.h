#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "row/cells.h"

namespace remit::row {

/// The rows of the entity that a match searches, by content.
struct MatchIndex {
  struct Candidate {
    std::uint64_t row = 0;
    Date as_of;          ///< where the match has a date
    bool twice = false;  ///< its key stands in another row too
  };
  base::HashMap<std::vector<Value>, std::vector<Candidate>, KeyHash> rows;
  /// The first error among what has to be equal: any row could be meant, so nothing can be found.
  std::optional<type::Fault> fault;
  /// The first error among the dates of rows with these values: none of them can be found.
  base::HashMap<std::vector<Value>, type::Fault, KeyHash> undated;
};

MatchIndex build_match_index(Cells& cells, const plan::Match& node);

/// The rows that match equally well, in order, where that is why none is found.
std::vector<std::uint64_t> tied_rows(const CellPlace& place, const plan::Match& node,
                                     const MatchIndex& index);

Value match(const CellPlace& place, const plan::Match& node, const MatchIndex& index);

}  // namespace remit::row

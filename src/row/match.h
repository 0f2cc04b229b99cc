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
  std::optional<type::Fault> fault;  ///< the first error among `theirs`: nothing can be found
};

MatchIndex build_match_index(Cells& cells, const plan::Match& node);

/// The rows that match equally well, in order, where that is why none is found.
std::vector<std::uint64_t> tied_rows(const CellPlace& place, const plan::Match& node,
                                     const MatchIndex& index);

Value match(const CellPlace& place, const plan::Match& node, const MatchIndex& index);

}  // namespace remit::row

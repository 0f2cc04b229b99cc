// What was traced of a cell over rows as a text, to be held against another trace.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../support/tables.h"
#include "row/trace.h"

namespace remit::test {

inline std::string show(const std::optional<number::Rational>& value) {
  return value ? value->to_text() : "none";
}

inline std::string show(const std::vector<std::uint64_t>& rows) {
  std::string text;
  for (const std::uint64_t row : rows) text += std::to_string(row) + ",";
  return text;
}

inline std::string show(const row::TieTrace& tie) {
  return "tie " + std::to_string(tie.count) + ":" + show(tie.rows) + " by " +
         std::to_string(tie.decided_by);
}

struct ShowDetail {
  std::string operator()(const row::FoldTrace& fold) const {
    std::string text = std::to_string(fold.members) + "/" + std::to_string(fold.counted);
    for (const auto& entry : fold.largest) {
      text += " " + std::to_string(entry.row) + "=" + show(entry.value) + "#" +
              std::to_string(entry.cell);
    }
    return text;
  }
  std::string operator()(const row::RankTrace& rank) const {
    return std::to_string(rank.competes) + " " + std::to_string(rank.competitors) + " " +
           std::to_string(rank.better) + " " + std::to_string(rank.tied_count) + ":" +
           show(rank.tied) + " " + show(rank.broken);
  }
  std::string operator()(const row::ShareTrace& share) const {
    if (!share.share) return "no share";
    const number::Share& own = *share.share;
    return own.exact.to_text() + " " + own.part.to_text() + " " + own.gained.to_text() + " bound " +
           std::to_string(static_cast<int>(own.bound)) + " of " + share.total.to_text() +
           " among " + std::to_string(share.recipients) + " at " + std::to_string(share.place) +
           " weight " + share.weight.to_text() + "/" + share.weights.to_text() + " before " +
           share.before.to_text() + " cap " + show(share.cap) + " floor " + show(share.floor) +
           " left " + share.left.to_text() + " " + show(share.tie);
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return "other";
  }
};

}  // namespace remit::test

#include "row/match.h"

namespace remit::row {
namespace {

/// The cells that one side of the pairs names, or the first fault among them; the date comes last.
struct Side {
  std::vector<Value> equal;
  Date as_of;
  std::optional<type::Fault> fault;
  bool undated = false;  ///< it is the date's
};

Side read_side(Cells& cells, const plan::Match& node, std::uint64_t row,
               plan::ColumnId plan::Match::Pair::*side) {
  Side result;
  const auto read = [&](const plan::Match::Pair& pair) {
    Value value = cells.at(pair.*side, row);
    if (is_fault(value) && !result.fault) result.fault = fault_of(value);
    return value;
  };
  for (const plan::Match::Pair& pair : node.equal) result.equal.push_back(read(pair));
  if (node.as_of) {
    const bool keyed = !result.fault;
    const Value date = read(*node.as_of);
    if (!is_fault(date)) result.as_of = std::get<Date>(date);
    result.undated = keyed && is_fault(date);
  }
  return result;
}

bool matches_nothing(Cells& cells, const plan::Match& node, std::uint64_t row) {
  const auto nowhere = [&](plan::ColumnId column) {
    const Value value = cells.at(column, row);
    return is_fault(value) && type::belongs_nowhere(fault_of(value).code);
  };
  for (const plan::Match::Pair& pair : node.equal) {
    if (nowhere(pair.theirs)) return true;
  }
  return node.as_of && nowhere(node.as_of->theirs);
}

/// The rows by their own key. One without it cannot be named; one whose key stands twice can, but
/// nobody knows which row is meant.
MatchIndex build_key_index(Cells& cells, const plan::Match& node) {
  MatchIndex index;
  const std::uint64_t rows = cells.row_count(node.entity);
  for (std::uint64_t row = 0; row < rows; ++row) {
    std::vector<Value> key;
    std::size_t twice = 0, others = 0;
    for (const plan::Match::Pair& pair : node.equal) {
      const Value value = cells.at(pair.theirs, row);
      if (is_fault(value))
        ++(fault_of(value).code == type::CellFault::duplicate_key ? twice : others);
      key.push_back(is_fault(value) ? cells.input(pair.theirs, row) : value);
    }
    if (others > 0 || (twice > 0 && twice < node.equal.size())) continue;
    index.rows[std::move(key)].push_back({row, {}, twice > 0});
  }
  return index;
}

}  // namespace

MatchIndex build_match_index(Cells& cells, const plan::Match& node) {
  if (node.by_key) return build_key_index(cells, node);
  MatchIndex index;
  const std::uint64_t rows = cells.row_count(node.entity);
  for (std::uint64_t row = 0; row < rows; ++row) {
    if (const type::Fault* whole_row = cells.refused(node.entity, row)) {
      if (!index.fault) index.fault = *whole_row;
      continue;
    }
    Side theirs = read_side(cells, node, row, &plan::Match::Pair::theirs);
    if (theirs.fault) {
      if (matches_nothing(cells, node, row)) continue;
      if (theirs.undated)
        index.undated.try_emplace(std::move(theirs.equal), *theirs.fault);
      else if (!index.fault)
        index.fault = theirs.fault;
      continue;
    }
    index.rows[std::move(theirs.equal)].push_back({row, theirs.as_of, false});
  }
  return index;
}

std::vector<std::uint64_t> tied_rows(const CellPlace& place, const plan::Match& node,
                                     const MatchIndex& index) {
  std::vector<std::uint64_t> rows;
  const Side ours = read_side(place.cells, node, place.row, &plan::Match::Pair::ours);
  const auto found = ours.fault ? index.rows.end() : index.rows.find(ours.equal);
  if (found == index.rows.end()) return rows;
  std::optional<Date> latest;
  for (const MatchIndex::Candidate& candidate : found->second) {
    if (node.as_of && candidate.as_of > ours.as_of) continue;
    if (latest && candidate.as_of < *latest) continue;
    if (latest && candidate.as_of > *latest) rows.clear();
    latest = candidate.as_of;
    rows.push_back(candidate.row);
  }
  return rows;
}

Value match(const CellPlace& place, const plan::Match& node, const MatchIndex& index) {
  const Side ours = read_side(place.cells, node, place.row, &plan::Match::Pair::ours);
  if (ours.fault) return *ours.fault;
  if (!place.cells.is_given(node.entity)) return place.fault(type::CellFault::hole);
  if (index.fault) return *index.fault;
  if (const auto open = index.undated.find(ours.equal); open != index.undated.end())
    return open->second;
  const auto found = index.rows.find(ours.equal);
  if (found == index.rows.end()) return place.fault(node.none);
  if (const MatchIndex::Candidate& first = found->second.front(); first.twice)
    return type::Fault{type::CellFault::duplicate_key, node.equal.front().theirs, first.row};
  const MatchIndex::Candidate* best = nullptr;
  bool tied = false;
  for (const MatchIndex::Candidate& candidate : found->second) {
    if (node.as_of && candidate.as_of > ours.as_of) continue;
    if (best == nullptr || candidate.as_of > best->as_of) {
      best = &candidate;
      tied = false;
    } else if (candidate.as_of == best->as_of) {
      tied = true;
    }
  }
  if (best == nullptr) return place.fault(node.none);
  if (tied) return place.fault(type::CellFault::duplicate_key);
  return Reference{best->row};
}

}  // namespace remit::row

#include "row/rank.h"

#include "row/group.h"

namespace remit::row {
namespace {

using number::Rational;
using plan::RankOutput;

/// Gives every row of one sorted partition its place.
void give_places(const plan::Rank& node, const std::vector<Sortable>& rows,
                 std::vector<Value>* places) {
  std::size_t distinct = 0;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin + 1;
    while (end < rows.size() && compare(rows[begin], rows[end], node.keys) == 0) ++end;
    ++distinct;
    for (std::size_t i = begin; i < end; ++i) {
      std::size_t place = begin + 1;
      if (node.output == RankOutput::dense) place = distinct;
      if (node.output == RankOutput::tied) place = end - begin;
      if (node.output == RankOutput::position) place = i + 1;
      (*places)[rows[i].row] = Rational(static_cast<std::uint64_t>(place));
    }
    begin = end;
  }
}

}  // namespace

Competition read_competition(const CellPlace& place, const plan::Rank& node) {
  Competition competition;
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const std::uint64_t rows = place.cells.row_count(entity);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const Value counts = condition(place.cells, entity, node.where, row);
    if (is_false(counts)) continue;
    GroupKey key = group_key(place.cells, entity, node.partition, row);
    if (key.fault && type::belongs_nowhere(key.fault->code)) {
      if (key.fault->code != type::CellFault::blank)
        competition.outside.emplace_back(row, *key.fault);
      continue;
    }
    Sortable sortable{row, {}};
    std::optional<type::Fault> fault = read_keys(place.cells, node.keys, &sortable);
    if (key.fault) fault = key.fault;
    if (is_fault(counts)) fault = fault_of(counts);
    if (key.fault) {
      competition.unplaced.push_back(row);
      if (!competition.fault) competition.fault = fault;
      continue;
    }
    Competition::Partition& partition = competition.partitions[std::move(key.values)];
    if (fault) {
      partition.doubtful.push_back(row);
      if (!partition.fault) partition.fault = fault;
    } else {
      partition.rows.push_back(std::move(sortable));
    }
  }
  // In any order: each group by itself.
  for (auto& [key, partition] : competition.partitions) sort_rows(&partition.rows, node.keys);
  return competition;
}

std::vector<Value> rank(const CellPlace& place, const plan::Rank& node) {
  const std::uint64_t rows = place.cells.row_count(place.plan.columns[place.column].entity);
  std::vector<Value> places;
  places.reserve(rows);
  for (std::uint64_t row = 0; row < rows; ++row) {
    places.push_back(type::Fault{type::CellFault::blank, place.column, row});
  }
  const Competition competition = read_competition(place, node);
  for (const auto& [row, fault] : competition.outside) places[row] = fault;
  for (const std::uint64_t row : competition.unplaced) places[row] = *competition.fault;
  // In any order: a row is of one group.
  for (const auto& [key, partition] : competition.partitions) {
    const std::optional<type::Fault>& fault =
        competition.fault ? competition.fault : partition.fault;
    if (!fault) {
      give_places(node, partition.rows, &places);
      continue;
    }
    for (const Sortable& each : partition.rows) places[each.row] = *fault;
    for (const std::uint64_t row : partition.doubtful) places[row] = *fault;
  }
  return places;
}

}  // namespace remit::row

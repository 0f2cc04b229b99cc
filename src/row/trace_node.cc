#include "row/trace_node.h"

#include <algorithm>

#include "row/match.h"
#include "row/order.h"
#include "row/party.h"

namespace remit::row {
namespace {

using number::Rational;

/// So many rows that match equally well are named.
constexpr std::size_t kMostTied = 3;

LookupTrace trace_lookup(Evaluator& evaluator, const CellPlace& place, const plan::Lookup& node,
                         const CellNamer& name) {
  LookupTrace trace;
  trace.via = name(node.via, place.row);
  const Value reference = evaluator.cell(node.via, place.row);
  if (is_fault(reference)) return trace;
  trace.row = std::get<Reference>(reference).row;
  trace.target = name(node.target, *trace.row);
  return trace;
}

MatchTrace trace_match(const CellPlace& place, const plan::Match& node, const Value& value,
                       const CellNamer& name) {
  MatchTrace trace;
  for (const plan::Match::Pair& pair : node.equal) {
    trace.ours.push_back(name(pair.ours, place.row));
  }
  if (node.as_of) trace.ours.push_back(name(node.as_of->ours, place.row));
  if (is_fault(value)) {
    const type::Fault& fault = fault_of(value);
    if (fault.code == type::CellFault::duplicate_key && fault.column == place.column)
      trace.tied = tied_rows(place, node, build_match_index(place.cells, node));
    if (trace.tied.size() > kMostTied) trace.tied.resize(kMostTied);
    return trace;
  }
  trace.row = std::get<Reference>(value).row;
  for (const plan::Match::Pair& pair : node.equal) name(pair.theirs, *trace.row);
  if (node.as_of) name(node.as_of->theirs, *trace.row);
  return trace;
}

/// This row's cells of a share that limit or weigh it.
void name_cells(ShareTrace& trace, const CellPlace& place, const CellNamer& name,
                std::initializer_list<plan::ColumnId> columns) {
  for (const plan::ColumnId column : columns) {
    if (column != plan::kNoColumn) trace.cells.push_back(name(column, place.row));
  }
}

void fill(ShareTrace& trace, const Rational& total,
          const std::vector<number::Recipient>& recipients, const number::Apportionment& result,
          std::size_t index) {
  trace.total = total;
  trace.recipients = recipients.size();
  trace.place = index;
  trace.share = result.shares[index];
  for (std::size_t i = 0; i < index; ++i) trace.before += result.shares[i].part;
  trace.weight = recipients[index].weight;
  for (const number::Recipient& recipient : recipients) trace.weights += recipient.weight;
  trace.cap = recipients[index].cap;
  trace.floor = recipients[index].floor;
  trace.left = result.left;
}

/// On how many of the keys, from the first one on, two rows are equal.
std::size_t equal_keys(const Sortable& a, const Sortable& b) {
  std::size_t equal = 0;
  while (equal < a.keys.size() && compare(a.keys[equal], b.keys[equal]) == 0) ++equal;
  return equal;
}

/// Notes another row that stands beside this one up to the last key, or to the end.
void note_tie(const Sortable& own, const Sortable& other, std::span<const plan::SortKey> keys,
              std::size_t kept, TieTrace* tie) {
  const std::size_t equal = equal_keys(own, other);
  const bool of_table = equal == keys.size();
  if (!of_table && (keys.size() < 2 || equal + 1 != keys.size())) return;
  if (!of_table && tie->count > 0 && tie->decided_by == plan::kNoColumn) return;
  if (of_table && tie->decided_by != plan::kNoColumn) *tie = TieTrace();
  if (!of_table) tie->decided_by = keys.back().value;
  ++tie->count;
  if (tie->rows.size() < kept) tie->rows.push_back(other.row);
}

/// Whether two shares lost the same piece to the grid and one of them got a step for it.
bool odd_step_between(const number::Share& a, const number::Share& b, const Rational& step) {
  const auto piece = [&](const Rational& exact) {
    const Rational steps = exact / step;
    return steps - Rational(steps.trunc());
  };
  return a.gained.sign() != b.gained.sign() && piece(a.exact) == piece(b.exact);
}

/// With whom a row shares its turn, or its remainder.
TieTrace trace_share_tie(Evaluator& evaluator, const plan::Apportion& node,
                         const Division& division, std::size_t own, const TraceOptions& options) {
  return evaluator.demand([&] {
    TieTrace tie;
    std::vector<Sortable> rows;
    for (const std::uint64_t row : division.rows) {
      rows.push_back({row, {}});
      if (read_keys(evaluator, node.order, &rows.back())) return TieTrace();
    }
    const Rational step = node.rounding->increment.to_rational();
    const auto& shares = division.result.shares;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i == own) continue;
      if (node.method == number::ShareMethod::in_order) {
        note_tie(rows[own], rows[i], node.order, options.contributions, &tie);
      } else if (odd_step_between(shares[own], shares[i], step)) {
        const bool of_table = equal_keys(rows[own], rows[i]) == node.order.size();
        if (!of_table) tie.decided_by = node.order.back().value;
        ++tie.count;
        if (tie.rows.size() < options.contributions) tie.rows.push_back(rows[i].row);
      }
    }
    return tie;
  });
}

/// Whether a row competes, and by what; nothing if it does not, or if that is an error.
struct Competitor {
  std::vector<Value> partition;
  Sortable keys;
};
std::optional<Competitor> competitor(Evaluator& evaluator, plan::EntityId entity,
                                     const plan::Rank& node, std::uint64_t row) {
  const Value counts = condition(evaluator, entity, node.where, row);
  GroupKey key = group_key(evaluator, entity, node.partition, row);
  Competitor result{std::move(key.values), {row, {}}};
  const bool wrong = read_keys(evaluator, node.keys, &result.keys).has_value();
  if (is_fault(counts) || is_false(counts) || key.fault || wrong) return std::nullopt;
  return result;
}

/// One pass over the entity: who competes with this row, who is better, who is tied.
RankTrace compare_with_all(Evaluator& evaluator, const CellPlace& place, const plan::Rank& node,
                           const TraceOptions& options) {
  RankTrace trace;
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const std::optional<Competitor> own = competitor(evaluator, entity, node, place.row);
  if (!own) return trace;
  trace.competes = true;
  const std::uint64_t rows = evaluator.row_count(entity);
  for (std::uint64_t row = 0; row < rows; ++row) {
    const std::optional<Competitor> other = competitor(evaluator, entity, node, row);
    if (!other || other->partition != own->partition) continue;
    ++trace.competitors;
    const std::strong_ordering order = compare(other->keys, own->keys, node.keys);
    if (order < 0) ++trace.better;
    const bool broken = order != 0 || node.output == plan::RankOutput::position;
    if (broken && row != place.row)
      note_tie(own->keys, other->keys, node.keys, options.contributions, &trace.broken);
    if (order != 0 || row == place.row) continue;
    ++trace.tied_count;
    if (trace.tied.size() < options.contributions) trace.tied.push_back(row);
  }
  return trace;
}

struct TraceNode {
  Evaluator& evaluator;
  const CellPlace& place;
  const Value& value;
  const TraceOptions& options;
  const CellNamer& name;

  TraceDetail operator()(const plan::Input& node) const { return InputTrace{node.field}; }
  TraceDetail operator()(const plan::Map&) const { return trace_formula(evaluator, place, name); }
  TraceDetail operator()(const plan::Lookup& node) const {
    return trace_lookup(evaluator, place, node, name);
  }
  TraceDetail operator()(const plan::Match& node) const {
    return trace_match(place, node, value, name);
  }
  TraceDetail operator()(const plan::Fold& node) const {
    return trace_fold(evaluator, place, node, value, options, name);
  }
  TraceDetail operator()(const plan::Rank& node) const {
    return trace_rank(evaluator, place, node, options, name);
  }
  TraceDetail operator()(const plan::Apportion& node) const {
    return trace_apportion(evaluator, place, node, options, name);
  }
  TraceDetail operator()(const plan::PartyShare& node) const {
    return trace_party(evaluator, place, node, name);
  }
};

}  // namespace

TraceDetail trace_node(Evaluator& evaluator, const CellPlace& place, const Value& value,
                       const TraceOptions& options, const CellNamer& name) {
  return std::visit(TraceNode{evaluator, place, value, options, name},
                    place.plan.columns[place.column].node);
}

RankTrace trace_rank(Evaluator& evaluator, const CellPlace& place, const plan::Rank& node,
                     const TraceOptions& options, const CellNamer& name) {
  for (const plan::SortKey& key : node.keys) name(key.value, place.row);
  return evaluator.demand([&] { return compare_with_all(evaluator, place, node, options); });
}

ShareTrace trace_apportion(Evaluator& evaluator, const CellPlace& place,
                           const plan::Apportion& node, const TraceOptions& options,
                           const CellNamer& name) {
  ShareTrace trace;
  trace.total_cell = name(node.total, place.row);
  name_cells(trace, place, name, {node.weight, node.cap, node.floor});
  for (const plan::ColumnId column : node.partition) trace.group.push_back(name(column, place.row));
  for (const plan::SortKey& key : node.order) trace.order.push_back(name(key.value, place.row));
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  const GroupKey key =
      evaluator.demand([&] { return group_key(evaluator, entity, node.partition, place.row); });
  if (key.fault) return trace;
  const Division division = evaluator.demand([&] {
    return divide_group(place, node, evaluator.groups(place.column).rows_of(key.values));
  });
  if (division.fault || division.refused) return trace;
  const auto own = std::find(division.rows.begin(), division.rows.end(), place.row);
  if (own == division.rows.end()) return trace;
  const auto at = static_cast<std::size_t>(own - division.rows.begin());
  fill(trace, division.total, division.recipients, division.result, at);
  trace.tie = trace_share_tie(evaluator, node, division, at, options);
  return trace;
}

ShareTrace trace_party(Evaluator& evaluator, const CellPlace& place, const plan::PartyShare& node,
                       const CellNamer& name) {
  const plan::PartySplit& split = place.plan.party_splits[node.split];
  ShareTrace trace;
  trace.total_cell = name(split.total, place.row);
  name_cells(
      trace, place, name,
      {split.weights[node.index], split.caps.empty() ? plan::kNoColumn : split.caps[node.index]});
  const PartyDivision division =
      evaluator.demand([&] { return divide_among_parties(place, split); });
  if (division.fault) return trace;
  fill(trace, division.total, division.recipients, division.result, node.index);
  return trace;
}

}  // namespace remit::row

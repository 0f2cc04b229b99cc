#include "row/trace_node.h"

#include <algorithm>

#include "row/match.h"

namespace remit::row {
namespace {

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

}  // namespace remit::row

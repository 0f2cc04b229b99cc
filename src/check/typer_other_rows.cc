// How one gets from a row to another: the row before, and the row that is referred to.
#include <utility>

#include "base/strings.h"
#include "check/groups.h"
#include "check/row_order.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "type/words.h"

namespace remit::check {

/// A run tells of periods that are missing only where some row reads the one before.
void Typer::remember_history(EntityId entity, const Period& period) {
  for (const History& known : c_.model.histories)
    if (known.entity == entity) return;
  c_.model.histories.push_back({entity, period.column, period.group});
}

ExprId Typer::previous(EntityId entity, base::Span span) {
  const Period* period = c_.tables.period_of(entity);
  if (period == nullptr) {
    c_.sink.report(code::no_previous, span, {c_.model.entities[entity].name});
    return wrong(span);
  }
  remember_history(entity, *period);
  const ExprId current = build_.column(period->column, span);
  Match spec{.entity = entity, .equal = {}, .as_of = std::nullopt, .earlier = 2 * entity - 1};
  const ExprId before = build_.subtract(current, build_.number(1), span);
  spec.equal.push_back({before, current});
  for (const ColumnId group : period->group) {
    const ExprId own = build_.column(group, span);
    spec.equal.push_back({own, own});
  }
  return build_.match(entity, std::move(spec), span);
}

bool Typer::report_no_sequence(EntityId entity, std::string_view word, base::Span span) {
  if (entity == kWhole || (!type::kBefore.is(word) && !type::kEarlier.is(word))) return false;
  if (c_.names.find(kWhole, std::string(word)) != nullptr) return false;
  if (c_.tables.sequence_of(entity) != nullptr)
    c_.sink.report(code::earlier_outside, span, {word});
  else
    c_.sink.report(code::no_sequence, span, {c_.model.entities[entity].name, word});
  return true;
}

/// The keys of a sequence, typed once: fields and figures of the row. False if there are none.
bool Typer::type_sequence(EntityId entity, Sequence& sequence, base::Span span) {
  using State = Sequence::State;
  const std::string& name = c_.model.entities[entity].name;
  if (sequence.state == State::typing)
    c_.sink.report(code::cycle, span, {name, base::concat(name, " -> ", name)});
  if (sequence.state != State::untyped) return sequence.state == State::typed;
  sequence.state = State::typing;
  const NodeView node = sequence.node;
  std::vector<ExprId> groups;
  for (const ColumnId group : sequence.group) groups.push_back(build_.column(group, span));
  RowOrder order = read_row_order(c_, entity, {node, node[Label::ties]}, groups);
  require_total(c_, order, entity, node.span());
  sequence.keys = std::move(order.keys);
  sequence.of_table = order.of_table;
  sequence.state = State::typed;
  return true;
}

void Typer::read_sequence(EntityId entity) {
  Sequence& sequence = *c_.tables.sequence_of(entity);
  if (type_sequence(entity, sequence, sequence.node.span()))
    c_.model.sequences.push_back({entity, sequence.group, sequence.keys, sequence.of_table});
}

ExprId Typer::place_in_sequence(EntityId entity, base::Span span,
                                const std::vector<ExprId>& within) {
  Sequence& sequence = *c_.tables.sequence_of(entity);
  if (!type_sequence(entity, sequence, span)) return wrong(span);
  Rank rank{.keys = sequence.keys, .partition = within};
  if (sequence.of_table) rank.output = type::RankOutput::position;
  for (const ColumnId group : sequence.group) rank.partition.push_back(build_.column(group, span));
  return build_.rank(entity, std::move(rank), sequence.node.span());
}

ExprId Typer::before(EntityId entity, base::Span span, const std::vector<ExprId>& within,
                     ExprId* own_place) {
  const ExprId place = place_in_sequence(entity, span, within);
  if (unknown(place)) return wrong(span);
  std::vector<ExprId> groups = within;
  for (const ColumnId group : c_.tables.sequence_of(entity)->group)
    groups.push_back(build_.column(group, span));
  if (own_place != nullptr) *own_place = place;
  Match spec{.entity = entity, .equal = {}, .as_of = std::nullopt, .earlier = 2 * entity};
  // A row without a group is blank before it has no place.
  for (const ExprId group : groups) spec.equal.push_back({group, group});
  spec.equal.push_back({build_.subtract(place, build_.number(1)), place});
  return build_.match(entity, std::move(spec), span);
}

ExprId Typer::reference_between(EntityId rows, EntityId target, NodeView via, base::Span span) {
  if (via) {
    const ExprId reference = path(via, Scope{.entity = rows}, type::reference(target));
    return coerce(reference, type::reference(target), via.span());
  }
  std::vector<std::pair<std::string, ColumnId>> candidates;
  for (const Field& field : c_.model.entities[rows].fields)
    if (field.type == type::reference(target)) candidates.emplace_back(field.name, field.column);
  for (const FoundReference& found : c_.tables.found_references())
    if (found.entity == rows && found.target == target)
      candidates.emplace_back(found.name, found.column);
  const std::string& from = c_.model.entities[rows].name;
  const std::string& to = c_.model.entities[target].name;
  if (candidates.empty()) {
    c_.sink.report(code::no_path, span, {from, to});
    return wrong(span);
  }
  if (candidates.size() > 1) {
    std::string names;
    for (const auto& [name, column] : candidates)
      names += (names.empty() ? "" : ", ") + ("via " + name);
    c_.sink.report(code::ambiguous_path, span, {from, to, names});
    return wrong(span);
  }
  const auto& [name, column] = candidates[0];
  if (const Symbol* symbol = c_.names.find(rows, name)) c_.names.use(*symbol);
  return c_.columns.use(column, span);
}

}  // namespace remit::check
